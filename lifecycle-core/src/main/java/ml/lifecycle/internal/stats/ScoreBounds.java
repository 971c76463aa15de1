package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of areas and of average precisions by formulas.
 *
 * <p>An average precision is bounded as a share of as many rows as are true: K. Boyd, K. H. Eng, C. D. Page, Area under the
 * precision-recall curve: point estimates and confidence intervals, ECML 2013. A mean over classes is bounded by the mean of
 * their bounds, as if all classes erred together: the ranks of one class are those of the others turned round, so they nearly
 * do.
 */
final class ScoreBounds {

    /** With fewer rows of a class, drawn rows and formulas say too little. */
    private static final int FEW_OF_A_CLASS = 10;
    private static final double ROUNDING = 1e-9;

    private ScoreBounds() {}

    /** The bounds, or {@code null} where rows must be drawn. */
    static @Nullable Supplier<Spread> of(Metric metric, Part part) {
        Predictions predictions = part.predictions();
        double[][] scores = predictions.scores();
        boolean ranks = metric.kind() == MetricKind.ROC_AUC || metric.kind() == MetricKind.AVERAGE_PRECISION;
        if (!ranks || scores == null || predictions.weights() != null || metric.average() == Average.MICRO) {
            return null;
        }
        int label = Metrics.label(metric, part.whole());
        if (label >= 0) {
            return () -> ofClass(metric, part, scores, label);
        }
        if (metric.kind() == MetricKind.ROC_AUC && areComplements(scores)) {
            return () -> part.ranking(1, scores).area();
        }
        return metric.average() == Average.MACRO ? () -> ofMean(metric, part, scores) : null;
    }

    private static boolean areComplements(double[][] scores) {
        return Arrays.stream(scores).allMatch(row -> row.length == 2 && Math.abs(row[0] + row[1] - 1) <= ROUNDING);
    }

    private static Spread ofMean(Metric metric, Part part, double[][] scores) {
        List<Spread> each = IntStream.range(0, part.whole().labels().size())
                .mapToObj(label -> ofClass(metric, part, scores, label)).toList();
        return each.stream().filter(spread -> !spread.varies()).findFirst().orElseGet(() -> new Spread.Formula(
                each.get(0).method() + ", mean over classes",
                share -> each.stream().mapToDouble(spread -> spread.quantile(share)).average().orElse(Double.NaN)));
    }

    private static Spread ofClass(Metric metric, Part part, double[][] scores, int label) {
        Ranking ranking = part.ranking(label, scores);
        if (metric.kind() == MetricKind.ROC_AUC) {
            return ranking.area();
        }
        double trues = Arrays.stream(part.predictions().truth()).filter(truth -> truth == label).count();
        if (trues < FEW_OF_A_CLASS) {
            return few(part.whole().labels().get(label), trues, part.rows());
        }
        double value = ranking.statistic(metric.kind()).of(Metrics.ones(part.rows()));
        return new Share(value * trues, trues).spread("Boyd");
    }

    /** Of two models on the same rows: nothing where a class that counts has too few rows, else {@code null}. */
    static @Nullable Spread few(Metric metric, Predictions predictions) {
        boolean ranks = metric.kind() == MetricKind.ROC_AUC || metric.kind() == MetricKind.AVERAGE_PRECISION;
        if (!ranks || predictions.kind() != Output.Kind.LABEL) {
            return null;
        }
        int[] sizes = new int[predictions.labels().size()];
        Arrays.stream(predictions.truth()).forEach(label -> sizes[label]++);
        int only = Metrics.label(metric, predictions);
        return IntStream.range(0, sizes.length)
                .filter(label -> (only < 0 || only == label) && sizes[label] < FEW_OF_A_CLASS)
                .mapToObj(label -> few(predictions.labels().get(label), sizes[label], predictions.rows()))
                .findFirst().orElse(null);
    }

    private static Spread few(String label, double trues, int rows) {
        return new Spread.Silent("no bound is known to hold with fewer than " + FEW_OF_A_CLASS + " rows of a class, and '" + label
                + "' has " + (long) trues + "; about " + (long) Math.ceil(rows * FEW_OF_A_CLASS / Math.max(1, trues))
                + " rows would be needed");
    }
}
