package ml.lifecycle.internal.stats;

import java.util.Map;
import ml.lifecycle.data.DriftMethod;

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

    private final DriftMethod method;
    private final Bins bins;
    private final double n;
    private final double m;
    private final Distribution reference;
    private final Distribution current;

    private BinDrift(DriftMethod method, Distribution reference, Distribution current) {
        boolean missing = method != DriftMethod.CHI_SQUARED;
        this.method = method;
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

    /** Measures by PSI, Jensen–Shannon or χ², as {@link DriftMethod} says. */
    static ColumnDrift of(DriftMethod method, Distribution reference, Distribution current) {
        if (isEmpty(method, reference, current)) {
            return ColumnDrift.none(reference, current);
        }
        BinDrift drift = new BinDrift(method, reference, current);
        return new ColumnDrift(reference.name, drift.distance(), drift.probability(), drift.chance(), (long) drift.n,
                (long) drift.m);
    }

    /** The distance alone. */
    static double distance(DriftMethod method, Distribution reference, Distribution current) {
        return isEmpty(method, reference, current) ? Double.NaN : new BinDrift(method, reference, current).distance();
    }

    /** Missing values are values where they have a bin, but not if there is nothing else. */
    private static boolean isEmpty(DriftMethod method, Distribution reference, Distribution current) {
        long most = Math.max(reference.present(), current.present());
        return (method == DriftMethod.CHI_SQUARED ? Math.min(reference.present(), current.present()) : most) == 0;
    }

    private double distance() {
        return switch (method) {
            case PSI -> sum((p, q) -> (p - q) * Math.log(p / q));
            case JENSEN_SHANNON -> Math.sqrt(sum(BinDrift::divergence));
            default -> Math.min(1, Math.sqrt(new Homogeneity(bins.reference, bins.current).statistic() / (n + m)));
        };
    }

    private static double divergence(double p, double q) {
        double middle = (p + q) / 2;
        return (p * Math.log(p / middle) + q * Math.log(q / middle)) / (2 * LN_2);
    }

    /** Between samples of equal distributions, the population stability index is about {@code (1/n + 1/m) χ²}. */
    private double chance() {
        double limit = within().limit();
        return switch (method) {
            case PSI -> (1 / n + 1 / m) * limit;
            case JENSEN_SHANNON -> Math.sqrt(Math.min(1, (1 / n + 1 / m) * limit / (8 * LN_2)));
            default -> Math.min(1, Math.sqrt(limit / (n + m)));
        };
    }

    /** The distance if all current rows had one new value. */
    static double reach(DriftMethod method, Distribution reference, Distribution current) {
        return distance(method, reference, reference.texts == null
                ? Distribution.numbers(reference.name, new double[] {Double.POSITIVE_INFINITY}, new long[] {current.rows()}, 0)
                : Distribution.texts(reference.name, Map.of("\0", current.rows()), 0, current.rows()));
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
