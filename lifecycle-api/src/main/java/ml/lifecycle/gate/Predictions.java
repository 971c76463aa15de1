package ml.lifecycle.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered, beside the truth, row by row. Immutable as long as the arrays given are not changed.
 *
 * <p>Labels and clusters are kept as codes: indices into {@link #labels}. Numbers are kept as they are.
 */
public final class Predictions {

    private static final double[] NONE = {};

    private final Output.Kind kind;
    private final List<String> labels;
    private final int[] truthCodes;
    private final int[] predictedCodes;
    private final double[] truthNumbers;
    private final double[] predictedNumbers;
    private final double @Nullable [][] scores;
    private final Map<String, GroupColumn> groups;
    private final double @Nullable [] weights;
    private final boolean @Nullable [] unanswered;

    private Predictions(Output.Kind kind, List<String> labels, int[] truthCodes, int[] predictedCodes,
            double[] truthNumbers, double[] predictedNumbers, double @Nullable [][] scores,
            Map<String, GroupColumn> groups, double @Nullable [] weights, boolean @Nullable [] unanswered) {
        this.kind = kind;
        this.labels = List.copyOf(labels);
        this.truthCodes = truthCodes;
        this.predictedCodes = predictedCodes;
        this.truthNumbers = truthNumbers;
        this.predictedNumbers = predictedNumbers;
        this.scores = scores;
        this.groups = groups;
        this.weights = weights;
        this.unanswered = unanswered;
    }

    /**
     * Labels, as text.
     *
     * @param truth the true label of each row
     * @param predicted the predicted label of each row
     * @return the predictions
     * @throws RefusedException if the lists differ in length
     */
    public static Predictions ofLabels(List<String> truth, List<String> predicted) {
        requireValues("true", truth);
        requireValues("predicted", predicted);
        Set<String> labels = new LinkedHashSet<>(truth);
        labels.addAll(predicted);
        List<String> domain = new ArrayList<>(labels);
        domain.sort(null);
        return ofCodes(domain, encode(truth, domain), encode(predicted, domain));
    }

    private static void requireValues(String what, List<String> labels) {
        int row = 0; // Lists that hold no null do not even want to be asked for one.
        for (String label : labels) {
            if (label == null) {
                throw new RefusedException("The " + what + " label of row " + row + " (counted from 0) is null; leave rows without"
                        + " a true label out, and name those that were not answered by notAnswered(rows).");
            }
            row++;
        }
    }

    private static int[] encode(List<String> values, List<String> domain) {
        Map<String, Integer> index = new LinkedHashMap<>();
        domain.forEach(label -> index.put(label, index.size()));
        return values.stream().mapToInt(index::get).toArray();
    }

    /**
     * Labels, as indices.
     *
     * @param labels the labels
     * @param truth the index of the true label of each row
     * @param predicted the index of the predicted label of each row
     * @return the predictions
     * @throws RefusedException if the arrays differ in length, or an index is none of a label
     */
    public static Predictions ofCodes(List<String> labels, int[] truth, int[] predicted) {
        requireSameLength(truth.length, predicted.length);
        requireCodes(labels.size(), truth);
        requireCodes(labels.size(), predicted);
        return new Predictions(Output.Kind.LABEL, labels, truth, predicted, NONE, NONE, null, Map.of(), null, null);
    }

    /**
     * Clusters beside the true classes.
     *
     * @param classes the true classes
     * @param truth the index of the true class of each row
     * @param clusters the cluster of each row, from 0
     * @return the predictions
     * @throws RefusedException if the arrays differ in length, or an index is none of a class, or a cluster is negative
     */
    public static Predictions ofClusters(List<String> classes, int[] truth, int[] clusters) {
        requireSameLength(truth.length, clusters.length);
        requireCodes(classes.size(), truth);
        requireCodes(Integer.MAX_VALUE, clusters);
        return new Predictions(Output.Kind.CLUSTER, classes, truth, clusters, NONE, NONE, null, Map.of(), null, null);
    }

    /**
     * Numbers.
     *
     * @param truth the true number of each row
     * @param predicted the predicted number of each row
     * @return the predictions
     * @throws RefusedException if the arrays differ in length
     */
    public static Predictions ofNumbers(double[] truth, double[] predicted) {
        requireSameLength(truth.length, predicted.length);
        return new Predictions(
                Output.Kind.NUMBER, List.of(), new int[0], new int[0], truth, predicted, null, Map.of(), null, null);
    }

    private static void requireSameLength(int truth, int predicted) {
        if (truth != predicted) {
            throw new RefusedException("There are " + truth + " true values and " + predicted
                    + " predicted ones; give one of each for every row.");
        }
    }

    private static void requireCodes(int labels, int[] codes) {
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < 0 || codes[row] >= labels) {
                throw new RefusedException("Row " + row + " has the code " + codes[row] + ", but there are "
                        + labels + " labels, coded from 0.");
            }
        }
    }

    /**
     * The same predictions with a score for each label.
     *
     * @param scores for each row the scores in the order of the labels
     * @return the predictions with scores
     * @throws RefusedException if there are more or fewer rows, or scores in a row
     */
    public Predictions scores(double[][] scores) {
        requireSameLength(rows(), scores.length);
        for (double[] row : scores) {
            if (row.length != labels.size()) {
                throw new RefusedException("A row has " + row.length + " scores for " + labels.size()
                        + " labels; give one for each label, in the order " + labels + ".");
            }
        }
        return new Predictions(
                kind, labels, truthCodes, predictedCodes, truthNumbers, predictedNumbers, scores, groups, weights,
                unanswered);
    }

    /**
     * The same predictions with a column of groups, for slices and fairness.
     *
     * @param column the name of the column
     * @param values the group of each row
     * @return the predictions with groups
     * @throws RefusedException if there are more or fewer rows
     */
    public Predictions group(String column, GroupColumn values) {
        requireSameLength(rows(), values.codes().length);
        requireCodes(values.levels().size(), values.codes());
        Map<String, GroupColumn> more = new LinkedHashMap<>(groups);
        more.put(column, values);
        return new Predictions(
                kind, labels, truthCodes, predictedCodes, truthNumbers, predictedNumbers, scores, more, weights,
                unanswered);
    }

    /**
     * The same predictions with a weight for each row, which metrics then count it by.
     *
     * @param weights one for each row, finite and 0 or more; not copied, not to be changed
     * @return the predictions with weights
     * @throws RefusedException if there are more or fewer weights than rows, or one is negative, NaN or infinite
     */
    public Predictions weights(double[] weights) {
        requireSameLength(rows(), weights.length);
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new RefusedException("Row " + row + " has the weight " + weights[row]
                        + "; expected a finite number, 0 or more.");
            }
        }
        return new Predictions(kind, labels, truthCodes, predictedCodes, truthNumbers, predictedNumbers, scores, groups,
                scaled(weights), unanswered);
    }

    /** Only the ratios of weights count. A power of two changes no digit of them, and keeps sums and squares in range. */
    private static double[] scaled(double[] weights) {
        double greatest = Arrays.stream(weights).max().orElse(0);
        int exponent = greatest > 0 ? Math.getExponent(greatest) : 0;
        return Arrays.stream(weights).map(weight -> Math.scalb(Math.scalb(weight, -exponent / 2), exponent / 2 - exponent))
                .toArray();
    }

    /**
     * The same predictions, of which some rows got no answer, because the model refused them. In metrics of labels such a row
     * is wrong whatever its truth: it is missed by the recall of its class, and predicted to be of none. Metrics of scores,
     * numbers and clusters are not defined with such a row, since no answer can stand for one that was not given.
     *
     * @param rows the numbers of these rows, from 0; what was predicted and scored for them is not looked at
     * @return the predictions
     * @throws RefusedException if there is no such row
     */
    public Predictions notAnswered(int... rows) {
        if (rows.length == 0) {
            return this;
        }
        boolean[] missing = unanswered == null ? new boolean[rows()] : unanswered.clone();
        int[] codes = predictedCodes.clone();
        double[] numbers = predictedNumbers.clone();
        for (int row : rows) {
            if (row < 0 || row >= rows()) {
                throw new RefusedException("Row " + row + " cannot be without an answer: there are " + rows()
                        + " rows, counted from 0.");
            }
            missing[row] = true;
            if (kind == Output.Kind.NUMBER) {
                numbers[row] = Double.NaN;
            } else if (kind == Output.Kind.LABEL) {
                codes[row] = labels.size();
            }
        }
        return new Predictions(kind, labels, truthCodes, codes, truthNumbers, numbers, scores, groups, weights, missing);
    }

    /**
     * Some of the rows, with their scores, groups and weights.
     *
     * @param rows their numbers, from 0, in the order wanted
     * @return predictions for these rows
     */
    public Predictions select(int... rows) {
        Map<String, GroupColumn> chosen = new LinkedHashMap<>();
        groups.forEach((column, values) ->
                chosen.put(column, new GroupColumn(values.levels(), pick(values.codes(), rows))));
        double[][] some = scores == null ? null : new double[rows.length][];
        for (int row = 0; some != null && row < rows.length; row++) {
            some[row] = scores[rows[row]];
        }
        double[] weighed = weights == null ? null : pick(weights, rows);
        boolean[] missing = unanswered == null ? null : pick(unanswered, rows);
        return kind == Output.Kind.NUMBER
                ? new Predictions(kind, labels, truthCodes, predictedCodes, pick(truthNumbers, rows),
                        pick(predictedNumbers, rows), some, chosen, weighed, missing)
                : new Predictions(kind, labels, pick(truthCodes, rows), pick(predictedCodes, rows), truthNumbers,
                        predictedNumbers, some, chosen, weighed, missing);
    }

    private static int[] pick(int[] values, int[] rows) {
        int[] picked = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            picked[row] = values[rows[row]];
        }
        return picked;
    }

    private static boolean @Nullable [] pick(boolean[] values, int[] rows) {
        boolean[] picked = new boolean[rows.length];
        boolean any = false;
        for (int row = 0; row < rows.length; row++) {
            picked[row] = values[rows[row]];
            any |= picked[row];
        }
        return any ? picked : null;
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            picked[row] = values[rows[row]];
        }
        return picked;
    }

    /**
     * Whether labels, numbers or clusters were predicted.
     *
     * @return the kind
     */
    public Output.Kind kind() {
        return kind;
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    public int rows() {
        return kind == Output.Kind.NUMBER ? truthNumbers.length : truthCodes.length;
    }

    /**
     * How many rows got an answer.
     *
     * @return {@link #rows()}, less those that were refused
     */
    public int answered() {
        int answered = rows();
        for (int row = 0; unanswered != null && row < unanswered.length; row++) {
            answered -= unanswered[row] ? 1 : 0;
        }
        return answered;
    }

    /**
     * Whether all rows got an answer.
     *
     * @return whether no row was refused
     */
    public boolean isAnswered() {
        return unanswered == null;
    }

    /**
     * The labels, or the true classes of clusters.
     *
     * @return the labels; none for numbers
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * The true label of each row.
     *
     * @return indices of labels, not to be changed; empty for numbers
     */
    public int[] truth() {
        return truthCodes;
    }

    /**
     * The predicted label or cluster of each row.
     *
     * @return indices of labels, not to be changed; the number of labels for a row without an answer; empty for numbers
     */
    public int[] predicted() {
        return predictedCodes;
    }

    /**
     * The true number of each row.
     *
     * @return the numbers, not to be changed; empty for labels and clusters
     */
    public double[] truthNumbers() {
        return truthNumbers;
    }

    /**
     * The predicted number of each row.
     *
     * @return the numbers, not to be changed; empty for labels and clusters
     */
    public double[] predictedNumbers() {
        return predictedNumbers;
    }

    /**
     * The scores of each row, in the order of the labels.
     *
     * @return the scores, not to be changed, or {@code null} if there are none
     */
    public double @Nullable [][] scores() {
        return scores;
    }

    /**
     * The weight of each row.
     *
     * @return the weights, not to be changed, or {@code null} if all rows count the same
     */
    public double @Nullable [] weights() {
        return weights;
    }

    /**
     * The columns of groups by name.
     *
     * @return the groups
     */
    public Map<String, GroupColumn> groups() {
        return Collections.unmodifiableMap(groups);
    }
}
