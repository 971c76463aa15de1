package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.signature.CheckedRows;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/** Makes features of the values of a row, in training as in prediction. */
final class FeatureRow {

    private final List<Column> columns;
    /** The features of a row without missing values, sorted; {@code null} where they depend on the row. */
    private final String @Nullable [] sorted;
    /** For each of the sorted features the place of its value in a row. */
    private final int[] places;

    /**
     * @param columns the inputs, in the order of the values
     * @throws RefusedException if a column has a type that features cannot have, or two columns make the same feature
     */
    FeatureRow(List<Column> columns) {
        this.columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (column.type() == ColumnType.TIMESTAMP) {
                throw new RefusedException("Column '" + Names.printable(column.name()) + "' is TIMESTAMP, of which there"
                        + " are no features; leave it out, or make numbers of it, such as the hour or the age.");
            }
            List<String> features = column.type() == ColumnType.TEXT
                    ? column.levels().stream().map(level -> feature(column, level)).toList()
                    : List.of(column.name());
            for (String feature : features) {
                if (!names.add(feature)) {
                    throw new RefusedException("Two columns make the feature '" + Names.printable(feature)
                            + "'; rename one of them.");
                }
            }
        }
        boolean fixed = columns.stream().noneMatch(column -> column.type() == ColumnType.TEXT);
        places = IntStream.range(0, columns.size()).boxed()
                .sorted(Comparator.comparing(place -> columns.get(place).name()))
                .mapToInt(Integer::intValue).toArray();
        sorted = fixed
                ? Arrays.stream(places).mapToObj(place -> columns.get(place).name()).toArray(String[]::new) : null;
    }

    /** The feature that a text of a column makes. */
    static String feature(Column column, String level) {
        return column.name() + "=" + level;
    }

    /** Whether a row can have a feature of that name. */
    boolean makes(String feature) {
        return columns.stream().anyMatch(column -> makes(column, feature));
    }

    private static boolean makes(Column column, String feature) {
        return column.type() != ColumnType.TEXT
                ? column.name().equals(feature)
                : column.levels().isEmpty()
                        ? feature.startsWith(feature(column, ""))
                        : column.levels().stream().anyMatch(level -> feature(column, level).equals(feature));
    }

    /** The column that makes a feature; the feature itself if none does. */
    String column(String feature) {
        return columns.stream().filter(column -> makes(column, feature)).map(Column::name).findFirst().orElse(feature);
    }

    /** Whether a feature is a text of a column. */
    boolean isText(String feature) {
        return columns.stream().anyMatch(column -> column.type() == ColumnType.TEXT && makes(column, feature));
    }

    /** Whether a feature is a column of true and false. */
    boolean isBoolean(String feature) {
        return columns.stream().anyMatch(column -> column.type() == ColumnType.BOOLEAN && column.name().equals(feature));
    }

    /** The features of a row that is only to be predicted; a missing value has none. */
    <T extends Output<T>> Example<T> row(T output, @Nullable Object[] values) {
        String[] names = sorted;
        if (names == null) {
            return example(output, values);
        }
        double[] numbers = new double[names.length];
        for (int index = 0; index < numbers.length; index++) {
            Object value = values[places[index]];
            if (value == null) {
                return example(output, values);
            }
            numbers[index] = number(value);
        }
        return new RowExample<>(output, names, numbers);
    }

    /** Whether the features of rows of numbers can be made without an object for each value. */
    boolean canRead(CheckedRows rows) {
        return sorted != null && rows.areNumbers();
    }

    /** The features of one of the rows that it {@link #canRead}; as {@link #row(Output, Object[])} makes them. */
    <T extends Output<T>> Example<T> row(T output, CheckedRows rows, int row) {
        return new RowExample<>(output, Objects.requireNonNull(sorted, "features"), rows.numbers(row, places));
    }

    /** The features of a row; a missing value has none. */
    <T extends Output<T>> Example<T> example(T output, @Nullable Object[] values) {
        String[] names = new String[values.length];
        double[] numbers = new double[values.length];
        int count = 0;
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value == null) {
                continue;
            }
            names[count] = value instanceof String level ? feature(columns.get(index), level)
                    : columns.get(index).name();
            numbers[count++] = number(value);
        }
        return count == values.length
                ? new ArrayExample<>(output, names, numbers)
                : new ArrayExample<>(output, Arrays.copyOf(names, count), Arrays.copyOf(numbers, count));
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return Boolean.FALSE.equals(value) ? 0 : 1;
    }

    /** The names of all features, for messages. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.name()));
        return names;
    }
}
