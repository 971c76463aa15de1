package ml.lifecycle.store.fs;

import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import ml.lifecycle.testkit.fault.StoreFaultTck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A directory on a disk that fails")
@ExtendWith(Quiet.class)
class FaultTest extends StoreFaultTck {

    @Override
    protected LifecycleStore open(SimulatedDisk disk, StoreSettings settings) {
        return SimulatedIo.open(disk, settings);
    }

    @Override
    protected boolean isNeededToOpen(String file) {
        return file.equals(StoreDescription.FILE);
    }
}
