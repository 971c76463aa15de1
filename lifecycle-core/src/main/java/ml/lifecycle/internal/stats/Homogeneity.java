package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Pearson's χ² of two samples that were counted in the same bins, and how great chance makes it.
 *
 * <p>Where five or more are expected everywhere, that is the χ² distribution with one degree of freedom less than there are
 * bins: W. G. Cochran, Biometrics 10 (1954). Where not, it is the gamma distribution with the mean and the variance that χ²
 * has exactly when the rows of both samples are dealt out anew: P. W. Mielke, K. J. Berry, Non-asymptotic inferences based on
 * the chi-square statistic for r by c contingency tables, Journal of Statistical Planning and Inference 12 (1985). No
 * probability is smaller than that of one deal of the rows.
 */
final class Homogeneity {

    private static final double EXPECTED = 5;
    private static final double LEVEL = 0.05;
    /** With more rows, the variance is that of its limit; the exact formula would lose all digits. */
    private static final double MANY = 1e6;
    /** The logarithm of a number that no double is smaller than. */
    private static final double LEAST = 700;

    /** So few rows are dealt out, which is exact enough where the gamma distribution is not. */
    private static final double DEALT = 100;
    private static final int DEALS = 1000;
    /** So many deals say how likely something is. */
    private static final int ENOUGH = 10;

    private final double[] before;
    private final double[] now;
    private final double n;
    private final double m;
    private final int used;

    Homogeneity(double[] before, double[] now) {
        this.before = before;
        this.now = now;
        double first = 0;
        double second = 0;
        int bins = 0;
        for (int bin = 0; bin < before.length; bin++) {
            first += before[bin];
            second += now[bin];
            bins += before[bin] + now[bin] > 0 ? 1 : 0;
        }
        n = first;
        m = second;
        used = bins;
    }

    /** Pearson's χ² over all bins that hold anything. */
    double statistic() {
        double sum = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double all = before[bin] + now[bin];
            if (all > 0) {
                double off = before[bin] - all * n / (n + m);
                sum += off * off / (all * (n / (n + m)) * (m / (n + m)));
            }
        }
        return sum;
    }

    /** How likely so great a χ² or a greater one is by chance. */
    double probability() {
        if (used < 2 || n == 0 || m == 0) {
            return 1;
        }
        double value = statistic();
        double scale = scale();
        double tail = scale == 2 ? ChiSquaredDistribution.of(used - 1.0).survivalProbability(value)
                : GammaDistribution.of(mean() / scale, scale).survivalProbability(value);
        int as = scale != 2 && n + m <= DEALT ? asGreat(value) : 0;
        return as < ENOUGH ? Math.max(tail, ofOneDeal(n, m)) : (as + 1.0) / (DEALS + 1);
    }

    /** How many of so many deals have no smaller χ²; the deals are always the same. */
    private int asGreat(double value) {
        int[] rows = new int[(int) (n + m)];
        int filled = 0;
        for (int bin = 0; bin < before.length; bin++) {
            for (int row = 0; row < before[bin] + now[bin] && filled < rows.length; row++) {
                rows[filled++] = bin;
            }
        }
        SplittableRandom random = new SplittableRandom(filled);
        int found = 0;
        double[] first = new double[before.length];
        double[] second = new double[before.length];
        for (int deal = 0; deal < DEALS; deal++) {
            Arrays.fill(first, 0);
            Arrays.fill(second, 0);
            for (int row = 0; row < filled; row++) {
                int other = row + random.nextInt(filled - row);
                int bin = rows[other];
                rows[other] = rows[row];
                rows[row] = bin;
                (row < n ? first : second)[bin]++;
            }
            found += new Homogeneity(first, second).statistic() >= value * (1 - 1e-9) ? 1 : 0;
        }
        return found;
    }

    /**
     * The same where the first sample made the bins, so that its shares are no accident: these stand where else the shares
     * of both do, as in a test of the second sample alone, and the variance is that of both.
     */
    double probabilityBesideReference() {
        if (used < 2 || n == 0 || m == 0) {
            return 1;
        }
        double sum = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double off = now[bin] / m - before[bin] / n;
            sum += before[bin] > 0 ? off * off * n / before[bin] : 0;
        }
        return ChiSquaredDistribution.of(used - 1.0).survivalProbability(sum / (1 / n + 1 / m));
    }

    /** What χ² exceeds by chance with a probability of 5 %. */
    double limit() {
        if (used < 2 || n == 0 || m == 0) {
            return 0;
        }
        double scale = scale();
        return scale == 2 ? ChiSquaredDistribution.of(used - 1.0).inverseSurvivalProbability(LEVEL)
                : GammaDistribution.of(mean() / scale, scale).inverseSurvivalProbability(LEVEL);
    }

    private double mean() {
        return (n + m) / (n + m - 1) * (used - 1);
    }

    /** The variance by the mean: 2, as that of χ², where enough is expected everywhere. */
    private double scale() {
        double least = Double.POSITIVE_INFINITY;
        for (int bin = 0; bin < before.length; bin++) {
            least = before[bin] + now[bin] > 0 ? Math.min(least, before[bin] + now[bin]) : least;
        }
        return least * Math.min(n, m) / (n + m) >= EXPECTED ? 2 : Math.max(1e-9, variance() / mean());
    }

    private double variance() {
        return n + m > MANY ? varianceOfMany() : varianceOfDeals();
    }

    private double varianceOfMany() {
        double inverse = 0;
        for (int bin = 0; bin < before.length; bin++) {
            inverse += before[bin] + now[bin] > 0 ? 1 / (before[bin] + now[bin]) : 0;
        }
        double share = n / (n + m) * (m / (n + m));
        return 2 * (used - 1.0) + (1 / share - 6) * (inverse - ((double) used * used + 2.0 * used - 2) / (n + m));
    }

    /**
     * By the factorial moments of the numbers of a deal, which are hypergeometric: with t rows in a bin and s in another,
     * E[a(a−1)…b(b−1)…] is the product of the falling factorials of t, s and n, divided by that of all rows.
     */
    private double varianceOfDeals() {
        double all = n + m;
        double f1 = n / all;
        double f2 = f1 * (n - 1) / (all - 1);
        double f3 = all > 2 ? f2 * (n - 2) / (all - 2) : 0;
        double f4 = all > 3 ? f3 * (n - 3) / (all - 3) : 0;
        double single = 0;
        double squares = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double t = before[bin] + now[bin];
            if (t > 0) {
                single += (f1 + (t - 1) * (7 * f2 + (t - 2) * (6 * f3 + (t - 3) * f4))) / t;
                squares += (t - 1) * (t - 1);
            }
        }
        double more = all - used;
        double pairs = f4 * (more * more - squares) + 2 * f3 * (used - 1) * more + f2 * used * (used - 1.0);
        double mean = used * f1 + f2 * more;
        double factor = all * all / (n * m);
        return factor * factor * (single + pairs - mean * mean);
    }

    /** The probability that a deal of all rows separates both samples in one given way. */
    static double ofOneDeal(double n, double m) {
        double few = Math.min(n, m);
        double logarithm = 0;
        for (double taken = 0; taken < few && logarithm < LEAST; taken++) {
            logarithm += Math.log((n + m - taken) / (few - taken));
        }
        return Math.exp(-logarithm);
    }
}
