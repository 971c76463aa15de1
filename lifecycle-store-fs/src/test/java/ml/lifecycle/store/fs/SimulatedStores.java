package ml.lifecycle.store.fs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.SimulatedDisk;

/** Opens a simulated disk as users open a store: {@code simulated:NAME}. */
public final class SimulatedStores implements StoreProvider {

    static final Map<String, SimulatedDisk> DISKS = new ConcurrentHashMap<>();

    @Override
    public boolean handles(String location) {
        return location.startsWith("simulated:");
    }

    @Override
    public LifecycleStore open(String location, StoreSettings settings) {
        SimulatedIo io = new SimulatedIo(DISKS.computeIfAbsent(location, key -> new SimulatedDisk()));
        SharedDirectory shared = new SharedDirectory(
                io, Tuning.DEFAULT, new IoThread("simulated-store"), new IoThread("simulated-store-artifacts"));
        return new DirectoryStore(shared, settings);
    }
}
