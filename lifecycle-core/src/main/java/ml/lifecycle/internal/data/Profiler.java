package ml.lifecycle.internal.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.signature.ColumnType;

/** Computes profiles. */
final class Profiler {

    /** How many frequent values are kept. */
    static final int TOP = 20;
    /** A longer text is cut in a profile, which lives in an event of bounded size. */
    static final int TOP_LENGTH = 100;
    private static final int QUANTILES = 11;

    private Profiler() {}

    static Profile profile(List<Col> columns, int rows) {
        return new TableProfile(rows, columns.stream().map(Profiler::column).toList());
    }

    private static ColumnProfile column(Col column) {
        return column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER
                ? numbers(column)
                : values(column);
    }

    private static ColumnProfile numbers(Col column) {
        double[] values = new double[column.size()];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (!column.isMissing(row)) {
                values[count++] = column.number(row);
            }
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        Moments moments = Moments.of(sorted);
        return new ColumnProfile(column.name(), column.type(), column.size(), column.size() - count,
                column.type() == ColumnType.INTEGER ? distinctIntegers(column) : distinct(sorted),
                count == 0 ? Double.NaN : sorted[0], count == 0 ? Double.NaN : sorted[count - 1],
                moments.mean(), moments.standardDeviation(), quantiles(sorted), Map.of());
    }

    /** By comparing, so that 0.0 and −0.0 are one value. */
    private static long distinct(double[] sorted) {
        long distinct = sorted.length == 0 ? 0 : 1;
        for (int index = 1; index < sorted.length; index++) {
            if (sorted[index] != sorted[index - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    /** As {@code long}: beyond 2⁵³ two whole numbers may be one {@code double}. */
    private static long distinctIntegers(Col column) {
        long[] values = new long[column.size()];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (column.value(row) instanceof Long value) {
                values[count++] = value;
            }
        }
        return Arrays.stream(values, 0, count).distinct().count();
    }

    /** With linear interpolation between neighbours: type 7 of Hyndman and Fan, The American Statistician 50 (1996). */
    private static double[] quantiles(double[] sorted) {
        if (sorted.length == 0) {
            return new double[0];
        }
        double[] quantiles = new double[QUANTILES];
        for (int step = 0; step < QUANTILES; step++) {
            double position = (sorted.length - 1) * (step / (double) (QUANTILES - 1));
            int below = (int) Math.floor(position);
            int above = Math.min(below + 1, sorted.length - 1);
            double share = position - below;
            // Weighted, not by the difference, which may overflow.
            quantiles[step] = share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[above] * share;
        }
        return quantiles;
    }

    private static ColumnProfile values(Col column) {
        Map<String, Long> counts = new HashMap<>();
        long missing = 0;
        for (int row = 0; row < column.size(); row++) {
            String value = column.text(row);
            if (value == null) {
                missing++;
            } else {
                counts.merge(value, 1L, Long::sum);
            }
        }
        return new ColumnProfile(column.name(), column.type(), column.size(), missing, counts.size(),
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, new double[0], top(counts));
    }

    private static Map<String, Long> top(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .collect(Collectors.toMap(entry -> cut(entry.getKey()), Map.Entry::getValue, Long::sum,
                        LinkedHashMap::new));
    }

    private static String cut(String text) {
        return text.length() <= TOP_LENGTH ? text : text.substring(0, TOP_LENGTH - 1) + "…";
    }
}
