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
     * Whether the points of a metric are wanted. A store may ask before it reads their values, and need not: others may
     * come too. All are wanted unless this method is overridden.
     *
     * @param metric the name of the metric
     * @return whether they are; the same for the same name as long as one read goes on
     */
    default boolean wants(String metric) {
        return true;
    }

    /**
     * Points that cannot be read. Ignored unless this method is overridden.
     *
     * @param damage where
     */
    default void damaged(Damage damage) {}
}
