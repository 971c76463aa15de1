package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of metrics of labels that are shares of rows, or means of such, by formulas that hold with few rows.
 *
 * <p>Rows with weights are counted as fewer ones: the square of the sum of the weights over the sum of their squares.
 */
final class LabelBounds {

    /** With fewer true or answered rows of a class nothing holds for a coefficient of agreement. */
    private static final int FEW_OF_A_CLASS = 10;

    private final Metric metric;
    private final int label;
    private final Confusion matrix;
    private final boolean weighed;

    private LabelBounds(Metric metric, int label, Confusion matrix, boolean weighed) {
        this.metric = metric;
        this.label = label;
        this.matrix = matrix;
        this.weighed = weighed;
    }

    static LabelBounds of(Metric metric, Part part, Confusion effective) {
        return new LabelBounds(metric, Metrics.label(metric, part.whole()), effective, part.whole().weights() != null);
    }

    /** The counts of as many rows without weights as would be as sure. */
    static Confusion effective(Part part) {
        double[] weights = part.predictions().weights();
        if (weights == null) {
            return part.matrix();
        }
        Confusion sums = Confusion.of(part.predictions(), weights);
        double sum = Arrays.stream(weights).sum();
        double factor = sum / Arrays.stream(weights).map(weight -> weight * weight).sum();
        return new Confusion(sums.classes, sums.answers, Arrays.stream(sums.cells).map(cell -> cell * factor).toArray());
    }

    /** The bounds, or {@code null} where rows must be drawn. */
    @Nullable Spread spread() {
        if (metric.kind() == MetricKind.ACCURACY || metric.average() == Average.MICRO) {
            return exact(new Share(IntStream.range(0, matrix.classes).mapToDouble(this::right).sum(), matrix.total()));
        }
        if (metric.kind() == MetricKind.MCC || metric.kind() == MetricKind.KAPPA) {
            return ofFew();
        }
        if (label >= 0) {
            return share(label).rows() > 0 ? exact(share(label)) : null;
        }
        return metric.kind() == MetricKind.F1 ? null : ofMean();
    }

    /**
     * The F1 of one class falls with that of another, so that a mean of independent ones varies too little; where a class is
     * rare, drawn rows know too little. Each held where the other did not, so the wider bounds of both are taken.
     *
     * @return what the bounds of drawn rows must not be narrower than, or {@code null} for other metrics
     */
    @Nullable Spread floor() {
        return metric.kind() == MetricKind.F1 && label < 0 ? ofMean() : null;
    }

    private @Nullable Spread ofMean() {
        boolean mean = metric.kind() == MetricKind.BALANCED_ACCURACY || metric.average() == Average.MACRO;
        List<Share> shares = IntStream.range(0, matrix.classes).mapToObj(this::share).filter(share -> share.rows() > 0).toList();
        return mean && shares.size() == matrix.classes ? Mover.ofMean(shares, name() + " of each class, MOVER") : null;
    }

    private Spread exact(Share share) {
        return share.spread(name());
    }

    private String name() {
        return weighed ? "Korn-Graubard" : "Clopper-Pearson";
    }

    private double right(int one) {
        return matrix.cells[one * matrix.answers + one];
    }

    private Share share(int one) {
        double right = right(one);
        double truths = matrix.truths()[one];
        double answered = matrix.answered()[one];
        return switch (metric.kind()) {
            case PRECISION -> new Share(right, answered);
            case F1 -> new Share(right, truths + answered - right, true);
            default -> new Share(right, truths);
        };
    }

    private @Nullable Spread ofFew() {
        double rarest = Math.min(Arrays.stream(matrix.truths()).filter(size -> size > 0).min().orElse(0),
                Arrays.stream(matrix.answered()).limit(matrix.classes).filter(size -> size > 0).min().orElse(0));
        return rarest >= FEW_OF_A_CLASS ? null : new Spread.Silent("no bound is known to hold with fewer than " + FEW_OF_A_CLASS
                + " rows of a class, true or answered; about "
                + (long) Math.ceil(matrix.total() * FEW_OF_A_CLASS / Math.max(1, rarest)) + " rows would be needed");
    }
}
