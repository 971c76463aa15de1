package ml.lifecycle.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A row that breaks a signature in exactly one place.
 *
 * @param kind which rule it breaks
 * @param column where
 * @param row the row
 */
public record BrokenRow(Kind kind, String column, Map<String, @Nullable Object> row) {

    /** Makes the row unmodifiable. */
    public BrokenRow {
        row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }

    /**
     * Breaks a row in each way that its signature makes possible.
     *
     * @param signature the contract
     * @param valid a row that keeps it
     * @return the broken rows, in the order of the columns, extra columns last
     */
    public static List<BrokenRow> allOf(Signature signature, Map<String, ? extends @Nullable Object> valid) {
        List<BrokenRow> broken = new ArrayList<>();
        each(signature, valid, broken::add);
        return broken;
    }

    /** Breaks a row in each way, one after the other: the rows of many columns together would fill the memory. */
    static void each(
            Signature signature, Map<String, ? extends @Nullable Object> valid, Consumer<BrokenRow> broken) {
        for (Column column : signature.inputs()) {
            BiConsumer<Kind, @Nullable Object> put = (kind, value) ->
                    broken.accept(new BrokenRow(kind, column.name(), with(valid, column, value)));
            missing(column, valid, broken, put);
            wrongTypes(column.type()).forEach(value -> put.accept(Kind.WRONG_TYPE, value));
            if (column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER) {
                put.accept(Kind.NOT_A_NUMBER, Double.NaN);
                put.accept(Kind.INFINITE, Double.POSITIVE_INFINITY);
                put.accept(Kind.INFINITE, Double.NEGATIVE_INFINITY);
            }
            outside(column).forEach(value -> put.accept(Kind.OUT_OF_RANGE, value));
            if (!column.levels().isEmpty()) {
                put.accept(Kind.UNSEEN_LEVEL, unseen(column.levels()));
            }
        }
        extra(signature, valid, broken);
    }

    private static void missing(Column column, Map<String, ? extends @Nullable Object> valid,
            Consumer<BrokenRow> broken, BiConsumer<Kind, @Nullable Object> put) {
        if (column.required()) {
            Map<String, @Nullable Object> without = new LinkedHashMap<>(valid);
            without.remove(column.name());
            broken.accept(new BrokenRow(Kind.MISSING, column.name(), without));
            put.accept(Kind.MISSING, null);
        }
    }

    private static List<Object> wrongTypes(ColumnType type) {
        return switch (type) {
            case NUMBER -> List.of("not a number", "1.0", true);
            case INTEGER -> List.of("not a number", "1", true, 0.5);
            case TEXT -> List.of(7.0, true);
            case BOOLEAN -> List.of("true", 1.0);
            case TIMESTAMP -> List.of("2020-01-01T00:00:00Z", 0.0);
        };
    }

    /** The nearest numbers outside, and far ones: a comparison that is off by one end is found too. */
    private static List<Object> outside(Column column) {
        Range range = column.range();
        if (range == null) {
            return List.of();
        }
        if (column.type() == ColumnType.INTEGER) {
            BigDecimal below = BigDecimal.valueOf(Math.ceil(range.min()) - 1);
            BigDecimal above = BigDecimal.valueOf(Math.floor(range.max()) + 1);
            return List.of(below.longValue(), above.longValue());
        }
        double width = Math.max(1, range.max() - range.min());
        return List.of(Math.nextDown(range.min()), Math.nextUp(range.max()), range.min() - width, range.max() + width);
    }

    private static String unseen(List<String> levels) {
        String level = "never seen";
        while (levels.contains(level)) {
            level += "!";
        }
        return level;
    }

    private static void extra(
            Signature signature, Map<String, ? extends @Nullable Object> valid, Consumer<BrokenRow> broken) {
        String name = "extra_column";
        while (valid.containsKey(name) || signature.inputs().stream().map(Column::name).anyMatch(name::equals)) {
            name += "_";
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>(valid);
        more.put(name, 1.0);
        broken.accept(new BrokenRow(Kind.EXTRA, name, more));
    }

    private static Map<String, @Nullable Object> with(
            Map<String, ? extends @Nullable Object> valid, Column column, @Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(valid);
        row.put(column.name(), value);
        return row;
    }
}
