package ml.lifecycle.testkit.fault;

import java.nio.file.Path;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;

/** The same store in a real directory, used by several processes. */
class TinyStoreProcessTest extends StoreProcessTck {

    @Override
    protected LifecycleStore open(Path place, StoreSettings settings) {
        return TinyStore.in(place, Defect.NONE, settings);
    }
}
