package ml.lifecycle.internal.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * A weighed sum of independent values: the distances from each value to its own bound are added in squares. See G. Y.
 * Zou, A. Donner, Construction of confidence limits about effect measures: a general approach, Statistics in Medicine 27
 * (2008); R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine
 * 17 (1998).
 */
final class Mover extends Spread {

    /** A value's bound by the share of the distribution below it. */
    @FunctionalInterface
    private interface Bounds {
        double at(double share);
    }

    private record Term(double weight, double value, Bounds bounds) {}

    private final List<Term> terms;
    private final boolean varies;
    private final String method;

    private Mover(List<Term> terms, boolean varies, String method) {
        this.terms = terms;
        this.varies = varies;
        this.method = method;
    }

    /** The mean of shares of rows, one for each class, as if they were independent. */
    static Mover ofMean(List<Share> shares, String method) {
        return new Mover(shares.stream().map(share -> new Term(1.0 / shares.size(), share.value(), share::quantile)).toList(),
                true, method);
    }

    /** The difference of two independent values. */
    static Mover ofDifference(double value, Spread one, double less, Spread other) {
        return new Mover(List.of(new Term(1, value, one::quantile), new Term(-1, less, other::quantile)),
                one.varies() && other.varies(), one.method().contains("MOVER") ? one.method() : one.method() + ", MOVER");
    }

    @Override
    String method() {
        return method;
    }

    @Override
    double quantile(double share) {
        double value = 0;
        double squares = 0;
        for (Term term : terms) {
            double bound = term.bounds.at(term.weight > 0 ? share : 1 - share);
            double distance = term.weight * (bound - term.value);
            value += term.weight * term.value;
            squares += distance * distance;
        }
        return value + Math.sqrt(squares) * (share < 0.5 ? -1 : 1);
    }

    @Override
    boolean varies() {
        return varies;
    }
}
