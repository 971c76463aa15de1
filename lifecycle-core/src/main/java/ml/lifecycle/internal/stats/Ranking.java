package ml.lifecycle.internal.stats;

import java.util.Arrays;
import ml.lifecycle.gate.MetricKind;

/** Scores in falling order, each with its row and whether it belongs to a true one; sorted once, weighed often. */
final class Ranking {

    private final int[] rows;
    private final boolean[] positive;
    /** Whether the score is the last of equal ones. */
    private final boolean[] last;

    private Ranking(double[] scores, int[] rows, boolean[] positive) {
        int[] order = order(scores);
        this.rows = new int[order.length];
        this.positive = new boolean[order.length];
        this.last = new boolean[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            this.rows[rank] = rows[order[rank]];
            this.positive[rank] = positive[order[rank]];
            this.last[rank] = rank + 1 == order.length || scores[order[rank]] != scores[order[rank + 1]];
        }
    }

    /** The positions by falling score, without boxing: the sorted scores tell where each position belongs. */
    private static int[] order(double[] scores) {
        double[] values = scores.clone();
        Arrays.sort(values);
        int[] first = new int[scores.length];
        int distinct = 0;
        int[] order = new int[scores.length];
        double[] levels = new double[scores.length];
        for (int at = 0; at < values.length; at++) {
            if (at == 0 || values[at] != values[at - 1]) {
                levels[distinct] = values[at];
                first[distinct++] = at;
            }
        }
        for (int at = 0; at < scores.length; at++) {
            int level = Arrays.binarySearch(levels, 0, distinct, scores[at]);
            order[scores.length - 1 - first[level]++] = at;
        }
        return order;
    }

    static Ranking ofClass(int[] truth, double[][] scores, int label) {
        double[] values = new double[truth.length];
        int[] rows = new int[truth.length];
        boolean[] positive = new boolean[truth.length];
        for (int row = 0; row < truth.length; row++) {
            values[row] = scores[row][label] + 0.0;
            rows[row] = row;
            positive[row] = truth[row] == label;
        }
        return new Ranking(values, rows, positive);
    }

    static Ranking pooled(int[] truth, double[][] scores) {
        int labels = truth.length == 0 ? 0 : scores[0].length;
        double[] values = new double[truth.length * labels];
        int[] rows = new int[values.length];
        boolean[] positive = new boolean[values.length];
        for (int at = 0; at < values.length; at++) {
            rows[at] = at / labels;
            values[at] = scores[rows[at]][at % labels] + 0.0;
            positive[at] = truth[rows[at]] == at % labels;
        }
        return new Ranking(values, rows, positive);
    }

    Statistic statistic(MetricKind kind) {
        return kind == MetricKind.ROC_AUC ? this::area : this::averagePrecision;
    }

    /**
     * The share of pairs of a true and an other row in which the true one has the higher score, ties counted half:
     * J. A. Hanley, B. J. McNeil, Radiology 143 (1982).
     */
    private double area(double[] weights) {
        double found = 0;
        double others = 0;
        double tiedFound = 0;
        double tiedOthers = 0;
        double won = 0;
        for (int rank = 0; rank < rows.length; rank++) {
            double weight = weights[rows[rank]];
            if (positive[rank]) {
                tiedFound += weight;
            } else {
                tiedOthers += weight;
            }
            if (last[rank]) {
                won += tiedOthers * (found + tiedFound / 2);
                found += tiedFound;
                others += tiedOthers;
                tiedFound = 0;
                tiedOthers = 0;
            }
        }
        return won / (found * others);
    }

    /** The area with its bounds, each row counted once. */
    Area area() {
        int trues = 0;
        for (boolean one : positive) {
            trues += one ? 1 : 0;
        }
        double[] placements = new double[trues];
        double[] lost = new double[positive.length - trues];
        int found = 0;
        int others = 0;
        for (int first = 0, end; first < positive.length; first = end) {
            end = first;
            int tied = 0;
            do {
                tied += positive[end] ? 1 : 0;
            } while (!last[end++]);
            int more = end - first - tied;
            double beaten = lost.length - others - more / 2.0;
            Arrays.fill(placements, found, found + tied, beaten / lost.length);
            Arrays.fill(lost, others, others + more, (found + tied / 2.0) / trues);
            found += tied;
            others += more;
        }
        return new Area(placements, lost);
    }

    /** The sum over falling thresholds of the step in recall times the precision there. */
    private double averagePrecision(double[] weights) {
        double found = 0;
        double seen = 0;
        double tiedFound = 0;
        double sum = 0;
        for (int rank = 0; rank < rows.length; rank++) {
            double weight = weights[rows[rank]];
            seen += weight;
            tiedFound += positive[rank] ? weight : 0;
            if (last[rank]) {
                found += tiedFound;
                sum += seen > 0 ? tiedFound * found / seen : 0;
                tiedFound = 0;
            }
        }
        return sum / found;
    }
}
