package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were drawn once and can be drawn anew, with the metric that is computed from them.
 *
 * <p>For a metric of the confusion matrix the units are its cells, drawn as one multinomial sample: this is the same
 * distribution as drawing rows, at a cost that does not grow with them. For other metrics the units are the rows.
 */
final class Sample {

    /** How the units are drawn anew. */
    enum Kind {
        /** Cells of labels. */
        LABELS,
        /** Joint cells of the labels of two models. */
        LABEL_PAIRS,
        /** Cells or rows of clusters. */
        CLUSTERS,
        /** Losses of rows, of which it is known how great they may be. */
        LOSSES,
        /** Errors of predicted numbers, of which the greatest one seen must stand for greater ones. */
        ERRORS,
        /** Not at all: a formula tells the bounds. */
        FORMULA,
        /** Single rows. */
        ROWS
    }

    /** Adds rows to cells, so that what was never seen stays possible. */
    @FunctionalInterface
    interface Smoothing {

        /**
         * Adds rows.
         *
         * @param counts the observed cells; not changed
         * @param right how many right rows to add
         * @param wrong how many wrong ones
         * @return the expected cells
         */
        double[] of(double[] counts, double right, double wrong);
    }

    private static final Smoothing NONE = (counts, right, wrong) -> counts;
    /** Joint cells of two models up to this number of classes: 8,000 cells. */
    private static final int CLASSES = 20;

    final Kind kind;
    final int rows;
    /** With fewer rows there are no bounds. */
    final int needed;
    final double[] counts;
    final Statistic statistic;
    /** Of losses and errors: the statistic of the rows and of one row more, as low as it may be, or as high; else the statistic. */
    final Statistic lowest;
    final Statistic highest;
    private final Smoothing smoothing;
    private final @Nullable Supplier<Spread> formula;
    private final UnaryOperator<Spread> finishing;

    private Sample(int rows, int needed, double[] counts, Statistic statistic, Supplier<Spread> formula) {
        this.kind = Kind.FORMULA;
        this.rows = rows;
        this.needed = needed;
        this.counts = counts;
        this.statistic = statistic;
        this.lowest = statistic;
        this.highest = statistic;
        this.smoothing = NONE;
        this.formula = formula;
        this.finishing = UnaryOperator.identity();
    }

    private Sample(Kind kind, int rows, double[] counts, Statistic statistic, Smoothing smoothing) {
        this(kind, rows, kind == Kind.LABELS || kind == Kind.LABEL_PAIRS ? 0 : Resampler.FEW_ROWS, counts, statistic,
                smoothing);
    }

    private Sample(Kind kind, int rows, int needed, double[] counts, Statistic statistic, Smoothing smoothing) {
        this(kind, rows, needed, counts, statistic, smoothing, UnaryOperator.identity());
    }

    private Sample(Kind kind, int rows, int needed, double[] counts, Statistic statistic, Smoothing smoothing,
            UnaryOperator<Spread> finishing) {
        this.kind = kind;
        this.rows = rows;
        this.needed = needed;
        this.counts = counts;
        this.statistic = statistic;
        this.lowest = statistic;
        this.highest = statistic;
        this.smoothing = smoothing;
        this.formula = null;
        this.finishing = finishing;
    }

    private Sample(Kind kind, int rows, int needed, Statistic statistic, Statistic lowest, Statistic highest) {
        this.kind = kind;
        this.rows = rows;
        this.needed = needed;
        this.counts = Metrics.ones(rows);
        this.statistic = statistic;
        this.lowest = lowest;
        this.highest = highest;
        this.smoothing = NONE;
        this.formula = null;
        this.finishing = UnaryOperator.identity();
    }

    /** The sample of a metric. */
    static Sample of(Metric metric, Part part) {
        int rows = part.rows();
        if (Metrics.isOfLabels(metric)) {
            return ofLabels(metric, part);
        }
        if (Metrics.isOfClusters(metric)) {
            Confusion matrix = part.matrix();
            return new Sample(Kind.CLUSTERS, rows, matrix.cells,
                    Metrics.ofCells(metric, -1, matrix.classes, matrix.answers), NONE);
        }
        if (Losses.areOf(metric, part.predictions())) {
            return ofLosses(metric, part.predictions());
        }
        Supplier<Spread> formula = ScoreBounds.of(metric, part);
        if (formula != null) {
            return new Sample(rows, Resampler.FEW_ROWS, Metrics.ones(rows), Metrics.ofRows(metric, part), formula);
        }
        return Errors.areOf(part.predictions())
                ? ofErrors(metric, part.predictions())
                : new Sample(Kind.ROWS, rows, Resampler.FEW_ROWS, Metrics.ones(rows), Metrics.ofRows(metric, part), NONE,
                        Calibration.knowsLowerBounds(metric, part.predictions())
                                ? drawn -> Calibration.of(part.predictions()).below(drawn) : UnaryOperator.identity());
    }

