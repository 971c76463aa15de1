package ml.lifecycle.internal.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A quantile of measured times. Its bounds are order statistics, whatever the distribution: W. J. Conover, Practical
 * nonparametric statistics (1999), section 3.2.
 */
public final class Quantile {

    private final double[] sorted;
    private final double share;

    private Quantile(double[] sorted, double share) {
        this.sorted = sorted;
        this.share = share;
    }

    /**
     * A quantile.
     *
     * @param values the measured values, in any order
     * @param share which quantile, greater than 0 and less than 1
     * @return the quantile
     */
    public static Quantile of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantile(sorted, share);
    }

    /**
     * How many values there are.
     *
     * @return 0 or more
     */
    public int calls() {
        return sorted.length;
    }

    /**
     * How many values are needed: one beyond the quantile, or, with a confidence, so many that with this confidence the
     * greatest one is beyond it.
     *
     * @param confidence one-sided; 0 for none
     * @return the number
     */
    public long callsNeeded(double confidence) {
        double beyond = Math.ceil(1 / (1 - share) - 1e-9);
        double sure = confidence == 0 ? 1 : Math.ceil(Math.log(1 - confidence) / Math.log(share) - 1e-9);
        return (long) Math.max(beyond, sure);
    }

    /**
     * The quantile: the least value that at least this share of the values does not exceed.
     *
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate
     */
    public Estimate estimate(double confidence) {
        double value = sorted[(int) Math.ceil(share * sorted.length - 1e-9) - 1];
        if (confidence == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Estimate.point(Double.isNaN(sorted[sorted.length - 1]) ? Double.NaN : value, sorted.length);
        }
        double each = (1 + confidence) / 2;
        return new Estimate(value, lower(confidence), upper(confidence), lower(each), upper(each), sorted.length,
                "order statistics", "", null);
    }

    /** The smallest value that with the confidence is not less than the true quantile, infinite if there is none. */
    private double upper(double confidence) {
        int below = BinomialDistribution.of(sorted.length, share).inverseCumulativeProbability(confidence);
        return below < sorted.length ? sorted[below] : Double.POSITIVE_INFINITY;
    }

    /** The greatest value that with the confidence is not greater than the true quantile, 0 if there is none. */
    private double lower(double confidence) {
        int below = BinomialDistribution.of(sorted.length, share).inverseSurvivalProbability(confidence);
        return below > 0 ? sorted[below - 1] : 0;
    }
}
