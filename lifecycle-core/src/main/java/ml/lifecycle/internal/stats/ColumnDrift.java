package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a column of some data is from the same column of other data.
 *
 * @param column its name
 * @param distance the distance, NaN if there is none
 * @param probability how likely so great a distance or a greater one is between samples of equal distributions
 * @param chance the distance that samples of equal distributions exceed with a probability of 5 %
 * @param reference the number of values in the reference
 * @param current the number of values judged
 */
public record ColumnDrift(
        String column, double distance, double probability, double chance, long reference, long current) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double LEVEL = 0.05;
    /** Added to each bin, so that an empty one has no infinite logarithm. */
    private static final double PSEUDO = 0.5;
    private static final double EXPECTED = 5;
    private static final double LN_2 = Math.log(2);
    /** With so many values in both samples, this share of them does not count on either side. */
    private static final int TRIMMED_FROM = 200;
    private static final double TRIMMED = 0.005;
    /** What Kolmogorov's variable exceeds with a probability of 5 %. */
    private static final double KOLMOGOROV_LIMIT = 1.3581;

    /**
     * The population stability index, {@code Σ (p − q) ln (p / q)} over bins, with half a row added to each.
     *
     * <p>Between samples of equal distributions it is about {@code (1/n + 1/m) χ²} with one degree of freedom less than
     * there are bins: B. Yurdakul, J. Naranjo, Statistical properties of the population stability index, Journal of
     * Risk Model Validation 14 (2020).
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift
     */
    public static ColumnDrift psi(Distribution reference, Distribution current) {
        return ofBins(reference, current, 1, 1,
                (p, q) -> (p - q) * Math.log(p / q));
    }

    /**
     * The Jensen–Shannon distance: the root of the divergence {@code H((p + q) / 2) − (H(p) + H(q)) / 2} in bits, over
     * the bins of {@link #psi}. From 0 to 1. Between samples of equal distributions the divergence is about
     * {@code (1/n + 1/m) χ² / (8 ln 2)}, by its expansion to second order: F. Österreicher, I. Vajda, Annals of the Institute
     * of Statistical Mathematics 55 (2003).
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift
     */
    public static ColumnDrift jensenShannon(Distribution reference, Distribution current) {
        return ofBins(reference, current, 8 * LN_2, 2, (p, q) -> {
            double middle = (p + q) / 2;
            return (p * Math.log(p / middle) + q * Math.log(q / middle)) / (2 * LN_2);
        });
    }

    /** A term of a sum over bins. */
    private interface Term {
        double of(double p, double q);
    }

    /** A sum over bins that is {@code unit χ² / factor} by chance, of which the distance is that root. */
    private static ColumnDrift ofBins(Distribution reference, Distribution current, double factor, int root, Term term) {
        if (reference.present == 0 && current.present == 0) {
            return new ColumnDrift(reference.name, Double.NaN, 1, 0, 0, 0);
        }
        Bins bins = Bins.of(reference, current);
        int used = bins.used();
        double n = reference.rows();
        double m = current.rows();
        double sum = 0;
        for (int bin = 0; bin < bins.reference.length; bin++) {
            if (bins.reference[bin] + bins.current[bin] > 0) {
                sum += term.of((bins.reference[bin] + PSEUDO) / (n + PSEUDO * used),
                        (bins.current[bin] + PSEUDO) / (m + PSEUDO * used));
            }
        }
        sum = Math.max(0, sum);
        double unit = (1 / n + 1 / m) / factor;
        double distance = root == 1 ? sum : Math.sqrt(sum);
        if (used < 2) {
            return new ColumnDrift(reference.name, distance, 1, 0, (long) n, (long) m);
        }
        ChiSquaredDistribution chance = ChiSquaredDistribution.of(used - 1.0);
        double limit = unit * chance.inverseSurvivalProbability(LEVEL);
        return new ColumnDrift(reference.name, distance, chance.survivalProbability(sum / unit),
                root == 1 ? limit : Math.sqrt(limit), (long) n, (long) m);
    }

    /**
     * Pearson's χ² of two samples of texts; the distance is Cramér's V, from 0 to 1. Texts of which fewer than five would
     * be expected in a sample are counted as one, after W. G. Cochran, Biometrics 10 (1954). Missing values do not count.
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift; without distance if a sample has no value
     */
    public static ColumnDrift chiSquared(Distribution reference, Distribution current) {
        double n = reference.present;
        double m = current.present;
        if (n == 0 || m == 0) {
            return new ColumnDrift(reference.name, Double.NaN, 1, 0, (long) n, (long) m);
        }
        Bins bins = Bins.of(withoutMissing(reference), withoutMissing(current));
        double statistic = 0;
        double rareBefore = 0;
        double rareNow = 0;
        int cells = 0;
        for (int bin = 0; bin < bins.reference.length; bin++) {
            double before = bins.reference[bin];
            double now = bins.current[bin];
            if ((before + now) * Math.min(n, m) / (n + m) < EXPECTED) {
                rareBefore += before;
                rareNow += now;
            } else {
                statistic += deviation(before, now, n, m);
                cells++;
            }
        }
        if ((rareBefore + rareNow) * Math.min(n, m) / (n + m) >= 1) {
            statistic += deviation(rareBefore, rareNow, n, m);
            cells++;
        }
        double probability = cells < 2 ? 1 : ChiSquaredDistribution.of(cells - 1.0).survivalProbability(statistic);
        double chance = cells < 2 ? 0
                : Math.sqrt(ChiSquaredDistribution.of(cells - 1.0).inverseSurvivalProbability(LEVEL) / (n + m));
        return new ColumnDrift(reference.name, Math.sqrt(statistic / (n + m)), probability, chance, (long) n, (long) m);
    }

    private static Distribution withoutMissing(Distribution column) {
        return column.texts == null
                ? Distribution.numbers(column.name, column.values, column.counts, 0)
                : Distribution.texts(column.name, column.texts, 0, column.present);
    }

    private static double deviation(double before, double now, double n, double m) {
        double expected = (before + now) / (n + m);
        double first = before - expected * n;
        double second = now - expected * m;
        return first * first / (expected * n) + second * second / (expected * m);
    }

    /**
     * The greatest difference of the two cumulative distributions, with the limiting distribution of Kolmogorov and the
     * correction of M. A. Stephens, Journal of the Royal Statistical Society B 32 (1970). Equal values make the
     * probability too great, never too small. Missing values do not count.
     *
     * @param reference the column of the reference, of numbers
     * @param current the column judged, of numbers
     * @return the drift; without distance if a sample has no value
     */
    public static ColumnDrift kolmogorovSmirnov(Distribution reference, Distribution current) {
        double n = reference.present;
        double m = current.present;
        if (n == 0 || m == 0) {
            return new ColumnDrift(reference.name, Double.NaN, 1, 0, (long) n, (long) m);
        }
        double[] greatest = new double[1];
        walk(reference, current, difference -> greatest[0] = Math.max(greatest[0], Math.abs(difference)));
        double root = Math.sqrt(n * m / (n + m));
        double factor = root + 0.12 + 0.11 / root;
        return new ColumnDrift(reference.name, greatest[0], kolmogorov(factor * greatest[0]), KOLMOGOROV_LIMIT / factor,
                (long) n, (long) m);
    }

    /** The probability that Kolmogorov's variable is greater. */
    private static double kolmogorov(double value) {
        if (value < 0.3) {
            return 1;
        }
        double sum = 0;
        for (int term = 1; term <= 100; term++) {
            sum += (term % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * term * term * value * value);
        }
        return Math.max(0, Math.min(1, sum));
    }

    /**
     * How far values must be moved on the average to make one sample of the other, in the unit of the reference
     * ({@link Distribution#scale}): Wasserstein's distance of first order, {@code ∫ |F⁻¹(u) − G⁻¹(u)| du}. Where both samples
     * have 200 values or more, the outermost 0.5 % on either side of both do not count, so that a single value cannot make
     * it as large as it likes: A. Munk, C. Czado, Nonparametric validation of similar distributions and assessment of
     * goodness of fit, Journal of the Royal Statistical Society B 60 (1998). The probability is that of
     * {@link #kolmogorovSmirnov}, which asks the same question.
     *
     * @param reference the column of the reference, of numbers
     * @param current the column judged, of numbers
     * @return the drift; without distance if a sample has no value, or the reference has one value only or such huge ones
     *         that their spread overflows
     */
    public static ColumnDrift wasserstein(Distribution reference, Distribution current) {
        ColumnDrift same = kolmogorovSmirnov(reference, current);
        double unit = reference.scale();
        double distance = unit == 0 || Double.isInfinite(unit) || Double.isNaN(same.distance)
                ? Double.NaN : moved(reference, current, unit);
        return new ColumnDrift(reference.name, distance, same.probability, Double.NaN, same.reference, same.current);
    }

    /** The mean distance of equal quantiles. */
    private static double moved(Distribution reference, Distribution current, double unit) {
        double trimmed = Math.min(reference.present, current.present) < TRIMMED_FROM ? 0 : TRIMMED;
        double sum = 0;
        double done = trimmed;
        int i = 0;
        int j = 0;
        long before = reference.counts[0];
        long now = current.counts[0];
        while (done < 1 - trimmed) {
            double first = (double) before / reference.present;
            double second = (double) now / current.present;
            double next = Math.min(1 - trimmed, Math.min(first, second));
            if (next > done) {
                sum += Math.abs(reference.values[i] / unit - current.values[j] / unit) * (next - done);
                done = next;
            }
            if (first <= second && i < reference.values.length - 1) {
                before += reference.counts[++i];
            }
            if (second <= first && j < current.values.length - 1) {
                now += current.counts[++j];
            }
        }
        return sum / (1 - 2 * trimmed);
    }

    /** Looks at a difference of two cumulative distributions. */
    private interface Step {
        void at(double difference);
    }

    /** Goes through all values of both, with the difference after each. */
    private static void walk(Distribution reference, Distribution current, Step step) {
        int i = 0;
        int j = 0;
        double before = 0;
        double now = 0;
        while (i < reference.values.length || j < current.values.length) {
            double value = next(reference, current, i, j);
            if (i < reference.values.length && reference.values[i] == value) {
                before += reference.counts[i++];
            }
            if (j < current.values.length && current.values[j] == value) {
                now += current.counts[j++];
            }
            step.at(before / reference.present - now / current.present);
        }
    }

    private static double next(Distribution reference, Distribution current, int i, int j) {
        double first = i < reference.values.length ? reference.values[i] : Double.POSITIVE_INFINITY;
        double second = j < current.values.length ? current.values[j] : Double.POSITIVE_INFINITY;
        return Math.min(first, second);
    }

    /**
     * The relative change of the mean, {@code |mean − reference| / |reference|}, with the large-sample normal test of
     * two means (Welch's standard error).
     *
     * @param reference the column of the reference, of numbers
     * @param current the column judged, of numbers
     * @return the drift; without distance if a mean is missing or the reference's is 0
     */
    public static ColumnDrift meanShift(Distribution reference, Distribution current) {
        double mean = reference.mean();
        double shift = Math.abs(current.mean() - mean);
        double error = Math.sqrt(reference.variance() / reference.present + current.variance() / current.present);
        double distance = mean == 0 ? Double.NaN : shift / Math.abs(mean);
        double probability = shift == 0 ? 1 : 2 * NORMAL.survivalProbability(shift / error);
        double chance = NORMAL.inverseSurvivalProbability(LEVEL / 2) * error / Math.abs(mean);
        return new ColumnDrift(reference.name, distance, probability, chance, reference.present, current.present);
    }

    /**
     * The change of the share of missing values, with the two-sample test of shares (pooled, normal).
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift
     */
    public static ColumnDrift missing(Distribution reference, Distribution current) {
        double n = reference.rows();
        double m = current.rows();
        double pooled = (reference.missing + current.missing) / (n + m);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        double distance = Math.abs(current.missingShare() - reference.missingShare());
        return new ColumnDrift(reference.name, distance,
                error == 0 ? 1 : 2 * NORMAL.survivalProbability(distance / error),
                NORMAL.inverseSurvivalProbability(LEVEL / 2) * error, (long) n, (long) m);
    }
}
