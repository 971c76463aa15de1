package ml.lifecycle.internal.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** Makes a table of values. */
final class ValueTable {

    private final String name;
    private final @Nullable Object[] values;
    private final BitSet missing = new BitSet();

    private ValueTable(String name, List<? extends @Nullable Object> values) {
        this.name = name;
        this.values = values.toArray();
        Arrays.setAll(this.values, row -> plain(this.values[row]));
    }

    static Table of(Map<String, ? extends List<? extends @Nullable Object>> columns) {
        return of(columns, Map.of());
    }

    /** A table of which some columns have a type even where they have no value. */
    static Table of(Map<String, ? extends List<? extends @Nullable Object>> columns, Map<String, ColumnType> types) {
        if (columns.isEmpty()) {
            throw new RefusedException("A table needs at least one column; give values by column name.");
        }
        List<Col> built = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int rows = -1;
        for (Map.Entry<String, ? extends List<? extends @Nullable Object>> entry : columns.entrySet()) {
            String problem = ColumnNames.problem(entry.getKey(), names);
            if (problem != null) {
                throw new RefusedException("Column " + (names.size() + 1) + " of the table " + problem + ".");
            }
            names.add(entry.getKey());
            ValueTable column = new ValueTable(entry.getKey(), entry.getValue());
            if (rows >= 0 && column.values.length != rows) {
                throw new RefusedException("Column '" + Names.printable(entry.getKey()) + "' has "
                        + column.values.length + " values, the columns before it have " + rows
                        + "; give each row a value in each column, null where there is none.");
            }
            rows = column.values.length;
            built.add(column.column(types.get(entry.getKey())));
        }
        return new ColumnTable(built, rows);
    }

    /** The kinds of values of Java that stand for a value of a table, as that. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof ZonedDateTime time ? time.toInstant() : value;
    }

    /** The type that values of a class have, whatever they are; {@code null} if that depends on them. */
    static @Nullable ColumnType typeOf(Class<?> type) {
        if (type == double.class || type == Double.class || type == float.class || type == Float.class
                || type == BigDecimal.class) {
            return ColumnType.NUMBER;
        }
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class
                || type == short.class || type == Short.class || type == byte.class || type == Byte.class) {
            return ColumnType.INTEGER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return ColumnType.BOOLEAN;
        }
        if (type == Instant.class || type == LocalDate.class || type == LocalDateTime.class
                || type == OffsetDateTime.class || type == ZonedDateTime.class) {
            return ColumnType.TIMESTAMP;
        }
        return type == String.class || type.isEnum() ? ColumnType.TEXT : null;
    }

    private Col column(@Nullable ColumnType declared) {
        ColumnType type = declared;
        for (int row = 0; row < values.length; row++) {
            Object value = values[row];
            if (value == null || value instanceof Double number && number.isNaN()
                    || value instanceof Float single && single.isNaN()) {
                missing.set(row);
                // A column of nothing but NaN is still one of numbers.
                type = value == null ? type : merge(type, ColumnType.NUMBER, row);
            } else {
                type = merge(type, typeOf(value, row), row);
            }
        }
        return build(type == null ? ColumnType.TEXT : type);
    }

    private ColumnType typeOf(Object value, int row) {
        if (value instanceof Number number) {
            return isWhole(number) ? ColumnType.INTEGER : ColumnType.NUMBER;
        }
        if (value instanceof String) {
            return ColumnType.TEXT;
        }
        if (value instanceof Boolean) {
            return ColumnType.BOOLEAN;
        }
        if (value instanceof Instant) {
            return ColumnType.TIMESTAMP;
        }
        throw new RefusedException(place(row) + " holds a " + value.getClass().getName()
                + "; expected a Number, String, enum, Boolean, date, moment or null.");
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short
                || number instanceof Byte || number instanceof BigInteger big && big.bitLength() < Long.SIZE;
    }

    private ColumnType merge(@Nullable ColumnType before, ColumnType now, int row) {
        if (before == null || before == now) {
            return now;
        }
        if (isNumeric(before) && isNumeric(now)) {
            return ColumnType.NUMBER;
        }
        throw new RefusedException(place(row) + " holds a value that is " + now + ", the rows before it hold " + before
                + "; one column holds one kind of values.");
    }

    private static boolean isNumeric(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    private String place(int row) {
        return "Column '" + Names.printable(name) + "', row " + row;
    }

    private Col build(ColumnType type) {
        Col.Head head = new Col.Head(name, type, missing);
        return switch (type) {
            case NUMBER -> new NumberCol(head, numbers(), null);
            case INTEGER -> new IntegerCol(head, integers(), null);
            case BOOLEAN -> booleans(head);
            case TIMESTAMP -> timestamps(head);
            case TEXT -> texts(head);
        };
    }

    private double[] numbers() {
        double[] numbers = new double[values.length];
        for (int row = 0; row < numbers.length; row++) {
            if (values[row] instanceof Number number && !missing.get(row)) {
                numbers[row] = number.doubleValue();
                if (!Double.isFinite(numbers[row])) {
                    throw new RefusedException(place(row) + " holds " + numbers[row]
                            + "; expected a finite number, or null if there is no value.");
                }
            }
        }
        return numbers;
    }

    private long[] integers() {
        long[] numbers = new long[values.length];
        for (int row = 0; row < numbers.length; row++) {
            if (values[row] instanceof Number number) {
                numbers[row] = number.longValue();
            }
        }
        return numbers;
    }

    private Col booleans(Col.Head head) {
        BitSet bits = new BitSet(values.length);
        for (int row = 0; row < values.length; row++) {
            bits.set(row, Boolean.TRUE.equals(values[row]));
        }
        return new BooleanCol(head, bits, values.length, null);
    }

    private Col timestamps(Col.Head head) {
        long[] seconds = new long[values.length];
        int[] nanos = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            if (values[row] instanceof Instant moment) {
                seconds[row] = moment.getEpochSecond();
                nanos[row] = moment.getNano();
            }
        }
        return new TimestampCol(head, seconds, nanos, null);
    }

    private Col texts(Col.Head head) {
        Map<String, Integer> levels = new HashMap<>();
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            if (values[row] instanceof String text) {
                codes[row] = TextCol.code(levels, text);
            }
        }
        return new TextCol(head, TextCol.levels(levels), codes, null);
    }
}
