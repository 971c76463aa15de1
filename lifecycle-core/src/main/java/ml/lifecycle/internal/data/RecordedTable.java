package ml.lifecycle.internal.data;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** Makes a table of values that stand in arrays already. */
public final class RecordedTable {

    private RecordedTable() {}

    /**
     * A column.
     *
     * @param name its name
     * @param type its type
     * @param numbers for numbers and booleans (0 and 1): the values, NaN where there is none, else finite and whole where
     *         the type says so; empty for the other types
     * @param objects for texts and timestamps: {@code String} or {@code Instant}, {@code null} where there is none; empty for
     *         the other types
     */
    public record Values(String name, ColumnType type, double[] numbers, @Nullable Object[] objects) {}

    /**
     * Makes a table.
     *
     * @param columns the columns, with different names
     * @param rows how many of the values count
     * @return a table that shares nothing with the arrays
     */
    public static Table of(List<Values> columns, int rows) {
        return new ColumnTable(columns.stream().map(column -> column(column, rows)).toList(), rows);
    }

    private static Col column(Values column, int rows) {
        BitSet missing = new BitSet();
        Col.Head head = new Col.Head(column.name(), column.type(), missing);
        return switch (column.type()) {
            case NUMBER -> new NumberCol(head, numbers(column, rows, missing), null);
            case INTEGER -> integers(head, numbers(column, rows, missing));
            case BOOLEAN -> booleans(head, numbers(column, rows, missing));
            case TEXT -> texts(head, column.objects(), rows);
            case TIMESTAMP -> moments(head, column.objects(), rows);
        };
    }

    private static double[] numbers(Values column, int rows, BitSet missing) {
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            double value = column.numbers()[row];
            if (Double.isNaN(value)) {
                missing.set(row);
            } else {
                numbers[row] = value;
            }
        }
        return numbers;
    }

    private static Col integers(Col.Head head, double[] numbers) {
        long[] integers = new long[numbers.length];
        for (int row = 0; row < integers.length; row++) {
            integers[row] = (long) numbers[row];
        }
        return new IntegerCol(head, integers, null);
    }

    private static Col booleans(Col.Head head, double[] numbers) {
        BitSet bits = new BitSet(numbers.length);
        for (int row = 0; row < numbers.length; row++) {
            bits.set(row, numbers[row] != 0);
        }
        return new BooleanCol(head, bits, numbers.length, null);
    }

    private static Col texts(Col.Head head, @Nullable Object[] values, int rows) {
        Map<String, Integer> levels = new HashMap<>();
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            if (values[row] instanceof String text) {
                codes[row] = TextCol.code(levels, text);
            } else {
                head.missing().set(row);
            }
        }
        return new TextCol(head, TextCol.levels(levels), codes, null);
    }

    private static Col moments(Col.Head head, @Nullable Object[] values, int rows) {
        long[] seconds = new long[rows];
        int[] nanos = new int[rows];
        for (int row = 0; row < rows; row++) {
            if (values[row] instanceof Instant moment) {
                seconds[row] = moment.getEpochSecond();
                nanos[row] = moment.getNano();
            } else {
                head.missing().set(row);
            }
        }
        return new TimestampCol(head, seconds, nanos, null);
    }
}
