package ml.lifecycle.gate;

/**
 * Something that evidence gives a number for. Plain data: equal measures are equal, and each can be written to JSON.
 *
 * <p>A bound makes a check of it: {@code accuracy().atLeast(0.95)}.
 */
public sealed interface Measure
        permits Metric, Recorded, Latency, Throughput, OverfitGap, FairnessGap, Fairness, WorstGroup, Change, Drift,
                Rows, DataMeasure {

    /**
     * What a person calls it.
     *
     * @return for example {@code accuracy} or {@code recall of virginica}
     */
    String describe();

    /**
     * Requires at least a value.
     *
     * @param bound the smallest value that passes
     * @return the check
     * @throws ml.lifecycle.RefusedException if the bound is NaN or infinite
     */
    default ThresholdCheck atLeast(double bound) {
        return ThresholdCheck.of(this, Bound.atLeast(bound));
    }

    /**
     * Requires at most a value.
     *
     * @param bound the greatest value that passes
     * @return the check
     * @throws ml.lifecycle.RefusedException if the bound is NaN or infinite
     */
    default ThresholdCheck atMost(double bound) {
        return ThresholdCheck.of(this, Bound.atMost(bound));
    }

    /**
     * Requires a value between two bounds, both included.
     *
     * @param low the smallest value that passes
     * @param high the greatest value that passes
     * @return the check
     * @throws ml.lifecycle.RefusedException if a bound is NaN or infinite, or {@code low > high}
     */
    default ThresholdCheck between(double low, double high) {
        return ThresholdCheck.of(this, Bound.between(low, high));
    }

    /**
     * Requires a value, give or take a tolerance.
     *
     * @param value the expected value
     * @param within how far it may be off, 0 or more
     * @return the check
     * @throws ml.lifecycle.RefusedException if a number is NaN or infinite, or {@code within} is negative
     */
    default ThresholdCheck equalTo(double value, double within) {
        return between(value - within, value + within);
    }
}
