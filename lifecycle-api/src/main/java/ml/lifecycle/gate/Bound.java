package ml.lifecycle.gate;

import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;

/**
 * The values that pass: from {@code low} to {@code high}, both included; an infinite end is open.
 *
 * @param low the smallest value that passes, or negative infinity
 * @param high the greatest value that passes, or infinity
 */
public record Bound(double low, double high) {

    /**
     * Checks the ends.
     *
     * @throws RefusedException if an end is NaN, both are infinite, or they are the wrong way round
     */
    public Bound {
        boolean bounded = Double.isFinite(low) || Double.isFinite(high);
        if (!bounded || low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY || !(low <= high)) {
            throw new RefusedException("The bound from " + low + " to " + high
                    + " is not allowed: expected at least one finite number, and the smaller one first.");
        }
    }

    /**
     * From a value upwards.
     *
     * @param low the smallest value that passes
     * @return the bound
     */
    public static Bound atLeast(double low) {
        return new Bound(low, Double.POSITIVE_INFINITY);
    }

    /**
     * Up to a value.
     *
     * @param high the greatest value that passes
     * @return the bound
     */
    public static Bound atMost(double high) {
        return new Bound(Double.NEGATIVE_INFINITY, high);
    }

    /**
     * Between two values.
     *
     * @param low the smallest value that passes
     * @param high the greatest value that passes
     * @return the bound
     */
    public static Bound between(double low, double high) {
        return new Bound(low, high);
    }

    /**
     * Whether a value passes.
     *
     * @param value any number
     * @return whether it is within; never for NaN
     */
    public boolean admits(double value) {
        return value >= low && value <= high;
    }

    @Override
    public String toString() {
        if (high == Double.POSITIVE_INFINITY) {
            return "at least " + ReportText.exact(low);
        }
        return low == Double.NEGATIVE_INFINITY ? "at most " + ReportText.exact(high)
                : "between " + ReportText.exact(low) + " and " + ReportText.exact(high);
    }
}
