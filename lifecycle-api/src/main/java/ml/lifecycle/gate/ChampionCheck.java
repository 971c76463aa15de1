package ml.lifecycle.gate;

import ml.lifecycle.RefusedException;

/**
 * The candidate is compared with the champion on the same rows, by a paired test. Immutable.
 *
 * <p>For accuracy the rows on which exactly one of the two is right decide; for other metrics rows are drawn anew from
 * the pairs. Without a champion the check passes and says so.
 *
 * @param metric what is compared
 * @param relation what is required
 * @param margin how much worse the candidate may be, in units of the metric, 0 or more
 * @param confidence the one-sided confidence of the test, between 0.5 and 1
 */
public record ChampionCheck(Metric metric, Relation relation, double margin, double confidence) implements Check {

    /** What is required of the candidate. */
    public enum Relation {
        /** With the confidence, not worse than the champion by more than the margin. */
        NOT_WORSE,
        /** With the confidence, better than the champion by more than the margin. */
        BETTER
    }

    /**
     * Checks the numbers.
     *
     * @throws RefusedException if the margin is negative, NaN or infinite, or the confidence not between 0.5 and 1
     */
    public ChampionCheck {
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("The margin " + margin + " is not allowed: expected a finite number, 0 or more.");
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
     */
    public ChampionCheck margin(double margin) {
        return new ChampionCheck(metric, relation, margin, confidence);
    }

    /**
     * Sets the one-sided confidence.
     *
     * @param confidence for example 0.95
     * @return the changed check
     */
    public ChampionCheck confidence(double confidence) {
        return new ChampionCheck(metric, relation, margin, confidence);
    }

    @Override
    public String describe() {
        String than = relation == Relation.NOT_WORSE
                ? "not worse than the champion" + (margin == 0 ? "" : " by more than " + margin)
                : "better than the champion" + (margin == 0 ? "" : " by more than " + margin);
        return metric.describe() + " " + than + " (" + Percent.of(confidence) + " confidence)";
    }
}
