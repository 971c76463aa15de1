package ml.lifecycle.signature;

import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;

/**
 * A closed interval of finite numbers.
 *
 * @param min the smallest value
 * @param max the largest value, not less than {@code min}
 */
public record Range(double min, double max) {

    /**
     * Checks the bounds.
     *
     * @throws RefusedException if a bound is NaN or infinite, or {@code min > max}
     */
    public Range {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new RefusedException("The range [" + min + ", " + max
                    + "] is not allowed: expected two finite numbers, the smaller first.");
        }
    }

    /**
     * Whether a value is within the bounds.
     *
     * @param value any number
     * @return whether it is; never for NaN
     */
    public boolean contains(double value) {
        return value >= min && value <= max;
    }

    @Override
    public String toString() {
        return "[" + ReportText.exact(min) + ", " + ReportText.exact(max) + "]";
    }
}
