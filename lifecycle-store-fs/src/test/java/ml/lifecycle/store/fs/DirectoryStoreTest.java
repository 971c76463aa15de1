package ml.lifecycle.store.fs;

import java.nio.file.Path;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.tck.LifecycleStoreTck;
import org.junit.jupiter.api.DisplayName;

/** A directory keeps the contract of all stores. */
@DisplayName("A directory as a store")
class DirectoryStoreTest extends LifecycleStoreTck {

    @Override
    protected LifecycleStore open(Path place, StoreSettings settings) {
        return new DirectoryStoreProvider().open(place.toString(), settings);
    }
}
