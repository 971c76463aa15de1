package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of predictions, or all of them. For a metric of labels their confusion matrix is enough, so the rows of
 * groups are counted in one pass and are picked out only where somebody asks for them.
 */
public final class Part {

    private final Predictions whole;
    private final int size;
    private final Supplier<int[]> numbers;
    private @Nullable Confusion matrix;
    private @Nullable Predictions selected;
    private final Map<Integer, Ranking> rankings = new HashMap<>();

    private Part(Predictions whole, int size, Supplier<int[]> numbers) {
        this.whole = whole;
        this.size = size;
        this.numbers = numbers;
    }

    /**
     * All rows.
     *
     * @param predictions the rows
     * @return the part that is the whole
     */
    public static Part all(Predictions predictions) {
        Part all = new Part(predictions, predictions.rows(), () -> IntStream.range(0, predictions.rows()).toArray());
        all.selected = predictions;
        return all;
    }

    /**
     * The rows of each group.
     *
     * @param metric what is to be computed in each
     * @param predictions all rows
     * @param column the group of each row
     * @return one part for each level of the column, also of those without rows
     */
    public static List<Part> groups(Metric metric, Predictions predictions, GroupColumn column) {
        int levels = column.levels().size();
        return Metrics.isOfLabels(metric) && predictions.weights() == null && Confusion.canGroup(predictions, levels)
                ? counted(predictions, column)
                : gathered(predictions, column);
    }

    private static List<Part> counted(Predictions predictions, GroupColumn column) {
        Confusion[] matrices = Confusion.grouped(predictions, column);
        int[] codes = column.codes();
        return IntStream.range(0, matrices.length).mapToObj(level -> {
            Part part = new Part(predictions, (int) matrices[level].total(),
                    () -> IntStream.range(0, codes.length).filter(row -> codes[row] == level).toArray());
            part.matrix = matrices[level];
            return part;
        }).toList();
    }

    private static List<Part> gathered(Predictions predictions, GroupColumn column) {
        int[] codes = column.codes();
        int[] sizes = new int[column.levels().size()];
        for (int code : codes) {
            sizes[code]++;
        }
        int[][] rows = new int[sizes.length][];
        Arrays.setAll(rows, level -> new int[sizes[level]]);
        int[] found = new int[sizes.length];
        for (int row = 0; row < codes.length; row++) {
            rows[codes[row]][found[codes[row]]++] = row;
        }
        return Arrays.stream(rows).map(chosen -> new Part(predictions, chosen.length, () -> chosen)).toList();
    }

    /**
     * How many rows it has.
     *
     * @return 0 or more
     */
    public int rows() {
        return size;
    }

    /**
     * Which rows of the whole it has.
     *
     * @return their numbers, ascending
     */
    public int[] numbers() {
        return numbers.get();
    }

    /** All rows, for what is the same in each part: labels, and whether there are scores and weights. */
    Predictions whole() {
        return whole;
    }

    /** These rows alone. */
    Predictions predictions() {
        Predictions known = selected;
        if (known == null) {
            known = whole.select(numbers());
            selected = known;
        }
        return known;
    }

    /** The counts of labels or clusters, without weights. */
    Confusion matrix() {
        Confusion known = matrix;
        if (known == null) {
            known = Confusion.of(predictions(), null);
            matrix = known;
        }
        return known;
    }

    /**
     * These rows by falling score of a class; sorted once.
     *
     * @param label the index of the class
     * @param scores those of these rows
     */
    Ranking ranking(int label, double[][] scores) {
        return rankings.computeIfAbsent(label, one -> Ranking.ofClass(predictions().truth(), scores, one));
    }
}
