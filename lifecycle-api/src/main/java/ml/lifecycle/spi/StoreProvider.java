package ml.lifecycle.spi;

/** Opens stores of one kind; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {

    /**
     * Whether a location is of this kind.
     *
     * @param location what the user gave: a URI such as {@code memory:name}, or a directory
     * @return whether {@link #open} takes it; at most one provider on the class path does
     */
    boolean handles(String location);

    /**
     * Opens the store at a location, or creates it there.
     *
     * @param location what the user gave
     * @param settings how
     * @return the opened store
     * @throws ml.lifecycle.RefusedException if there is something else at the location, or a store of a newer format
     * @throws ml.lifecycle.CorruptException if the description of the store is damaged
     * @throws ml.lifecycle.UnavailableException if the location cannot be read or written
     */
    LifecycleStore open(String location, StoreSettings settings);
}
