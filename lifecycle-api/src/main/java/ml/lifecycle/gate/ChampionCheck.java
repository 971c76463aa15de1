package ml.lifecycle.gate;

import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The candidate is compared with the champion, or another baseline, on the same rows, by a paired test. Immutable.
 *
 * <p>For accuracy the rows on which exactly one of the two is right decide; for other metrics rows are drawn anew from
 * the pairs. Without a champion the check passes and says so; without the named baseline it is INCONCLUSIVE.
 *
 * @param metric what is compared
 * @param relation what is required
 * @param margin how much worse the candidate may be, in units of the metric, 0 or more
 * @param confidence the one-sided confidence of the test, between 0.5 and 1
 * @param baseline the name of the baseline in the evidence, {@link #TRIVIAL}, or {@code null} for the champion
 */
public record ChampionCheck(
        Metric metric, Relation relation, double margin, double confidence, @Nullable String baseline)
        implements Check {

    /** The baseline that always answers the most frequent true label, or the mean of the true numbers. */
    public static final String TRIVIAL = "trivial";

    /** What is required of the candidate. */
    public enum Relation {
        /** With the confidence, not worse than the baseline by more than the margin. */
        NOT_WORSE,
        /** With the confidence, better than the baseline by more than the margin. */
        BETTER
    }

    /**
     * Checks the numbers.
     *
     * @throws RefusedException if the margin is negative, NaN or infinite, or the confidence not between 0.5 and 1
     */
    public ChampionCheck {
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("The margin " + margin
                    + " is not allowed: expected a finite number, 0 or more.");
        }
        if (confidence == 0) {
            confidence = Double.NaN;
        }
        ThresholdCheck.requireConfidence(confidence);
    }

    /**
     * Sets how much worse the candidate may be.
     *
     * @param margin in units of the metric, 0 or more
     * @return the changed check
     * @throws RefusedException if it is negative, NaN or infinite, or greater than any difference can be
     */
    public ChampionCheck margin(double margin) {
        Domain.requireMargin(metric, margin);
        return new ChampionCheck(metric, relation, margin, confidence, baseline);
    }

    /**
     * Sets the one-sided confidence.
     *
     * @param confidence for example 0.95
     * @return the changed check
     */
    public ChampionCheck confidence(double confidence) {
        return new ChampionCheck(metric, relation, margin, confidence, baseline);
    }

    @Override
    public String describe() {
        return metric.describe() + (relation == Relation.NOT_WORSE ? " not worse than " : " better than ")
                + (baseline == null ? "the champion" : baseline) + (margin == 0 ? "" : " by more than " + margin)
                + " (" + Percent.of(confidence) + " confidence)";
    }

    @Override
    public String toString() {
        return describe();
    }
}
