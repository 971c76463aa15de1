package ml.lifecycle.gate;

import ml.lifecycle.RefusedException;

/**
 * A measure must be within bounds. Immutable.
 *
 * @param measure what is measured
 * @param bound which values pass
 * @param confidence 0 to judge the measured value itself (a point estimate), or the confidence, between 0.5 and 1, at
 *         which the bound of its interval must pass
 * @param minRows with fewer rows of evidence the verdict is INCONCLUSIVE
 * @param minGroupSize with fewer rows in a group the verdict is INCONCLUSIVE; for measures over groups
 */
public record ThresholdCheck(Measure measure, Bound bound, double confidence, long minRows, long minGroupSize)
        implements Check {

    /**
     * Checks the numbers.
     *
     * @throws RefusedException if the confidence is neither 0 nor between 0.5 and 1, or a number of rows is less than 1
     */
    public ThresholdCheck {
        requireConfidence(confidence);
        if (minRows < 1 || minGroupSize < 1) {
            throw new RefusedException("The check on " + measure.describe()
                    + " asks for less than one row; ask for at least 1.");
        }
    }

    static void requireConfidence(double confidence) {
        if (confidence != 0 && !(confidence >= 0.5 && confidence < 1)) {
            throw new RefusedException("The confidence " + confidence
                    + " is not allowed: expected a number from 0.5 to less than 1, for example 0.95."
                    + (confidence >= 50 && confidence < 100
                            ? " Did you mean " + Percent.share(confidence) + "?" : ""));
        }
    }

    /**
     * Begins a check. The domain of the measure is asked here and not by the constructor, so that a gate that was
     * written down before a domain was known can still be read.
     */
    static ThresholdCheck of(Measure measure, Bound bound) {
        Domain.requireSense(measure, bound);
        return new ThresholdCheck(measure, bound, 0, 1, 1);
    }

    /**
     * Judges the bound of the measure's interval instead of the measured value: a bound for "at least" must hold for
     * the lower end, one for "at most" for the upper end, at this one-sided confidence.
     *
     * @param confidence for example 0.95
     * @return the stricter check
     * @throws RefusedException if it is not between 0.5 and 1
     */
    public ThresholdCheck confidence(double confidence) {
        if (confidence == 0) {
            requireConfidence(Double.NaN);
        }
        return new ThresholdCheck(measure, bound, confidence, minRows, minGroupSize);
    }

    /**
     * Asks for a number of rows.
     *
     * @param rows with fewer the verdict is INCONCLUSIVE
     * @return the changed check
     */
    public ThresholdCheck minRows(long rows) {
        return new ThresholdCheck(measure, bound, confidence, rows, minGroupSize);
    }

    /**
     * Asks for a number of rows in each group.
     *
     * @param rows with fewer the verdict is INCONCLUSIVE
     * @return the changed check
     */
    public ThresholdCheck minGroupSize(long rows) {
        return new ThresholdCheck(measure, bound, confidence, minRows, rows);
    }

    @Override
    public String describe() {
        String how = confidence == 0 ? "" : " (" + Percent.of(confidence) + " confidence)";
        return measure.describe() + " " + bound + how;
    }

    @Override
    public String toString() {
        return describe();
    }
}
