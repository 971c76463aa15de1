package ml.lifecycle.gate;

import java.util.Optional;

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
     * The values that are possible; any other is a mistake of who measured or recorded it.
     *
     * @return for example 0 to 1, nothing if any number is possible
     */
    default Optional<Bound> domain() {
        return Optional.empty();
    }

    /**
     * Requires at least a value.
     *
     * @param bound the smallest value that passes
     * @return the check
     * @throws ml.lifecycle.RefusedException if the bound is NaN or infinite, or such that no possible value
     *         passes or every one does
     */
    default ThresholdCheck atLeast(double bound) {
        return ThresholdCheck.of(this, Bound.atLeast(bound));
    }

    /**
     * Requires at most a value.
     *
     * @param bound the greatest value that passes
     * @return the check
     * @throws ml.lifecycle.RefusedException if the bound is NaN or infinite, or such that no possible value
     *         passes or every one does
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
     * @throws ml.lifecycle.RefusedException if a bound is NaN or infinite, {@code low > high}, or no possible
     *         value passes
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
     * @throws ml.lifecycle.RefusedException if a number is NaN or infinite, {@code within} is negative, or no
     *         possible value passes
     */
    default ThresholdCheck equalTo(double value, double within) {
        return between(value - within, value + within);
    }
}
