package ml.lifecycle.spi;

/**
 * Streams of metric points, many and small.
 *
 * <p>Each run may have several writers (threads or processes that opened a {@link MetricSink} each); a reader sees the
 * points of all of them. The order of one writer's points of one metric is kept.
 */
public interface MetricStore {

    /**
     * Opens a new writer for a run. Nothing is created in the store before its first point.
     *
     * @param experiment the log of the run's experiment
     * @param run the run: 1 to 64 characters from {@code a-z 0-9 -}
     * @return a writer, safe for use by several threads
     * @throws ml.lifecycle.UnavailableException if the store is closed
     */
    MetricSink open(LogId experiment, String run);

    /**
     * Begins to read the points of a run. Nothing is read yet.
     *
     * @param experiment the log of the run's experiment
     * @param run the run; one that is unknown has no points, and may get some
     * @return a reader that begins with the first point
     */
    MetricReader follow(LogId experiment, String run);

    /**
     * Reads the points of a run that there are, once.
     *
     * @param experiment the log of the run's experiment
     * @param run the run; one that is unknown has no points
     * @param visitor receives the points
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    default void read(LogId experiment, String run, PointVisitor visitor) {
        follow(experiment, run).read(visitor);
    }
}
