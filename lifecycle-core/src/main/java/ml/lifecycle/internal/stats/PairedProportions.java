package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two models on the same rows: on how many exactly one of them is right.
 *
 * @param gained only the candidate is right
 * @param lost only the other is right
 * @param rows all rows
 */
public record PairedProportions(long gained, long lost, long rows) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int STEPS = 60;
    private static final int MANY = 100_000_000;

    /**
     * Counts the rows.
     *
     * @param truth the true labels
     * @param candidate the predictions of the candidate
     * @param other those of the other
     * @return the counts
     */
    public static PairedProportions of(int[] truth, int[] candidate, int[] other) {
        int gained = 0;
        int lost = 0;
        for (int row = 0; row < truth.length; row++) {
            int right = candidate[row] == truth[row] ? 1 : 0;
            int otherRight = other[row] == truth[row] ? 1 : 0;
            gained += right & ~otherRight;
            lost += otherRight & ~right;
        }
        return new PairedProportions(gained, lost, truth.length);
    }

    /**
     * How much more often the candidate is right.
     *
     * @return the difference of the accuracies
     */
    public double difference() {
        return (double) (gained - lost) / rows;
    }

    /**
     * The exact one-sided test of Q. McNemar, Psychometrika 12 (1947): if both are equally good, each row on which one
     * of them is right is a throw of a fair coin.
     *
     * @return the probability of as many gained rows or more among those that decide
     */
    public double mcnemar() {
        return gained == 0
                ? 1
                : BinomialDistribution.of((int) (gained + lost), 0.5).survivalProbability((int) gained - 1);
    }

    /**
     * About how many rows {@link #mcnemar} needs, if gained and lost ones keep their shares.
     *
     * @param confidence one-sided
     * @return the number of rows, more than there are; -1 if there is none up to a hundred million
     */
    public long rowsNeeded(double confidence) {
        double low = 1;
        double high = 1;
        while (!isShown(high, confidence)) {
            low = high;
            high *= 2;
            if (gained <= lost || high * rows > MANY) {
                return -1;
            }
        }
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (isShown(middle, confidence)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (long) Math.ceil(high * rows);
    }

    private boolean isShown(double times, double confidence) {
        return new PairedProportions(Math.round(gained * times), Math.round(lost * times), rows).mcnemar()
                <= 1 - confidence;
    }

    /**
     * The score statistic of T. Tango, Equivalence test and confidence interval for the difference in proportions for
     * the paired-sample design, Statistics in Medicine 17 (1998), equations 2 to 5.
     *
     * @param difference the difference of the accuracies to test, between -1 and 1
     * @return standard normal if that is the true difference; greater if the candidate is better
     */
    double score(double difference) {
        double b = -(double) (gained + lost) + (2.0 * rows - gained + lost) * difference;
        double c = -lost * difference * (1 - difference);
        double lostShare = (Math.sqrt(Math.max(0, b * b - 8.0 * rows * c)) - b) / (4.0 * rows);
        double variance = rows * (2 * lostShare + difference * (1 - difference));
        double numerator = gained - lost - rows * difference;
        return numerator == 0 ? 0 : numerator / Math.sqrt(Math.max(variance, 0));
    }

    /**
     * The lower bound of the difference by Tango's score.
     *
     * @param confidence one-sided
     * @return the smallest difference that the rows do not contradict
     */
    public double lower(double confidence) {
        return bound(-1, difference(), NORMAL.inverseCumulativeProbability(confidence));
    }

    /**
     * The upper bound of the difference by Tango's score.
     *
     * @param confidence one-sided
     * @return the greatest difference that the rows do not contradict
     */
    public double upper(double confidence) {
        return bound(1, difference(), -NORMAL.inverseCumulativeProbability(confidence));
    }

    /** Halves the way from a contradicted difference to the observed one. */
    private double bound(double contradicted, double observed, double z) {
        double far = contradicted;
        double near = observed;
        for (int step = 0; step < STEPS; step++) {
            double middle = (far + near) / 2;
            if (z > 0 ? score(middle) > z : score(middle) < z) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return near;
    }
}
