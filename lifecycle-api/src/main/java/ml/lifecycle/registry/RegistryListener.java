package ml.lifecycle.registry;

/** Learns what this opening of a lifecycle has written to the registry. */
@FunctionalInterface
public interface RegistryListener {

    /**
     * Called after an event is on the disk, on the thread that wrote it. What it throws is logged and changes nothing.
     *
     * @param model the name of the registered model
     * @param event what happened
     */
    void happened(String model, RegistryEvent event);
}
