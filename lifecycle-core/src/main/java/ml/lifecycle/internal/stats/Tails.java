package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Tests of what lies outermost in two samples of numbers, where few rows weigh much. */
final class Tails {

    /** The share of all rows whose outermost ones are looked at on either side. */
    static final double SHARE = 0.005;
    /** Where so many are expected everywhere, the normal distribution is exact enough. */
    private static final double ENOUGH = 100;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Tails() {}

    /**
     * How likely it is that so many of one sample lie beyond all of another one: that of the order in which the outermost
     * ones are all of that sample. G. L. Rosenbaum, Tables for a nonparametric test of location, Annals of Mathematical
     * Statistics 25 (1954). Equal values make it too great, never too small.
     *
     * @param beyond how many lie there
     * @param rows how many rows their sample has
     * @param others how many the other one has
     */
    static double beyond(long beyond, double rows, double others) {
        double logarithm = 0;
        for (long taken = 0; taken < beyond && logarithm > -700; taken++) {
            logarithm += Math.log((rows - taken) / (rows + others - taken));
        }
        return Math.exp(logarithm);
    }

    /**
     * How likely so uneven a mixture of both samples is among the outermost rows of both together, the half percent on
     * either side: Fisher's exact test of each side, doubled for both.
     *
     * @param reference the numbers of the reference
     * @param current the numbers judged
     */
    static double probability(Distribution reference, Distribution current) {
        return Math.min(1, 2 * Math.min(mixture(reference, current, 1), mixture(reference, current, -1)));
    }

    private static double mixture(Distribution reference, Distribution current, int direction) {
        long wanted = (long) Math.ceil(SHARE * (reference.present + current.present));
        int i = direction > 0 ? reference.values.length - 1 : 0;
        int j = direction > 0 ? current.values.length - 1 : 0;
        long before = 0;
        long now = 0;
        while (before + now < wanted) {
            double first = i >= 0 && i < reference.values.length ? direction * reference.values[i] : Double.NEGATIVE_INFINITY;
            double second = j >= 0 && j < current.values.length ? direction * current.values[j] : Double.NEGATIVE_INFINITY;
            if (first >= second) {
                before += reference.counts[i];
                i -= direction;
            }
            if (second >= first) {
                now += current.counts[j];
                j -= direction;
            }
        }
        return shares(before, now, reference.present, current.present);
    }

    /**
     * Fisher's exact test of two shares; the smaller tail counts twice.
     *
     * @param before how many of the reference
     * @param now how many of the current rows
     * @param n how many rows the reference has
     * @param m how many current rows there are
     */
    static double shares(long before, long now, double n, double m) {
        long all = before + now;
        if (all == 0 || all == n + m) {
            return 1;
        }
        double share = all / (n + m);
        double expected = Math.min(share, 1 - share) * Math.min(n, m);
        if (expected >= ENOUGH || n + m > Integer.MAX_VALUE) {
            double error = Math.sqrt(share * (1 - share) * (1 / n + 1 / m));
            return 2 * NORMAL.survivalProbability(Math.abs(before / n - now / m) / error);
        }
        HypergeometricDistribution chance = HypergeometricDistribution.of((int) (n + m), (int) all, (int) m);
        double lower = chance.cumulativeProbability((int) now);
        double upper = chance.survivalProbability((int) now - 1);
        return Math.min(1, 2 * Math.min(lower, upper));
    }
}
