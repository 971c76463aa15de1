package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.Objects;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * The losses of single rows, whose mean is the log loss or the Brier score.
 *
 * <p>A row's loss depends on nothing but its scores and its label, so the loss that it would have had with another label is
 * known as well. The greatest and the least of all these tell how bad, or good, a row may be that was not seen.
 */
final class Losses {

    /** The smallest score in a logarithm, as in scikit-learn: the distance from 1 to the next double. */
    private static final double SMALLEST = Math.ulp(1.0);

    private final boolean logarithmic;
    private final int[] truth;
    private final double[][] scores;

    private Losses(boolean logarithmic, int[] truth, double[][] scores) {
        this.logarithmic = logarithmic;
        this.truth = truth;
        this.scores = scores;
    }

    /** The negative logarithm of the score of the true label. */
    static Losses logarithmic(int[] truth, double[][] scores) {
        return new Losses(true, truth, scores);
    }

    /** G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950). */
    static Losses brier(int[] truth, double[][] scores) {
        return new Losses(false, truth, scores);
    }

    /** Whether the metric is a mean of losses of these predictions. */
    static boolean areOf(Metric metric, Predictions predictions) {
        double[][] scores = predictions.scores();
        return (metric.kind() == MetricKind.LOG_LOSS || metric.kind() == MetricKind.BRIER)
                && scores != null && scores.length > 0 && ScoreMetrics.areProbabilities(scores);
    }

    /** The losses of predictions that {@link #areOf} admits. */
    static Losses of(Metric metric, Predictions predictions) {
        return new Losses(metric.kind() == MetricKind.LOG_LOSS, predictions.truth(),
                Objects.requireNonNull(predictions.scores()));
    }

    /** The loss of each row. */
    double[] ofRows() {
        double[] losses = new double[truth.length];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = of(row, truth[row]);
        }
        return losses;
    }

    /** The loss of a row, if it had a label. */
    double of(int row, int label) {
        if (logarithmic) {
            return ofScore(scores[row][label]);
        }
        double squares = 0;
        for (int one = 0; one < scores[row].length; one++) {
            double distance = scores[row][one] - (one == label ? 1 : 0);
            squares += distance * distance;
        }
        return squares;
    }

    /** The part of a row's loss that depends on the label: on the score of that label alone. */
    private double ofScore(double score) {
        return logarithmic ? -Math.log(Math.min(1 - SMALLEST, Math.max(SMALLEST, score))) : -2 * score;
    }

    /** The losses, and another as of one row more. */
    double[] and(double another) {
        double[] losses = Arrays.copyOf(ofRows(), truth.length + 1);
        losses[truth.length] = another;
        return losses;
    }

    /**
     * The row and the label with which the loss would be greatest, or least.
     *
     * @param greatest whether greatest
     * @param other the losses of another model on the same rows, if the difference is meant
     * @return row and label
     */
    int[] extreme(boolean greatest, @Nullable Losses other) {
        int sign = greatest ? 1 : -1;
        double most = Double.NEGATIVE_INFINITY;
        int[] extreme = {0, 0};
        for (int row = 0; row < scores.length; row++) {
            int label = extreme(row, sign, other);
            double difference = sign * (of(row, label) - (other == null ? 0 : other.of(row, label)));
            if (difference > most) {
                most = difference;
                extreme = new int[] {row, label};
            }
        }
        return extreme;
    }

    private int extreme(int row, int sign, @Nullable Losses other) {
        double most = Double.NEGATIVE_INFINITY;
        int extreme = 0;
        for (int label = 0; label < scores[row].length; label++) {
            double difference = sign
                    * (ofScore(scores[row][label]) - (other == null ? 0 : other.ofScore(other.scores[row][label])));
            if (difference > most) {
                most = difference;
                extreme = label;
            }
        }
        return extreme;
    }
}
