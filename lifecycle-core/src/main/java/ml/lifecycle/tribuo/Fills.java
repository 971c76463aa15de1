package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/**
 * What stands in for a value that is missing. Immutable.
 *
 * @param all one for each column
 */
record Fills(List<Fill> all) {

    /**
     * Of one column.
     *
     * @param column its name
     * @param feature the feature that a row without a value gets: the column's name, or of a text {@code column=text}
     * @param value the value of that feature
     */
    record Fill(String column, String feature, double value) {

        /** Whether a feature is a value of the column. */
        boolean isOf(String name) {
            return feature.equals(column) ? name.equals(column)
                    : name.startsWith(column) && name.startsWith("=", column.length());
        }
    }

    Fills {
        all = List.copyOf(all);
    }

    static Fills learn(List<TableColumn> columns, ImputeTrainer.Fill fill) {
        return new Fills(columns.stream().map(column -> learn(column, fill)).toList());
    }

    private static Fill learn(TableColumn column, ImputeTrainer.Fill fill) {
        int[] present = IntStream.range(0, column.size()).filter(row -> !column.isMissing(row)).toArray();
        if (present.length == 0) {
            throw new RefusedException("Column '" + Names.printable(column.name()) + "' has no value in any row of training,"
                    + " so nothing can stand in for one; leave the column out.");
        }
        if (column.type() == ColumnType.TEXT) {
            return new Fill(column.name(), column.name() + "=" + mostFrequent(column, present), 1);
        }
        if (column.type() == ColumnType.BOOLEAN) {
            return new Fill(column.name(), column.name(), "true".equals(mostFrequent(column, present)) ? 1 : 0);
        }
        double[] values = Arrays.stream(present).mapToDouble(column::number).sorted().toArray();
        double value = fill == ImputeTrainer.Fill.MEAN
                ? Arrays.stream(values).sum() / values.length
                : values[(values.length - 1) / 2] / 2 + values[values.length / 2] / 2;
        return new Fill(column.name(), column.name(), value);
    }

    /** Of equally frequent ones the first in the order of texts. */
    private static String mostFrequent(TableColumn column, int[] rows) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            counts.merge(String.valueOf(column.text(row)), 1, Integer::sum);
        }
        return counts.entrySet().stream().max((left, right) -> left.getValue().equals(right.getValue())
                ? right.getKey().compareTo(left.getKey()) : left.getValue() - right.getValue()).orElseThrow().getKey();
    }

    /** The example itself, if it has a value of each column; otherwise a copy that has. */
    <T extends Output<T>> Example<T> complete(Example<T> example) {
        if (example.size() == all.size()) {
            return example;
        }
        List<String> names = new ArrayList<>(all.size());
        List<Double> values = new ArrayList<>(all.size());
        for (Feature feature : example) {
            names.add(feature.getName());
            values.add(feature.getValue());
        }
        int given = names.size();
        for (Fill fill : all) {
            if (names.subList(0, given).stream().noneMatch(fill::isOf)) {
                names.add(fill.feature);
                values.add(fill.value);
            }
        }
        return new ArrayExample<>(example.getOutput(), names.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
