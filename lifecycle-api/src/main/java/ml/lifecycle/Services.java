package ml.lifecycle;

import java.util.ServiceLoader;

/** Finds the one implementation of a service; for the interfaces of this module, not for users of the library. */
public final class Services {

    private Services() {}

    /**
     * Takes what a caller's own service loader found; the caller loads, since a module may only load what it uses.
     *
     * @param found the service loader
     * @param <S> the service
     * @return the implementation
     * @throws UnavailableException if there is none
     */
    public static <S> S only(ServiceLoader<S> found) {
        for (S service : found) {
            return service;
        }
        throw new UnavailableException("There is no lifecycle-core on the class path, which does the work; depend on"
                + " ml.lifecycle:lifecycle-store-fs, which brings it.");
    }
}