    private static Sample ofLabels(Metric metric, Part part) {
        Confusion matrix = LabelBounds.effective(part);
        Statistic statistic = Metrics.ofCells(metric, Metrics.label(metric, part.whole()), matrix.classes, matrix.answers);
        LabelBounds bounds = LabelBounds.of(metric, part, matrix);
        Spread formula = bounds.spread();
        Spread floor = bounds.floor();
        return formula != null
                ? new Sample(part.rows(), 0, matrix.cells, statistic, () -> formula)
                : new Sample(Kind.LABELS, (int) Math.round(matrix.total()), 0, matrix.cells, statistic,
                        (counts, right, wrong) -> Smoothed.cells(matrix.classes, matrix.answers, counts, right, wrong),
                        floor == null ? UnaryOperator.identity() : drawn -> new Spread.Wider(drawn, floor));
    }

    private static Sample ofErrors(Metric metric, Predictions predictions) {
        Errors errors = Errors.of(metric, predictions);
        double[] weights = andMean(predictions.weights());
        Statistic statistic = Metrics.ofRows(metric, predictions);
        Spread ruled = errors.ruled();
        if (ruled != null) {
            return new Sample(predictions.rows(), needed(metric), Metrics.ones(predictions.rows()), statistic, () -> ruled);
        }
        return errors.vary()
                ? new Sample(Kind.ERRORS, predictions.rows(), needed(metric), statistic,
                        Metrics.weighed(errors.lowest(), weights), Metrics.weighed(errors.highest(), weights))
                : constant(predictions.rows(), needed(metric), statistic);
    }

    private static Sample constant(int rows, int needed, Statistic statistic) {
        return new Sample(Kind.ERRORS, rows, needed, statistic, counts -> Double.NaN, counts -> Double.NaN);
    }

    private static int needed(Metric metric) {
        return metric.kind() == MetricKind.RMSE || metric.kind() == MetricKind.R2
                ? Resampler.FEW_SQUARES
                : Resampler.FEW_ERRORS;
    }

    private static Sample ofLosses(Metric metric, Predictions predictions) {
        Losses losses = Losses.of(metric, predictions);
        double[] weights = andMean(predictions.weights());
        return new Sample(Kind.LOSSES, predictions.rows(), Resampler.FEW_ROWS, Metrics.ofRows(metric, predictions),
                Metrics.weighed(NumberMetrics.mean(losses.and(extreme(losses, false))), weights),
                Metrics.weighed(NumberMetrics.mean(losses.and(extreme(losses, true))), weights));
    }

    private static double extreme(Losses losses, boolean greatest) {
        int[] extreme = losses.extreme(greatest, null);
        return losses.of(extreme[0], extreme[1]);
    }

    /** The row more weighs as much as the others do in the mean. */
    private static double @Nullable [] andMean(double @Nullable [] weights) {
        if (weights == null) {
            return null;
        }
        double[] more = Arrays.copyOf(weights, weights.length + 1);
        more[weights.length] = Arrays.stream(weights).average().orElse(1);
        return more;
    }

    /**
     * The sample of a metric of two models on the same rows.
     *
     * @param metric the metric
     * @param first one model
     * @param second the other
     * @param combine makes one number of the two values, such as their difference
     */
    static Sample ofPair(Metric metric, Predictions first, Predictions second, DoubleBinaryOperator combine) {
        int rows = first.rows();
        int classes = first.labels().size();
        if (Metrics.isOfLabels(metric) && classes <= CLASSES && first.weights() == null) {
            int answers = Math.max(Confusion.answers(first), Confusion.answers(second));
            Statistic statistic = Metrics.ofCells(metric, Metrics.label(metric, first), classes, answers);
            return new Sample(Kind.LABEL_PAIRS, rows, joint(first, second, classes, answers),
                    cells -> combine.applyAsDouble(statistic.of(sum(cells, classes, answers, true)),
                            statistic.of(sum(cells, classes, answers, false))),
                    (counts, right, wrong) -> Smoothed.jointCells(classes, answers, counts, right));
        }
        if (Losses.areOf(metric, first) && Losses.areOf(metric, second)) {
            return ofLosses(metric, first, second, combine);
        }
        if (Errors.areOf(first) && Errors.areOf(second)) {
            return ofErrors(metric, first, second, combine);
        }
        Statistic one = Metrics.ofRows(metric, first);
        Statistic other = Metrics.ofRows(metric, second);
        Spread few = ScoreBounds.few(metric, first);
        if (few != null) {
            return new Sample(rows, Resampler.FEW_ROWS, Metrics.ones(rows),
                    counts -> combine.applyAsDouble(one.of(counts), other.of(counts)), () -> few);
        }
        return new Sample(Metrics.isOfClusters(metric) ? Kind.CLUSTERS : Kind.ROWS, rows, Metrics.ones(rows),
                counts -> combine.applyAsDouble(one.of(counts), other.of(counts)), NONE);
    }

