package ml.lifecycle.testkit.tck;

import java.nio.file.Path;
import ml.lifecycle.core.MemoryStoreProvider;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;

/** The store in memory keeps the contract of all stores. */
@DisplayName("The store in memory")
class MemoryStoreTest extends LifecycleStoreTck {

    @Override
    protected LifecycleStore open(Path place, StoreSettings settings) {
        return new MemoryStoreProvider().open("memory:" + place, settings);
    }

    @Override
    protected boolean outlivesClose() {
        return false;
    }
}
