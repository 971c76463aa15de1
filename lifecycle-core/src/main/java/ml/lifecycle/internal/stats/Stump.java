package ml.lifecycle.internal.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;

/** How far one column alone tells another: the accuracy of a small tree on the rows that have both. */
public final class Stump {

    private static final int CLASSES = 20;

    /** The class of each row, in the order of the column's numbers. */
    private final int[] classes;
    private final double[] numbers;
    private final int known;

    private Stump(double[] numbers, int[] classes, int known) {
        this.numbers = numbers;
        this.classes = classes;
        this.known = known;
    }

    /**
     * The accuracy of the best tree: for texts the most frequent class of each text, for numbers a tree grown greedily to
     * one leaf for each class. Measured on the rows it was made of, so it is no promise for others.
     *
     * @param column what is known
     * @param truth the classes, as text
     * @return from 0 to 1; 0 where there are more than 20 classes or fewer than two, where texts hardly repeat, or where the
     *         most frequent class is right as often
     */
    public static double told(TableColumn column, TableColumn truth) {
        Map<String, Integer> labels = new HashMap<>();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            String label = truth.text(row);
            if (label != null && !column.isMissing(row)) {
                labels.putIfAbsent(label, labels.size());
                rows.add(row);
            }
        }
        if (labels.size() < 2 || labels.size() > CLASSES) {
            return 0;
        }
        boolean text = column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOLEAN;
        int[] frequent = new int[labels.size()];
        rows.forEach(row -> frequent[labels.get(truth.text(row))]++);
        double right = text ? ofTexts(column, truth, rows, labels) : ofNumbers(column, truth, rows, labels);
        return right > max(frequent) ? right / rows.size() : 0;
    }

    private static double ofTexts(TableColumn column, TableColumn truth, List<Integer> rows, Map<String, Integer> labels) {
        Map<String, int[]> counts = new HashMap<>();
        rows.forEach(row -> counts.computeIfAbsent(String.valueOf(column.text(row)), unused -> new int[labels.size()])
                [labels.get(truth.text(row))]++);
        return 2 * counts.size() > rows.size() ? 0 : counts.values().stream().mapToInt(Stump::max).sum();
    }

    private static double ofNumbers(TableColumn column, TableColumn truth, List<Integer> rows, Map<String, Integer> labels) {
        List<Integer> order = new ArrayList<>(rows);
        order.sort((a, b) -> Double.compare(column.number(a), column.number(b)));
        Stump stump = new Stump(order.stream().mapToDouble(column::number).toArray(),
                order.stream().mapToInt(row -> labels.get(truth.text(row))).toArray(), labels.size());
        return stump.grow();
    }

    /** Splits the part that gains most until there is a leaf for each class, and counts the rows that are right. */
    private int grow() {
        List<Part> leaves = new ArrayList<>(List.of(part(0, numbers.length)));
        while (leaves.size() < known) {
            Part best = leaves.get(0);
            for (Part leaf : leaves) {
                best = leaf.gain() > best.gain() ? leaf : best;
            }
            if (best.gain() == 0) {
                break;
            }
            leaves.remove(best);
            leaves.add(part(best.from, best.split));
            leaves.add(part(best.split, best.to));
        }
        return leaves.stream().mapToInt(leaf -> leaf.right).sum();
    }

    /** Some rows in order, how many the most frequent class has, and the best place to split them. */
    private record Part(int from, int to, int right, int split, int rightOfBoth) {

        int gain() {
            return rightOfBoth - right;
        }
    }

    private Part part(int from, int to) {
        int[] above = new int[known];
        for (int index = from; index < to; index++) {
            above[classes[index]]++;
        }
        int[] below = new int[known];
        int right = max(above);
        int best = right;
        int split = from;
        for (int index = from; index < to - 1; index++) {
            below[classes[index]]++;
            above[classes[index]]--;
            if (numbers[index] < numbers[index + 1] && max(below) + max(above) > best) {
                best = max(below) + max(above);
                split = index + 1;
            }
        }
        return new Part(from, to, right, split, best);
    }

    private static int max(int[] counts) {
        return Arrays.stream(counts).max().orElse(0);
    }
}
