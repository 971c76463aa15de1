package ml.lifecycle.spi;

/**
 * Reads the metric points of a run bit by bit, so that who looks at a run that goes on reads each point once. For one
 * thread at a time; it holds nothing that would have to be closed.
 */
@FunctionalInterface
public interface MetricReader {

    /**
     * Reads the points that came since the last call; at the first call all there are: all that were flushed by whatever
     * process, and all of this process.
     *
     * <p>Damaged parts are given to {@link PointVisitor#damaged}, perhaps at several calls, and reading goes on behind
     * them. After a call that threw an exception, it is unknown which points the next one gives: get another reader.
     *
     * @param visitor receives the points
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    void read(PointVisitor visitor);
}
