package ml.lifecycle.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;

/** Rows that keep a signature, made from it alone. */
public final class SampleRows {

    /** The range used where a signature allows any number: wide enough to reach every branch of an ordinary model. */
    private static final Range ANY = new Range(-1000, 1000);
    private static final double ABSENT = 0.2;
    private static final int SECONDS = 1_000_000_000;

    private SampleRows() {}

    /**
     * Rows drawn evenly from the ranges and levels; the same seed gives the same rows.
     *
     * @param signature the contract
     * @param count how many
     * @param seed the seed
     * @return unmodifiable rows
     */
    public static List<Map<String, Object>> draw(Signature signature, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Column column : signature.inputs()) {
                if (column.required() || random.nextDouble() >= ABSENT) {
                    row.put(column.name(), value(column, random.nextDouble()));
                }
            }
            rows.add(Collections.unmodifiableMap(row));
        }
        return rows;
    }

    /**
     * One plain row, with all columns.
     *
     * @param signature the contract
     * @return an unmodifiable row
     */
    public static Map<String, Object> plain(Signature signature) {
        Map<String, Object> row = new LinkedHashMap<>();
        signature.inputs().forEach(column -> row.put(column.name(), value(column, 0.5)));
        return Collections.unmodifiableMap(row);
    }

    /**
     * The range from which numbers of a column are drawn.
     *
     * @param column a column of numbers
     * @return its range, or a wide one if it has none
     */
    public static Range rangeOf(Column column) {
        Range range = column.range();
        return range == null ? ANY : range;
    }

    /** A value of the column; {@code share} in [0, 1) says where in the range or in the levels it lies. */
    private static Object value(Column column, double share) {
        return switch (column.type()) {
            case NUMBER -> number(rangeOf(column), share);
            case INTEGER -> integer(rangeOf(column), share);
            case TEXT -> column.levels().isEmpty()
                    ? "text " + (int) (share * 100)
                    : column.levels().get((int) (share * column.levels().size()));
            case BOOLEAN -> share >= 0.5;
            case TIMESTAMP -> Instant.ofEpochSecond((long) (share * SECONDS));
        };
    }

    /** Weighted ends instead of min + width: the width of a huge range would overflow. */
    private static double number(Range range, double share) {
        return Math.min(range.max(), Math.max(range.min(), range.min() * (1 - share) + range.max() * share));
    }

    private static long integer(Range range, double share) {
        long low = (long) Math.ceil(range.min());
        long high = (long) Math.floor(range.max());
        return (long) Math.min(high, Math.max(low, Math.floor(number(new Range(low, Math.max(low, high)), share))));
    }
}
