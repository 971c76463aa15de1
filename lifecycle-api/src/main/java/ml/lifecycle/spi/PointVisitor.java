package ml.lifecycle.spi;

/** Receives metric points. */
@FunctionalInterface
public interface PointVisitor {

    /**
     * A point.
     *
     * @param metric the name of the metric; the same object for equal names within one read, where possible
     * @param step its step
     * @param epochMillis when it was measured
     * @param value its value
     */
    void point(String metric, long step, long epochMillis, double value);

    /**
     * Points that cannot be read. Ignored unless this method is overridden.
     *
     * @param damage where
     */
    default void damaged(Damage damage) {}
}
