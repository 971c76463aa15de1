package ml.lifecycle.internal.stats;

import java.util.Arrays;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of each true class (row of the matrix) were given each predicted class or cluster (column). The cells
 * lie row after row in one array. Labels have one column more if there are rows without an answer: it stands for these.
 */
final class Confusion {

    /** Of all groups together: 4 MB for each table of counts. */
    private static final int MOST_CELLS = 1 << 20;

    final int classes;
    final int answers;
    final double[] cells;

    Confusion(int classes, int answers, double[] cells) {
        this.classes = classes;
        this.answers = answers;
        this.cells = cells;
    }

    /** Counts the rows; with weights, adds these up. */
    static Confusion of(Predictions predictions, double @Nullable [] weights) {
        int classes = predictions.labels().size();
        int answers = answers(predictions);
        double[] cells = weights == null
                ? count(predictions.truth(), predictions.predicted(), classes, answers)
                : add(predictions.truth(), predictions.predicted(), weights, classes, answers);
        return new Confusion(classes, answers, cells);
    }

    /** The number of labels; of clusters, the greatest that occurs. */
    static int answers(Predictions predictions) {
        return switch (predictions.kind()) {
            case LABEL, NUMBER -> predictions.labels().size() + (predictions.isAnswered() ? 0 : 1);
            case CLUSTER -> 1 + Arrays.stream(predictions.predicted()).max().orElse(0);
        };
    }

    /** Two tables in turn: equal rows in a sequence then do not wait for each other's store. */
    private static double[] count(int[] truth, int[] predicted, int classes, int answers) {
        int[] even = new int[classes * answers];
        int[] odd = new int[classes * answers];
        int row = 0;
        for (; row + 1 < truth.length; row += 2) {
            even[truth[row] * answers + predicted[row]]++;
            odd[truth[row + 1] * answers + predicted[row + 1]]++;
        }
        if (row < truth.length) {
            even[truth[row] * answers + predicted[row]]++;
        }
        double[] cells = new double[even.length];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = even[cell] + odd[cell];
        }
        return cells;
    }

    /** Whether tables for all groups are small enough to be counted side by side. */
    static boolean canGroup(Predictions predictions, int groups) {
        long classes = predictions.labels().size();
        return predictions.kind() == Output.Kind.LABEL && classes * (classes + 1) * groups <= MOST_CELLS;
    }

    /** Counts the rows of each group in one pass. */
    static Confusion[] grouped(Predictions predictions, GroupColumn column) {
        int[] truth = predictions.truth();
        int[] predicted = predictions.predicted();
        int[] groups = column.codes();
        int classes = predictions.labels().size();
        int answers = answers(predictions);
        int[] even = new int[column.levels().size() * classes * answers];
        int[] odd = new int[even.length];
        int row = 0;
        for (; row + 1 < truth.length; row += 2) {
            even[(groups[row] * classes + truth[row]) * answers + predicted[row]]++;
            odd[(groups[row + 1] * classes + truth[row + 1]) * answers + predicted[row + 1]]++;
        }
        if (row < truth.length) {
            even[(groups[row] * classes + truth[row]) * answers + predicted[row]]++;
        }
        Confusion[] matrices = new Confusion[column.levels().size()];
        for (int group = 0; group < matrices.length; group++) {
            double[] cells = new double[classes * answers];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = even[group * cells.length + cell] + odd[group * cells.length + cell];
            }
            matrices[group] = new Confusion(classes, answers, cells);
        }
        return matrices;
    }

    private static double[] add(int[] truth, int[] predicted, double[] weights, int classes, int answers) {
        double[] cells = new double[classes * answers];
        for (int row = 0; row < truth.length; row++) {
            cells[truth[row] * answers + predicted[row]] += weights[row];
        }
        return cells;
    }

    double[] truths() {
        double[] sums = new double[classes];
        for (int cell = 0; cell < cells.length; cell++) {
            sums[cell / answers] += cells[cell];
        }
        return sums;
    }

    double[] answered() {
        double[] sums = new double[answers];
        for (int cell = 0; cell < cells.length; cell++) {
            sums[cell % answers] += cells[cell];
        }
        return sums;
    }

    double total() {
        double total = 0;
        for (double cell : cells) {
            total += cell;
        }
        return total;
    }
}