    private static Sample ofLosses(Metric metric, Predictions first, Predictions second, DoubleBinaryOperator combine) {
        Losses one = Losses.of(metric, first);
        Losses other = Losses.of(metric, second);
        double[] weights = andMean(first.weights());
        Statistic mine = Metrics.ofRows(metric, first);
        Statistic theirs = Metrics.ofRows(metric, second);
        return new Sample(Kind.LOSSES, first.rows(), Resampler.FEW_ROWS,
                counts -> combine.applyAsDouble(mine.of(counts), theirs.of(counts)),
                beside(one, other, one.extreme(false, other), weights, combine),
                beside(one, other, one.extreme(true, other), weights, combine));
    }

    private static Statistic beside(Losses one, Losses other, int[] extreme, double @Nullable [] weights,
            DoubleBinaryOperator combine) {
        Statistic mine = Metrics.weighed(NumberMetrics.mean(one.and(one.of(extreme[0], extreme[1]))), weights);
        Statistic theirs = Metrics.weighed(NumberMetrics.mean(other.and(other.of(extreme[0], extreme[1]))), weights);
        return counts -> combine.applyAsDouble(mine.of(counts), theirs.of(counts));
    }

    private static Sample ofErrors(Metric metric, Predictions first, Predictions second, DoubleBinaryOperator combine) {
        Errors one = Errors.of(metric, first);
        Errors other = Errors.of(metric, second);
        double[] weights = andMean(first.weights());
        Statistic mine = Metrics.ofRows(metric, first);
        Statistic theirs = Metrics.ofRows(metric, second);
        Statistic statistic = counts -> combine.applyAsDouble(mine.of(counts), theirs.of(counts));
        Spread ruled = one.ruled() == null ? other.ruled() : one.ruled();
        if (ruled != null) {
            return new Sample(first.rows(), Resampler.FEW_ROWS, Metrics.ones(first.rows()), statistic, () -> ruled);
        }
        return one.differ(other)
                ? new Sample(Kind.ERRORS, first.rows(), Resampler.FEW_ROWS, statistic,
                        beside(one, other, false, weights, combine), beside(one, other, true, weights, combine))
                : constant(first.rows(), Resampler.FEW_ROWS, statistic);
    }

    private static Statistic beside(Errors one, Errors other, boolean highest, double @Nullable [] weights,
            DoubleBinaryOperator combine) {
        int row = one.extreme(other, highest);
        Statistic mine = Metrics.weighed(one.withCopy(row), weights);
        Statistic theirs = Metrics.weighed(other.withCopy(row), weights);
        return counts -> combine.applyAsDouble(mine.of(counts), theirs.of(counts));
    }

    /** The sample of the difference of a metric between some of the rows and all of them. */
    static Sample ofPart(Metric metric, Predictions all, int[] part) {
        Statistic statistic = Metrics.ofRows(metric, all);
        boolean[] inside = new boolean[all.rows()];
        for (int row : part) {
            inside[row] = true;
        }
        return new Sample(Kind.ROWS, all.rows(), Metrics.ones(all.rows()), counts -> {
            double[] some = counts.clone();
            for (int row = 0; row < some.length; row++) {
                some[row] = inside[row] ? some[row] : 0;
            }
            return statistic.of(some) - statistic.of(counts);
        }, NONE);
    }

    /** Cells of true label, label of the first, label of the second. */
    private static double[] joint(Predictions first, Predictions second, int classes, int answers) {
        double[] cells = new double[classes * answers * answers];
        int[] truth = first.truth();
        int[] one = first.predicted();
        int[] other = second.predicted();
        for (int row = 0; row < truth.length; row++) {
            cells[(truth[row] * answers + one[row]) * answers + other[row]]++;
        }
        return cells;
    }

    /** The confusion matrix of one of the two. */
    private static double[] sum(double[] joint, int classes, int answers, boolean first) {
        double[] cells = new double[classes * answers];
        for (int cell = 0; cell < joint.length; cell++) {
            int truth = cell / answers / answers;
            cells[truth * answers + (first ? cell / answers % answers : cell % answers)] += joint[cell];
        }
        return cells;
    }

    /** The bounds that a formula tells. */
    Spread formula() {
        return Objects.requireNonNull(formula).get();
    }

    /** What is known beside the drawn bounds. */
    Spread finished(Spread drawn) {
        return finishing.apply(drawn);
    }

    double value() {
        return statistic.of(counts);
    }

    /** The expected cells to draw from. */
    double[] smoothed(double right, double wrong) {
        return smoothing.of(counts, right, wrong);
    }

    boolean isByRow() {
        return counts.length == rows && Arrays.stream(counts).allMatch(count -> count == 1);
    }

    /** A seed that depends on nothing but the data. */
    long seed() {
        return 31L * Arrays.hashCode(counts) + Double.hashCode(value());
    }
}
