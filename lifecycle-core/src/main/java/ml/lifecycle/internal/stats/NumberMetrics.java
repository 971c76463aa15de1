package ml.lifecycle.internal.stats;

import java.util.function.DoubleBinaryOperator;
import ml.lifecycle.gate.Metric;

/** Errors of predicted numbers, as functions of the weights of the rows. */
final class NumberMetrics {

    private NumberMetrics() {}

    /**
     * Prepares a metric.
     *
     * @param metric one of numbers
     * @param truth the true numbers
     * @param predicted the predicted numbers
     * @return the metric, NaN where there is no weight
     */
    static Statistic of(Metric metric, double[] truth, double[] predicted) {
        return switch (metric.kind()) {
            case RMSE -> {
                Statistic squared = mean(each(truth, predicted, (a, b) -> (a - b) * (a - b)));
                yield weights -> Math.sqrt(squared.of(weights));
            }
            case MAE -> mean(each(truth, predicted, (a, b) -> Math.abs(a - b)));
            case MAPE -> mean(each(truth, predicted,
                    (a, b) -> a == 0 ? Double.POSITIVE_INFINITY : Math.abs((a - b) / a)));
            case R2 -> determination(truth, each(truth, predicted, (a, b) -> (a - b) * (a - b)));
            default -> weights -> Double.NaN;
        };
    }

    private static double[] each(double[] truth, double[] predicted, DoubleBinaryOperator error) {
        double[] errors = new double[truth.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = error.applyAsDouble(truth[row], predicted[row]);
        }
        return errors;
    }

    /** The weighted mean of one value for each row. Rows without weight do not count, not even if infinite. */
    static Statistic mean(double[] values) {
        return weights -> {
            double sum = 0;
            double total = 0;
            for (int row = 0; row < values.length; row++) {
                if (weights[row] > 0) {
                    sum += weights[row] * values[row];
                    total += weights[row];
                }
            }
            return sum / total;
        };
    }

    /** 1 less the share of the truth's variance that is left as error; NaN for a truth that does not vary. */
    private static Statistic determination(double[] truth, double[] squaredErrors) {
        Statistic error = mean(squaredErrors);
        Statistic centre = mean(truth);
        return weights -> {
            double mean = centre.of(weights);
            double spread = 0;
            double total = 0;
            for (int row = 0; row < truth.length; row++) {
                spread += weights[row] * (truth[row] - mean) * (truth[row] - mean);
                total += weights[row];
            }
            return spread > 0 ? 1 - error.of(weights) * total / spread : Double.NaN;
        };
    }
}
