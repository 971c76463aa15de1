package ml.lifecycle;

import ml.lifecycle.spi.LifecycleStore;

/**
 * What gives {@link Lifecycle} its behaviour; there is one, in {@code lifecycle-core}, found by
 * {@link java.util.ServiceLoader}. Users of the library never need it.
 */
public interface LifecycleEngine {

    /**
     * Opens a lifecycle over a store.
     *
     * @param store the opened store; closed with the lifecycle
     * @param settings clock and ids
     * @return the lifecycle
     */
    Lifecycle open(LifecycleStore store, LifecycleBuilder settings);
}
