package ml.lifecycle.spi;

import java.nio.file.Path;

/**
 * Where everything is kept: logs of events, metric points, artifacts.
 *
 * <p>All parts are safe for use by many threads, and a store that outlives a process is safe for use by many
 * processes at once. After {@link #close} every call throws {@link ml.lifecycle.UnavailableException}.
 */
public interface LifecycleStore extends AutoCloseable {

    /**
     * What a person calls this store: a directory or a URI without credentials.
     *
     * @return the location
     */
    String location();

    /**
     * The logs of experiments, models and data sets.
     *
     * @return the logs
     */
    EventLogs logs();

    /**
     * The metric points of runs.
     *
     * @return the points
     */
    MetricStore metrics();

    /**
     * The contents of artifacts, models and data.
     *
     * @return the artifacts
     */
    ArtifactStore artifacts();

    /**
     * A place for derived data.
     *
     * @return the cache
     */
    DerivedCache cache();

    /**
     * The identity of this opened store; it stands in what this process writes, so that others can ask {@link #alive}.
     *
     * @return 1 to 64 characters from {@code a-z 0-9 -}, never used twice
     */
    String session();

    /**
     * Whether the opened store of that identity is still open, in whatever process. A process that was killed is not
     * alive, at the latest one second after its end.
     *
     * @param session what {@link #session} returned there
     * @return whether it is open
     */
    boolean alive(String session);

    /**
     * Reads everything and checks every checksum, sequence number, chain and digest. Changes nothing. May be called
     * while others write.
     *
     * @return what was checked and what is damaged
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    StoreCheck verify();

    /**
     * Removes what a crash leaves behind and is known to be incomplete: torn tails, temporary files, derived files.
     * Anything else that is damaged stays as it is and is reported by each check; but where a damaged end kept the log of
     * an experiment from taking events, it goes on behind it. The sequence numbers then leave out those that the lost
     * events may have had.
     *
     * @return what was checked, what was done, and what is still damaged
     * @throws ml.lifecycle.UnavailableException if the store cannot be written
     */
    StoreCheck repair();

    /**
     * Copies the store to a new place while others go on writing. The copy holds at least all that was acknowledged
     * before this call.
     *
     * @param target an empty or absent directory
     * @throws ml.lifecycle.RefusedException if {@code target} is neither absent nor empty
     * @throws ml.lifecycle.UnavailableException if reading or writing failed, or this kind of store has no such copy
     */
    void backup(Path target);

    /** Forces what is not yet on the disk and closes. A second call does nothing. */
    @Override
    void close();
}
