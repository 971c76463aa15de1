package ml.lifecycle.store.fs;

import java.nio.file.Path;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.StoreProcessTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A directory that several processes use")
class ProcessTest extends StoreProcessTck {

    @Override
    protected LifecycleStore open(Path place, StoreSettings settings) {
        return new DirectoryStoreProvider().open(place.toString(), settings);
    }
}
