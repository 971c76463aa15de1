package ml.lifecycle.testkit.fault;

import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;

/** A store that has nothing to do with ours stands all failures, by one class that turns its files to the disk. */
class TinyStoreFaultTest extends StoreFaultTck {

    @Override
    protected LifecycleStore open(SimulatedDisk disk, StoreSettings settings) {
        return TinyStore.on(disk, Defect.NONE, settings);
    }
}
