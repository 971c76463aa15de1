package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Computes metrics from predictions. */
public final class Metrics {

    private static final List<MetricKind> OF_LABELS = List.of(MetricKind.ACCURACY, MetricKind.BALANCED_ACCURACY,
            MetricKind.PRECISION, MetricKind.RECALL, MetricKind.F1, MetricKind.MCC, MetricKind.KAPPA);
    private static final List<MetricKind> OF_SCORES = List.of(MetricKind.LOG_LOSS, MetricKind.BRIER,
            MetricKind.CALIBRATION_ERROR, MetricKind.ROC_AUC, MetricKind.AVERAGE_PRECISION);
    private static final List<MetricKind> OF_LABELS_AND_SCORES =
            Stream.concat(OF_LABELS.stream(), OF_SCORES.stream()).toList();
    private static final List<MetricKind> OF_NUMBERS =
            List.of(MetricKind.RMSE, MetricKind.MAE, MetricKind.R2, MetricKind.MAPE);
    private static final List<MetricKind> OF_CLUSTERS =
            List.of(MetricKind.NMI, MetricKind.AMI, MetricKind.ADJUSTED_RAND);

    private static final int SHOWN = 5;

    private Metrics() {}

    /**
     * The value of a metric.
     *
     * @param metric which metric
     * @param predictions what was predicted, beside the truth
     * @return the value; NaN if these predictions do not define it, for which {@link #problem} says the reason
     */
    public static double value(Metric metric, Predictions predictions) {
        return value(metric, Part.all(predictions));
    }

    static double value(Metric metric, Part part) {
        return part.rows() == 0 || !fits(metric, part.whole()) || !unjudged(metric, part).isEmpty()
                        || !unanswered(metric, part).isEmpty()
                ? Double.NaN : Sample.of(metric, part).value();
    }

    /**
     * The classes without a judged row, of a metric that is a mean over all classes: nobody knows how the model does on them,
     * so that mean has no value.
     */
    private static List<String> unjudged(Metric metric, Part part) {
        boolean overAll = metric.kind() == MetricKind.BALANCED_ACCURACY
                || metric.average() == Average.MACRO && isPerClass(metric.kind());
        if (!overAll || part.whole().kind() != Output.Kind.LABEL) {
            return List.of();
        }
        double[] weights = part.whole().weights() == null ? null : part.predictions().weights();
        double[] truths = weights == null ? part.matrix().truths() : Confusion.of(part.predictions(), weights).truths();
        List<String> labels = part.whole().labels();
        return IntStream.range(0, labels.size()).filter(label -> !(truths[label] > 0)).mapToObj(labels::get).toList();
    }

    /** Why rows without an answer leave a metric without a value; empty if they do not. */
    private static String unanswered(Metric metric, Part part) {
        Predictions whole = part.whole();
        if (whole.isAnswered()) {
            return "";
        }
        if (whole.answered() == 0) {
            return "the model answered none of the rows";
        }
        int missing = isOfLabels(metric) ? 0 : part.rows() - part.predictions().answered();
        return missing == 0 ? "" : Count.of(missing, "row") + " of " + part.rows()
                + (missing == 1 ? " was" : " were") + " not answered, and nothing can stand for an answer here";
    }

    /**
     * Why a metric has no value.
     *
     * @param metric which metric
     * @param predictions what was predicted, beside the truth
     * @return the reason as part of a sentence: {@code there are no rows}
     */
    public static String problem(Metric metric, Predictions predictions) {
        return problem(metric, Part.all(predictions));
    }

    static String problem(Metric metric, Part part) {
        if (part.rows() == 0) {
            return "there are no rows";
        }
        Predictions predictions = part.whole();
        MetricKind kind = metric.kind();
        if (OF_SCORES.contains(kind) && predictions.kind() == Output.Kind.LABEL && predictions.scores() == null) {
            return "it needs scores, and the predictions have none";
        }
        if (!kinds(predictions).contains(kind)) {
            return "it is not computed from predictions of the kind " + predictions.kind();
        }
        if (metric.label() != null && !predictions.labels().contains(metric.label())) {
            return "there is no class '" + metric.label() + "'; there are " + predictions.labels();
        }
        if (predictions.weights() != null && isOfClusters(metric)) {
            return "it is not defined for rows with weights";
        }
        String unanswered = unanswered(metric, part);
        if (!unanswered.isEmpty()) {
            return unanswered;
        }
        boolean probabilities = kind == MetricKind.LOG_LOSS || kind == MetricKind.BRIER
                || kind == MetricKind.CALIBRATION_ERROR;
        double[][] scores = probabilities ? part.predictions().scores() : null;
        if (scores != null && !ScoreMetrics.areProbabilities(scores)) {
            return "it needs scores from 0 to 1 that add up to 1 in each row";
        }
        List<String> unjudged = unjudged(metric, part);
        if (!unjudged.isEmpty()) {
            return "it is a mean over all classes, and " + (unjudged.size() == 1 ? "the class '" : "the classes '")
                    + String.join("', '", unjudged.subList(0, Math.min(SHOWN, unjudged.size())))
                    + (unjudged.size() > SHOWN ? "' and " + (unjudged.size() - SHOWN) + " more have" : unjudged.size() == 1
                            ? "' has" : "' have") + " no judged row";
        }
        return "these rows do not define it (a division by zero, or a value that is no number)";
    }

