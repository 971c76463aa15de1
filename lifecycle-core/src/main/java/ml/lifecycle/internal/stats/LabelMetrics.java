package ml.lifecycle.internal.stats;

import java.util.Arrays;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;

/**
 * Metrics of labels, as functions of the confusion matrix.
 *
 * <p>Averages go over the classes that occur in the truth or among the predictions; a class among them for which the
 * value is a division by zero counts 0 (as in scikit-learn, {@code zero_division=0}). For one class alone such a value
 * is NaN, so that a check on it is inconclusive. A row without an answer is one of a class that is never true.
 */
final class LabelMetrics {

    private LabelMetrics() {}

    /**
     * The value of a metric.
     *
     * @param metric one of labels
     * @param label the index of its label, -1 if it has none
     * @param matrix the confusion matrix
     * @return the value, NaN if it is not defined
     */
    static double value(Metric metric, int label, Confusion matrix) {
        if (!(matrix.total() > 0)) {
            return Double.NaN;
        }
        return switch (metric.kind()) {
            case ACCURACY -> trace(matrix) / matrix.total();
            case BALANCED_ACCURACY -> balancedAccuracy(matrix);
            case MCC -> matthews(matrix);
            case KAPPA -> kappa(matrix);
            default -> metric.average() == null
                    ? rate(metric, at(matrix, label), matrix.truths()[label], matrix.answered()[label])
                    : average(metric, metric.average(), matrix);
        };
    }

    private static double at(Confusion matrix, int label) {
        return matrix.cells[label * matrix.answers + label];
    }

    private static double trace(Confusion matrix) {
        double right = 0;
        for (int label = 0; label < matrix.classes; label++) {
            right += at(matrix, label);
        }
        return right;
    }

    /** Precision, recall or F1 from the numbers of right rows, true rows and predicted rows of a class. */
    private static double rate(Metric metric, double right, double truths, double predicted) {
        return switch (metric.kind()) {
            case PRECISION -> right / predicted;
            case RECALL -> right / truths;
            default -> 2 * right / (truths + predicted);
        };
    }

    private static double average(Metric metric, Average average, Confusion matrix) {
        if (average == Average.MICRO) {
            // Every row has one true and one predicted label, so that all three rates pool to the accuracy.
            return trace(matrix) / matrix.total();
        }
        double[] truths = matrix.truths();
        double[] predicted = matrix.answered();
        double sum = 0;
        double weights = 0;
        for (int label = 0; label < matrix.classes; label++) {
            if (truths[label] + predicted[label] > 0) {
                double rate = rate(metric, at(matrix, label), truths[label], predicted[label]);
                double weight = average == Average.MACRO ? 1 : truths[label];
                sum += weight * (Double.isNaN(rate) ? 0 : rate);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double balancedAccuracy(Confusion matrix) {
        double[] truths = matrix.truths();
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < matrix.classes; label++) {
            if (truths[label] > 0) {
                sum += at(matrix, label) / truths[label];
                classes++;
            }
        }
        return sum / classes;
    }

    /**
     * For any number of classes: J. Gorodkin, Comparing two K-category assignments by a K-category correlation
     * coefficient, Computational Biology and Chemistry 28 (2004). Predictions that are all the same give 0; a truth of
     * one class gives NaN.
     */
    private static double matthews(Confusion matrix) {
        double[] truths = matrix.truths();
        double[] predicted = matrix.answered();
        double total = matrix.total();
        double both = 0;
        double truthSquares = 0;
        double predictedSquares = 0;
        for (int label = 0; label < matrix.classes; label++) {
            both += truths[label] * predicted[label];
            truthSquares += truths[label] * truths[label];
        }
        for (double answers : predicted) {
            predictedSquares += answers * answers;
        }
        double truthSpread = total * total - truthSquares;
        double predictedSpread = total * total - predictedSquares;
        if (!isSpread(truths)) {
            return Double.NaN;
        }
        double covariance = trace(matrix) * total - both;
        return isSpread(predicted) ? covariance / Math.sqrt(truthSpread) / Math.sqrt(predictedSpread) : 0;
    }

    /** Whether more than one class has rows; what is left of a difference otherwise is a rounding error. */
    private static boolean isSpread(double[] sizes) {
        return Arrays.stream(sizes).filter(size -> size > 0).count() > 1;
    }

    /**
     * J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960). Truth and
     * answers of one and the same class give NaN.
     */
    private static double kappa(Confusion matrix) {
        double[] truths = matrix.truths();
        double[] predicted = matrix.answered();
        if (isOneCell(matrix)) {
            return Double.NaN;
        }
        double total = matrix.total();
        double chance = 0;
        for (int label = 0; label < matrix.classes; label++) {
            chance += truths[label] * predicted[label] / total / total;
        }
        return (trace(matrix) / total - chance) / (1 - chance);
    }

    /** Then both parts of the quotient are rounding errors. */
    private static boolean isOneCell(Confusion matrix) {
        return Arrays.stream(matrix.cells).filter(cell -> cell > 0).count() == 1 && trace(matrix) > 0;
    }
}
