package ml.lifecycle.internal.stats;

import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many of some trials succeeded.
 *
 * <p>One-sided bounds are exact: C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits, Biometrika 26
 * (1934). Differences and ratios of two independent proportions are built from Wilson's score interval.
 *
 * @param successes 0 to {@code trials}
 * @param trials 0 or more
 */
public record Proportion(long successes, long trials) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final long MANY = 100_000_000;

    /**
     * The proportion behind a metric.
     *
     * @param metric which metric
     * @param part what was predicted, beside the truth
     * @return the counts, or {@code null} if the metric is no proportion of rows
     */
    public static @Nullable Proportion of(Metric metric, Part part) {
        Predictions predictions = part.whole();
        if (!Metrics.isOfLabels(metric) || !Metrics.fits(metric, predictions) || predictions.weights() != null) {
            return null;
        }
        Confusion matrix = part.matrix();
        if (metric.kind() == MetricKind.ACCURACY || metric.average() == Average.MICRO) {
            long right = 0;
            for (int label = 0; label < matrix.classes; label++) {
                right += (long) matrix.cells[label * matrix.answers + label];
            }
            return new Proportion(right, part.rows());
        }
        int label = Metrics.label(metric, predictions);
        if (label < 0 || metric.kind() == MetricKind.F1) {
            return null;
        }
        long right = (long) matrix.cells[label * matrix.answers + label];
        double[] of = metric.kind() == MetricKind.RECALL ? matrix.truths() : matrix.answered();
        return new Proportion(right, (long) of[label]);
    }

    /**
     * The observed rate.
     *
     * @return successes of trials, NaN without trials
     */
    public double rate() {
        return (double) successes / trials;
    }

    /**
     * The exact lower bound.
     *
     * @param confidence one-sided
     * @return the rate at which as many successes or more would be seen with the probability {@code 1 − confidence}
     */
    public double lower(double confidence) {
        return successes == 0
                ? 0
                : BetaDistribution.of(successes, trials - successes + 1.0).inverseCumulativeProbability(1 - confidence);
    }

    /**
     * The exact upper bound.
     *
     * @param confidence one-sided
     * @return the rate at which as few successes or fewer would be seen with the probability {@code 1 − confidence}
     */
    public double upper(double confidence) {
        return successes == trials
                ? 1
                : BetaDistribution.of(successes + 1.0, trials - successes).inverseSurvivalProbability(1 - confidence);
    }

    /**
     * How likely so many successes or more are.
     *
     * @param rate the true rate
     * @return the exact probability
     */
    public double atLeastAsMany(double rate) {
        return successes == 0
                ? 1
                : BinomialDistribution.of((int) trials, rate).survivalProbability((int) successes - 1);
    }

    /**
     * How likely so few successes or fewer are.
     *
     * @param rate the true rate
     * @return the exact probability
     */
    public double atMostAsMany(double rate) {
        return successes == trials
                ? 1
                : BinomialDistribution.of((int) trials, rate).cumulativeProbability((int) successes);
    }

    /**
     * Wilson's interval: E. B. Wilson, Probable inference, JASA 22 (1927).
     *
     * @param confidence one-sided, for each end
     * @return the lower and the upper end
     */
    double[] wilson(double confidence) {
        double z = NORMAL.inverseCumulativeProbability(confidence);
        double centre = (successes + z * z / 2) / (trials + z * z);
        double half = z / (trials + z * z) * Math.sqrt(successes * (1 - rate()) + z * z / 4);
        return new double[] {
            successes == 0 ? 0 : Math.max(0, centre - half), successes == trials ? 1 : Math.min(1, centre + half)};
    }

    /**
     * Bounds of the difference to another, independent proportion: method 10 of R. G. Newcombe, Interval estimation for
     * the difference between independent proportions, Statistics in Medicine 17 (1998).
     *
     * @param other is subtracted
     * @param confidence one-sided, for each end
     * @return the lower and the upper bound
     */
    public double[] difference(Proportion other, double confidence) {
        double[] mine = wilson(confidence);
        double[] theirs = other.wilson(confidence);
        double difference = rate() - other.rate();
        return new double[] {
            difference - Math.hypot(rate() - mine[0], theirs[1] - other.rate()),
            difference + Math.hypot(mine[1] - rate(), other.rate() - theirs[0])};
    }

    /**
     * Bounds of the ratio to another, independent proportion: the square-and-add method of A. Donner, G. Y. Zou,
     * Closed-form confidence intervals for functions of the normal mean and standard deviation, Statistical Methods in
     * Medical Research 21 (2012), section 2, on Wilson's intervals.
     *
     * @param other the denominator
     * @param confidence one-sided, for each end
     * @return the lower and the upper bound, which may be infinite
     */
    public double[] ratio(Proportion other, double confidence) {
        double[] mine = wilson(confidence);
        double[] theirs = other.wilson(confidence);
        double product = rate() * other.rate();
        double low = mine[0] * (2 * rate() - mine[0]);
        double lowRoot = product * product - low * theirs[1] * (2 * other.rate() - theirs[1]);
        double high = theirs[0] * (2 * other.rate() - theirs[0]);
        double highRoot = product * product - high * mine[1] * (2 * rate() - mine[1]);
        return new double[] {
            low == 0 ? 0 : low / (product + Math.sqrt(Math.max(0, lowRoot))),
            high == 0 ? Double.POSITIVE_INFINITY : (product + Math.sqrt(Math.max(0, highRoot))) / high};
    }

    /**
     * About how many rows would show what these do not yet: at the observed rate the exact bound would then pass.
     *
     * @param required the bound
     * @param atLeast whether the rate must be at least that, else at most
     * @param confidence one-sided
     * @return the number of rows, or -1 if no number below a hundred million is enough
     */
    public long rowsNeeded(double required, boolean atLeast, double confidence) {
        double rate = rate();
        if (atLeast ? rate <= required : rate >= required) {
            return -1;
        }
        long enough = Math.max(1, trials);
        while (!shows(enough, rate, required, atLeast, confidence)) {
            enough *= 2;
            if (enough > MANY) {
                return -1;
            }
        }
        long few = 0;
        while (enough - few > 1) {
            long middle = (enough + few) / 2;
            if (shows(middle, rate, required, atLeast, confidence)) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }

    private static boolean shows(long rows, double rate, double required, boolean atLeast, double confidence) {
        long right = atLeast ? (long) Math.floor(rate * rows + 1e-9) : (long) Math.ceil(rate * rows - 1e-9);
        Proportion seen = new Proportion(right, rows);
        return atLeast ? seen.lower(confidence) >= required : seen.upper(confidence) <= required;
    }
}
