package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Distances of numbers that need no bins. Missing values do not count. */
final class NumberDrift {

    private static final double LEVEL = 0.05;
    /** With so many values in both samples, this share of them does not count on either side. */
    private static final int TRIMMED_FROM = 200;
    /** With so many values in both, it counts by its median. */
    private static final int TAILS_FROM = 1000;
    /** The product of the numbers of rows up to which the probability of that test is counted out. */
    private static final double EXACT = 250_000;
    /** What Kolmogorov's variable exceeds with a probability of 5 %. */
    private static final double KOLMOGOROV_LIMIT = 1.3581;

    private NumberDrift() {}

    /** See {@link ml.lifecycle.data.DriftMethod#KOLMOGOROV_SMIRNOV}. */
    static ColumnDrift kolmogorovSmirnov(Distribution reference, Distribution current) {
        double n = reference.present;
        double m = current.present;
        if (n == 0 || m == 0) {
            return ColumnDrift.none(reference, current);
        }
        double greatest = greatestDifference(reference, current);
        double root = Math.sqrt(n * m / (n + m));
        double factor = root + 0.12 + 0.11 / root;
        return new ColumnDrift(reference.name, greatest,
                n * m <= EXACT ? ofPaths((int) n, (int) m, greatest) : kolmogorov(factor * greatest),
                Math.min(1, KOLMOGOROV_LIMIT / factor), (long) n, (long) m);
    }

    /**
     * The exact probability that the greatest difference is no smaller: that of an order of all rows, as a path through a
     * grid, that comes so far from its diagonal somewhere: J. L. Hodges, Arkiv för Matematik 3 (1958).
     */
    private static double ofPaths(int n, int m, double greatest) {
        // The share of the paths to each place that came so far.
        double[] share = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (Math.abs((double) i / n - (double) j / m) >= greatest - 1e-12) {
                    share[j] = 1;
                } else {
                    double fromBefore = i == 0 ? 0 : share[j] * i;
                    double fromNow = j == 0 ? 0 : share[j - 1] * j;
                    share[j] = i + j == 0 ? 0 : (fromBefore + fromNow) / (i + j);
                }
            }
        }
        return share[m];
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

    /** Of the two cumulative distributions. */
    private static double greatestDifference(Distribution reference, Distribution current) {
        int i = 0;
        int j = 0;
        double before = 0;
        double now = 0;
        double greatest = 0;
        while (i < reference.values.length && j < current.values.length) {
            double value = Math.min(reference.values[i], current.values[j]);
            if (reference.values[i] == value) {
                before += reference.counts[i++];
            }
            if (current.values[j] == value) {
                now += current.counts[j++];
            }
            greatest = Math.max(greatest, Math.abs(before / reference.present - now / current.present));
        }
        return greatest;
    }

    /** See {@link ml.lifecycle.data.DriftMethod#WASSERSTEIN}. */
    static ColumnDrift wasserstein(Distribution reference, Distribution current) {
        ColumnDrift same = kolmogorovSmirnov(reference, current);
        if (Double.isNaN(same.distance())) {
            return same;
        }
        boolean tails = Math.min(reference.present, current.present) >= TAILS_FROM;
        double probability = tails
                ? Math.min(1, 2 * Math.min(same.probability(), Tails.probability(reference, current)))
                : same.probability();
        return new ColumnDrift(reference.name, distance(reference, current), probability, Double.NaN, same.reference(),
                same.current());
    }

    /** Wasserstein's distance. */
    static double distance(Distribution reference, Distribution current) {
        if (reference.present == 0 || current.present == 0) {
            return Double.NaN;
        }
        if (reference.isConstant() && current.isConstant() && reference.values[0] == current.values[0]) {
            return 0;
        }
        double unit = reference.scale();
        if (unit == 0 || Double.isInfinite(unit)) {
            return Double.NaN;
        }
        long rows = Math.min(reference.present, current.present);
        double trimmed = rows < TRIMMED_FROM ? 0 : Tails.SHARE;
        double body = moved(reference, current, unit, trimmed);
        return rows < TAILS_FROM ? body / (1 - 2 * trimmed)
                : body + trimmed * (apart(reference, current, unit, trimmed / 2) + apart(reference, current, unit, 1 - trimmed / 2));
    }

    /** How far quantiles are from each other. */
    private static double apart(Distribution reference, Distribution current, double unit, double share) {
        return apart(reference.quantile(share), current.quantile(share), unit);
    }

    /** The difference first, since an offset costs digits of quotients; where it overflows, there is no such offset. */
    private static double apart(double one, double other, double unit) {
        double off = one - other;
        return Math.abs(Double.isInfinite(off) ? one / unit - other / unit : off / unit);
    }

    /** The integral of the distance of equal quantiles. */
    private static double moved(Distribution reference, Distribution current, double unit, double trimmed) {
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
                sum += apart(reference.values[i], current.values[j], unit) * (next - done);
                done = next;
            }
            if (first <= second && i < reference.values.length - 1) {
                before += reference.counts[++i];
            }
            if (second <= first && j < current.values.length - 1) {
                now += current.counts[++j];
            }
        }
        return sum;
    }

    /** See {@link ml.lifecycle.data.DriftMethod#MEAN_SHIFT}. */
    static ColumnDrift meanShift(Distribution reference, Distribution current) {
        double n = reference.present;
        double m = current.present;
        if (n == 0 || m == 0) {
            return ColumnDrift.none(reference, current);
        }
        double mean = reference.mean();
        double shift = Math.abs(current.meanLess(reference));
        double distance = mean == 0 ? Double.NaN : shift / Math.abs(mean);
        double unit = Math.max(reference.deviation(), current.deviation());
        double floor = Math.min(1, 2 * Homogeneity.ofOneDeal(n, m));
        if (shift == 0 || unit == 0 || !Double.isFinite(unit)) {
            // Differences that overflow say nothing.
            return new ColumnDrift(reference.name, distance, shift == 0 || unit > 0 ? 1 : floor, 0, (long) n, (long) m);
        }
        double first = square(reference.deviation() / unit) / n;
        double second = square(current.deviation() / unit) / m;
        // B. L. Welch's degrees of freedom, Biometrika 34 (1947).
        double part = first / (first + second);
        double freedom = 1 / (part * part / Math.max(1, n - 1) + (1 - part) * (1 - part) / Math.max(1, m - 1));
        double welch = 2 * TDistribution.of(freedom).survivalProbability(shift / unit / Math.sqrt(first + second));
        double pooled = Math.sqrt(((n - 1) * n * first + (m - 1) * m * second) / Math.max(1, n + m - 2) * (1 / n + 1 / m));
        TDistribution chance = TDistribution.of(Math.max(1, n + m - 2));
        double student = 2 * chance.survivalProbability(shift / unit / pooled);
        return new ColumnDrift(reference.name, distance, Math.max(floor, Math.max(welch, student)),
                chance.inverseSurvivalProbability(LEVEL / 2) * pooled * (unit / Math.abs(mean)), (long) n, (long) m);
    }

    private static double square(double value) {
        return value * value;
    }
}
