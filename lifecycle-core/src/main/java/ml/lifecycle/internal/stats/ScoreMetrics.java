package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;

/** Metrics of scores, as functions of the weights of the rows. */
final class ScoreMetrics {

    private static final double TOLERANCE = 1e-6;

    private ScoreMetrics() {}

    /**
     * Prepares a metric.
     *
     * @param metric one of scores
     * @param label the index of its label, -1 if it has none
     * @param predictions with scores
     * @param scores their scores
     * @param ofClass ranks the rows for one class
     * @return the metric
     */
    static Statistic of(
            Metric metric, int label, Predictions predictions, double[][] scores, IntFunction<Ranking> ofClass) {
        int[] truth = predictions.truth();
        if (hasNaN(scores)) {
            return weights -> Double.NaN;
        }
        return switch (metric.kind()) {
            case LOG_LOSS -> ofProbabilities(scores, NumberMetrics.mean(Losses.logarithmic(truth, scores).ofRows()));
            case BRIER -> ofProbabilities(scores, NumberMetrics.mean(Losses.brier(truth, scores).ofRows()));
            case CALIBRATION_ERROR -> ofProbabilities(scores, Calibration.of(predictions).error());
            case ROC_AUC, AVERAGE_PRECISION -> ranked(metric, label, truth, scores, ofClass);
            default -> weights -> Double.NaN;
        };
    }

    private static boolean hasNaN(double[][] scores) {
        for (double[] row : scores) {
            for (double score : row) {
                if (Double.isNaN(score)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether all scores are shares that add up to 1 in each row. */
    static boolean areProbabilities(double[][] scores) {
        for (double[] row : scores) {
            double sum = 0;
            for (double score : row) {
                if (!(score >= -TOLERANCE && score <= 1 + TOLERANCE)) {
                    return false;
                }
                sum += score;
            }
            if (!(Math.abs(sum - 1) <= TOLERANCE * row.length)) {
                return false;
            }
        }
        return true;
    }

    private static Statistic ofProbabilities(double[][] scores, Statistic statistic) {
        return areProbabilities(scores) ? statistic : weights -> Double.NaN;
    }

    /** ROC AUC and average precision: of one class, pooled over all, or a mean over the classes that occur. */
    private static Statistic ranked(
            Metric metric, int label, int[] truth, double[][] scores, IntFunction<Ranking> ofClass) {
        if (metric.average() == null) {
            return ofClass.apply(label).statistic(metric.kind());
        }
        if (metric.average() == Average.MICRO) {
            return Ranking.pooled(truth, scores).statistic(metric.kind());
        }
        int labels = truth.length == 0 ? 0 : scores[0].length;
        Statistic[] each = IntStream.range(0, labels)
                .mapToObj(one -> ofClass.apply(one).statistic(metric.kind()))
                .toArray(Statistic[]::new);
        return weights -> {
            double[] sizes = new double[labels];
            for (int row = 0; row < truth.length; row++) {
                sizes[truth[row]] += weights[row];
            }
            double sum = 0;
            double total = 0;
            for (int one = 0; one < labels; one++) {
                if (sizes[one] > 0) {
                    double weight = metric.average() == Average.MACRO ? 1 : sizes[one];
                    sum += weight * each[one].of(weights);
                    total += weight;
                }
            }
            return sum / total;
        };
    }
}
