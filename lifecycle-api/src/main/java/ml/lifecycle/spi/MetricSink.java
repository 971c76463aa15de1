package ml.lifecycle.spi;

/** One writer of metric points of one run. Safe for use by several threads. */
public interface MetricSink extends AutoCloseable {

    /**
     * Takes a point. It may stay in memory for up to 200 ms (with {@code Durability.EACH}: it is on the disk when this
     * returns).
     *
     * @param metric the name of the metric, 1 to 250 characters without control characters
     * @param step any number
     * @param epochMillis when it was measured
     * @param value any value, NaN and infinities included; kept bit for bit except that there is one NaN
     * @throws ml.lifecycle.UnavailableException if points cannot be written; points that were taken before and not yet
     *         flushed are kept and tried again with the next flush. With {@code Durability.EACH}: this point is not
     *         recorded, unless the message says that the outcome is unknown
     */
    void add(String metric, long step, long epochMillis, double value);

    /**
     * Hands all points to the operating system: visible to other processes, safe from a kill of this one.
     *
     * @throws ml.lifecycle.UnavailableException if they cannot be written; they are kept and tried again
     */
    void flush();

    /**
     * Flushes, and waits until all points are on the disk.
     *
     * @throws ml.lifecycle.UnavailableException if that failed
     */
    void force();

    /** Flushes and ends the writer. A second call does nothing. */
    @Override
    void close();
}
