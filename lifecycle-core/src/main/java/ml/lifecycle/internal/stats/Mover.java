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

    private static final int HALVINGS = 50;

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

    /** The mean of the recalls of all classes that occur: for given numbers of rows they are independent proportions. */
    static Mover ofRecalls(Confusion matrix) {
        List<Proportion> recalls = new ArrayList<>();
        double[] truths = matrix.truths();
        for (int one = 0; one < matrix.classes; one++) {
            if (truths[one] > 0) {
                recalls.add(new Proportion((long) matrix.cells[one * matrix.answers + one], (long) truths[one]));
            }
        }
        return new Mover(recalls.stream().map(recall -> new Term(1.0 / recalls.size(), recall.rate(), share -> share < 0.5
                ? recall.lower(1 - share)
                : recall.upper(share))).toList(), true, "Clopper-Pearson of each recall, MOVER");
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
    double below(double number) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int half = 0; half < HALVINGS; half++) {
            double middle = (low + high) / 2;
            if (quantile(middle) < number) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    @Override
    boolean varies() {
        return varies;
    }
}
