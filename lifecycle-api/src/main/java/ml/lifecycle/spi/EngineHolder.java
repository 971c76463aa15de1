package ml.lifecycle.spi;

import java.util.ServiceLoader;
import ml.lifecycle.UnavailableException;

/** Finds the engine once. */
final class EngineHolder {

    static final LifecycleEngine ENGINE =
            ServiceLoader.load(LifecycleEngine.class, LifecycleEngine.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new UnavailableException(
                            "There is no lifecycle-core on the class path, which does the work; depend on"
                                    + " ml.lifecycle:lifecycle-store-fs, which brings it."));

    private EngineHolder() {}
}
