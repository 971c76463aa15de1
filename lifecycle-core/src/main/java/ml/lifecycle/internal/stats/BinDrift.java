package ml.lifecycle.internal.stats;

import java.util.Map;

/** Distances over bins: {@link Bins}. Their probability is that of Pearson's χ² over the same bins. */
final class BinDrift {

    /** Added to each bin, so that an empty one has no infinite logarithm. */
    private static final double PSEUDO = 0.5;
    private static final double LN_2 = Math.log(2);
    /**
     * What part of the level goes to the bins within the range of the reference, and what to each end beyond it and to numbers
     * that are new between: the reference made its own range, so that a bin of what it has not is no bin as any other.
     */
    private static final double INNER = 0.7;
    private static final double NEW = 0.1;

    private final Bins bins;
    private final double n;
    private final double m;
    private final Distribution reference;
    private final Distribution current;

    private BinDrift(Distribution reference, Distribution current, boolean missing) {
        this.reference = reference;
        this.current = current;
        this.bins = Bins.of(reference, current, missing);
        this.n = missing ? reference.rows() : reference.present();
        this.m = missing ? current.rows() : current.present();
    }

    /** A term of a sum over bins. */
    private interface Term {
        double of(double p, double q);
    }

    /** The population stability index; see {@link ml.lifecycle.data.DriftMethod#PSI}. */
    static ColumnDrift psi(Distribution reference, Distribution current) {
        if (reference.present() == 0 && current.present() == 0) {
            return ColumnDrift.none(reference, current);
        }
        BinDrift drift = new BinDrift(reference, current, true);
        return drift.found(drift.sum(BinDrift::psi), drift.unit() * drift.limit());
    }

    private static double psi(double p, double q) {
        return (p - q) * Math.log(p / q);
    }

    /** The Jensen–Shannon distance; see {@link ml.lifecycle.data.DriftMethod#JENSEN_SHANNON}. */
    static ColumnDrift jensenShannon(Distribution reference, Distribution current) {
        if (reference.present() == 0 && current.present() == 0) {
            return ColumnDrift.none(reference, current);
        }
        BinDrift drift = new BinDrift(reference, current, true);
        return drift.found(Math.sqrt(drift.sum(BinDrift::divergence)),
                Math.sqrt(Math.min(1, drift.unit() * drift.limit() / (8 * LN_2))));
    }

    private static double divergence(double p, double q) {
        double middle = (p + q) / 2;
        return (p * Math.log(p / middle) + q * Math.log(q / middle)) / (2 * LN_2);
    }

    /** Cramér's V; see {@link ml.lifecycle.data.DriftMethod#CHI_SQUARED}. */
    static ColumnDrift chiSquared(Distribution reference, Distribution current) {
        if (reference.present() == 0 || current.present() == 0) {
            return ColumnDrift.none(reference, current);
        }
        BinDrift drift = new BinDrift(reference, current, false);
        double statistic = new Homogeneity(drift.bins.reference, drift.bins.current).statistic();
        return drift.found(Math.min(1, Math.sqrt(statistic / (drift.n + drift.m))),
                Math.min(1, Math.sqrt(drift.limit() / (drift.n + drift.m))));
    }

    /** The population stability index, or that of Jensen and Shannon, if all current rows had one new value. */
    static double reach(Distribution reference, Distribution current, boolean psi) {
        Distribution moved = reference.texts == null
                ? Distribution.numbers(reference.name, new double[] {Double.POSITIVE_INFINITY}, new long[] {current.rows()}, 0)
                : Distribution.texts(reference.name, Map.of("\0", current.rows()), 0, current.rows());
        return (psi ? psi(reference, moved) : jensenShannon(reference, moved)).distance();
    }

    private ColumnDrift found(double distance, double chance) {
        return new ColumnDrift(reference.name, distance, probability(), chance, (long) n, (long) m);
    }

    /** The sum over all bins that hold anything. */
    private double sum(Term term) {
        int used = bins.used();
        double sum = 0;
        for (int bin = 0; bin < bins.reference.length; bin++) {
            if (bins.reference[bin] + bins.current[bin] > 0) {
                sum += term.of((bins.reference[bin] + PSEUDO) / (n + PSEUDO * used),
                        (bins.current[bin] + PSEUDO) / (m + PSEUDO * used));
            }
        }
        return Math.max(0, sum);
    }

    /** Between samples of equal distributions, the population stability index is about so many times χ². */
    private double unit() {
        return 1 / n + 1 / m;
    }

    private double limit() {
        return within().limit();
    }

    private Homogeneity within() {
        return new Homogeneity(bins.reference, bins.currentWithin);
    }

    private double probability() {
        if (!bins.divided) {
            return within().probability();
        }
        double beyond = Math.min(Tails.beyond(bins.below, current.present, reference.present),
                Tails.beyond(bins.above, current.present, reference.present));
        double unseen = Math.min(beyond, NewValues.probability(reference, current));
        double inner = Math.max(within().probability(), within().probabilityBesideReference());
        return Math.min(1, Math.min(inner / INNER, unseen / NEW));
    }
}
