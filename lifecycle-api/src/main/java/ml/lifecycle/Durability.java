package ml.lifecycle;

/**
 * When what a run records is safe from what.
 *
 * <p>Registry events (versions, aliases, promotions) and snapshots are not affected: they are always on disk before
 * the call returns. For runs there are two dangers. When the <em>process is killed</em>, only what is still in the
 * memory of the process is lost. When the <em>power is cut</em>, all is lost that the operating system had not yet
 * been forced to put on the disk.
 */
public enum Durability {

    /**
     * Forced by the clock alone, at most one second after it was recorded; the end of a run does not wait.
     *
     * <p>Process kill: metric points of the last 200 ms may be lost; started and ended runs are not. Power cut: what
     * was recorded in the last second, even the end of a run, may be lost. For many very short runs.
     */
    INTERVAL,

    /**
     * As {@link #INTERVAL}, and the end of a run and {@code Run.flush} wait until all of the run is on the disk. The
     * default.
     *
     * <p>Process kill: metric points of the last 200 ms of unfinished runs may be lost. Power cut: the last second of
     * unfinished runs may be lost; a run that has ended is safe.
     *
     * <p>What cannot be written, because the disk is full for example, is kept in memory and tried again: {@code Run.flush}
     * or the end of the run tells of the failure, and can be called again when the cause is gone.
     */
    RUN,

    /**
     * Every call that records something waits until it is on the disk.
     *
     * <p>Nothing that a call returned from is lost by a process kill or a power cut. Costs one disk flush a call, some
     * hundred to a few thousand calls a second.
     *
     * <p>A call that fails has recorded nothing and can be made again, unless its message says that the outcome is unknown.
     */
    EACH
}
