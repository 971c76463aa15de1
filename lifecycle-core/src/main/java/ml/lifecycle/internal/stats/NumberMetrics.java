package ml.lifecycle.internal.stats;

import java.util.Arrays;
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
            case RMSE -> rootMeanSquare(each(truth, predicted, (a, b) -> a - b));
            case MAE -> mean(each(truth, predicted, (a, b) -> Math.abs(a - b)));
            case MAPE -> mean(each(truth, predicted,
                    (a, b) -> a == 0 ? Double.POSITIVE_INFINITY : Math.abs((a - b) / a)));
            case R2 -> determination(truth, each(truth, predicted, (a, b) -> a - b));
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

    /** Squares of very small or very great errors have no place among the doubles, so the greatest error is the unit. */
    private static Statistic rootMeanSquare(double[] errors) {
        double unit = unit(errors);
        Statistic squared = mean(squares(errors, unit));
        return weights -> unit * Math.sqrt(squared.of(weights));
    }

    /** The greatest finite value, without its sign, as a power of two, so that dividing by it changes no digit; 1 if it is 0. */
    private static double unit(double[] values) {
        double greatest = Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        return greatest == 0 ? 1 : Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(greatest)));
    }

    private static double[] squares(double[] values, double unit) {
        return Arrays.stream(values).map(value -> value / unit * (value / unit)).toArray();
    }

    /** 1 less the share of the truth's variance that is left as error; NaN for a truth that does not vary. */
    private static Statistic determination(double[] truth, double[] errors) {
        double shift = truth.length == 0 ? 0 : truth[0];
        double[] shifted = Arrays.stream(truth).map(value -> value - shift).toArray();
        double unit = unit(shifted);
        double unitOfErrors = unit(errors);
        double ratio = unitOfErrors / unit;
        Statistic error = mean(squares(errors, unitOfErrors));
        double[] places = Arrays.stream(shifted).map(value -> value / unit).toArray();
        Statistic centre = mean(places);
        return weights -> {
            if (!varies(truth, weights)) {
                return Double.NaN;
            }
            double mean = centre.of(weights);
            double spread = 0;
            double total = 0;
            for (int row = 0; row < places.length; row++) {
                spread += weights[row] * (places[row] - mean) * (places[row] - mean);
                total += weights[row];
            }
            return spread > 0 ? 1 - error.of(weights) * total / spread * ratio * ratio : Double.NaN;
        };
    }

    /** Whether rows that count have different values; a variance that is only a rounding error is none. */
    private static boolean varies(double[] values, double[] weights) {
        double first = Double.NaN;
        for (int row = 0; row < values.length; row++) {
            if (weights[row] > 0) {
                if (first == first && values[row] != first) {
                    return true;
                }
                first = values[row];
            }
        }
        return false;
    }
}
