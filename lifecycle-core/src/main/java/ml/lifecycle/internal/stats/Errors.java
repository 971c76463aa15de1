package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.Locale;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/**
 * Predicted numbers with one row more, as good or as bad as a row that was not seen may be.
 *
 * <p>No error is less than 0; how great one may be nobody knows, so the greatest that was seen stands for it. For R² the
 * bad row has a truth in the middle, and the good one has the most unusual truth and no error.
 */
final class Errors {

    private static final double RULING = 0.1;
    private static final double RULING_ROWS = 15;

    private final Metric metric;
    private final double[] truth;
    private final double[] predicted;
    private final double[] errors;

    private Errors(Metric metric, Predictions predictions) {
        this.metric = metric;
        this.truth = predictions.truthNumbers();
        this.predicted = predictions.predictedNumbers();
        this.errors = new double[truth.length];
        for (int row = 0; row < errors.length; row++) {
            double error = Math.abs(predicted[row] - truth[row]);
            errors[row] = metric.kind() == MetricKind.MAPE
                    ? truth[row] == 0 ? Double.POSITIVE_INFINITY : error / Math.abs(truth[row])
                    : metric.kind() == MetricKind.MAE ? error : error * error;
        }
    }

    /** Whether there are errors of predicted numbers. */
    static boolean areOf(Predictions predictions) {
        return predictions.kind() == Output.Kind.NUMBER && predictions.rows() > 0;
    }

    static Errors of(Metric metric, Predictions predictions) {
        return new Errors(metric, predictions);
    }

    /** Whether the errors differ; if not, they do not tell how great others may be. */
    boolean vary() {
        return Arrays.stream(errors).anyMatch(error -> error != errors[0]);
    }

    /**
     * Of squares: nothing where one error rules the others, so that greater ones are likely, more than a tenth of the sum (of
     * fewer than 150 rows, more than 15 rows' share). No bound holds for all distributions (R. R. Bahadur, L. J. Savage 1956).
     * Else {@code null}.
     */
    @Nullable Spread ruled() {
        boolean squares = metric.kind() == MetricKind.RMSE || metric.kind() == MetricKind.R2;
        double sum = Arrays.stream(errors).sum();
        double share = Arrays.stream(errors).max().orElse(0) / sum;
        double ruling = Math.max(RULING, RULING_ROWS / errors.length);
        return !squares || !(share > ruling) || !Double.isFinite(sum) ? null : new Spread.Silent(String.format(Locale.ROOT,
                "one error makes up %.0f %% of the sum of squares, and no bound is known to hold where one makes up more than"
                        + " %.0f %%; about %d rows would be needed", 100 * share, 100 * ruling,
                (long) Math.ceil(errors.length * share / RULING)));
    }

    /** Whether the errors of two models differ more in one row than in another. */
    boolean differ(Errors other) {
        double distance = errors[0] - other.errors[0];
        for (int row = 1; row < errors.length; row++) {
            if (errors[row] - other.errors[row] != distance) {
                return true;
            }
        }
        return false;
    }

    /** The metric with a row more that makes it low. */
    Statistic lowest() {
        return isOfError() ? withRight() : withCopy(greatest(null, 1));
    }

    /** The metric with a row more that makes it high. */
    Statistic highest() {
        return isOfError() ? withCopy(greatest(null, 1)) : withRight();
    }

    /** The row in which the metric of this model is highest, or lowest, compared with another. */
    int extreme(Errors other, boolean highest) {
        return greatest(other, highest == isOfError() ? 1 : -1);
    }

    /** The metric with a row more whose error is that of a row seen. */
    Statistic withCopy(int row) {
        return isOfError()
                ? with(truth[row], predicted[row])
                : with(middle(), middle() + predicted[row] - truth[row]);
    }

    private Statistic withRight() {
        double place = isOfError() ? truth[greatest(null, 1)] : farthest(middle());
        return with(place, place);
    }

    private boolean isOfError() {
        return metric.kind() != MetricKind.R2;
    }

    private int greatest(@Nullable Errors other, int sign) {
        int greatest = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < errors.length; row++) {
            double distance = sign * (errors[row] - (other == null ? 0 : other.errors[row]));
            if (distance > most) {
                most = distance;
                greatest = row;
            }
        }
        return greatest;
    }

    private double middle() {
        return Arrays.stream(truth).sum() / truth.length;
    }

    private double farthest(double middle) {
        double farthest = middle;
        for (double one : truth) {
            farthest = Math.abs(one - middle) > Math.abs(farthest - middle) ? one : farthest;
        }
        return farthest;
    }

    private Statistic with(double anotherTruth, double anotherPredicted) {
        return NumberMetrics.of(metric, and(truth, anotherTruth), and(predicted, anotherPredicted));
    }

    private static double[] and(double[] numbers, double another) {
        double[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = another;
        return more;
    }
}