    /**
     * All metrics that the predictions define, for logging.
     *
     * @param predictions what was predicted, beside the truth
     * @return finite values by {@link Metric#key()}
     */
    public static Map<String, Double> all(Predictions predictions) {
        Map<String, Double> values = new LinkedHashMap<>();
        Part all = Part.all(predictions);
        for (MetricKind kind : kinds(predictions)) {
            if (!isPerClass(kind)) {
                put(values, new Metric(kind, null, null), all);
                continue;
            }
            put(values, new Metric(kind, null, Average.MACRO), all);
            for (String label : predictions.labels()) {
                put(values, new Metric(kind, label, null), all);
            }
        }
        return values;
    }

    private static void put(Map<String, Double> values, Metric metric, Part part) {
        double value = value(metric, part);
        if (Double.isFinite(value)) {
            values.put(metric.key(), value);
        }
    }

    static boolean isPerClass(MetricKind kind) {
        return switch (kind) {
            case PRECISION, RECALL, F1, ROC_AUC, AVERAGE_PRECISION -> true;
            default -> false;
        };
    }

    private static List<MetricKind> kinds(Predictions predictions) {
        return switch (predictions.kind()) {
            case NUMBER -> OF_NUMBERS;
            case CLUSTER -> OF_CLUSTERS;
            case LABEL -> predictions.scores() == null ? OF_LABELS : OF_LABELS_AND_SCORES;
        };
    }

    static boolean fits(Metric metric, Predictions predictions) {
        return kinds(predictions).contains(metric.kind())
                && (predictions.weights() == null || !isOfClusters(metric))
                && (metric.label() == null || predictions.labels().contains(metric.label()));
    }

    /** Whether the metric is a function of the confusion matrix of labels. */
    static boolean isOfLabels(Metric metric) {
        return OF_LABELS.contains(metric.kind());
    }

    /** Whether the metric is a function of the contingency table of clusters. */
    static boolean isOfClusters(Metric metric) {
        return OF_CLUSTERS.contains(metric.kind());
    }

    /** The metric as a function of the cells of the confusion matrix. */
    static Statistic ofCells(Metric metric, int label, int classes, int answers) {
        return isOfLabels(metric)
                ? cells -> LabelMetrics.value(metric, label, new Confusion(classes, answers, cells))
                : cells -> ClusterMetrics.value(metric, new Confusion(classes, answers, cells));
    }

    /** The metric as a function of how often each row counts, beside its weight. */
    static Statistic ofRows(Metric metric, Predictions predictions) {
        return ofRows(metric, Part.all(predictions));
    }

    /** The same for a part, which ranks its rows once for all metrics of ranks. */
    static Statistic ofRows(Metric metric, Part part) {
        return weighed(ofWeights(metric, part), part.predictions().weights());
    }

    /** A statistic of rows that have weights, if they have. */
    static Statistic weighed(Statistic statistic, double @Nullable [] weights) {
        return weights == null ? statistic : counts -> {
            double[] weighed = new double[counts.length];
            for (int row = 0; row < counts.length; row++) {
                weighed[row] = counts[row] * weights[row];
            }
            return statistic.of(weighed);
        };
    }

    private static Statistic ofWeights(Metric metric, Part part) {
        Predictions predictions = part.predictions();
        int label = label(metric, predictions);
        if (isOfLabels(metric) || isOfClusters(metric)) {
            return weights -> {
                Confusion matrix = Confusion.of(predictions, weights);
                return ofCells(metric, label, matrix.classes, matrix.answers).of(matrix.cells);
            };
        }
        double[][] scores = predictions.scores();
        return scores == null || predictions.kind() == Output.Kind.NUMBER
                ? NumberMetrics.of(metric, predictions.truthNumbers(), predictions.predictedNumbers())
                : ScoreMetrics.of(metric, label, predictions, scores, one -> part.ranking(one, scores));
    }

    static int label(Metric metric, Predictions predictions) {
        @Nullable String label = metric.label();
        return label == null ? -1 : predictions.labels().indexOf(label);
    }

    /** Every row once. */
    static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }
}
