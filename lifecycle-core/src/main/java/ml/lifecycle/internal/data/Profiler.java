package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.internal.stats.Distribution;
import ml.lifecycle.internal.stats.Overlay;

/** Says of counts what a profile says. */
final class Profiler {

    /** How many frequent values are shown. */
    static final int TOP = 20;
    /** A longer text is cut. */
    private static final int TOP_LENGTH = 100;
    private static final int QUANTILES = 11;
    private static final double FENCE = 1.5;

    private static final int FEWEST_PAIRS = 3;

    private Profiler() {}

    static ColumnProfile column(ColumnCounts column) {
        return column.isNumeric() ? numbers(column) : values(column);
    }

    private static ColumnProfile numbers(ColumnCounts column) {
        boolean none = column.rows == column.missing;
        double min = none ? Double.NaN : column.min;
        double max = none ? Double.NaN : column.max;
        NumberCounts.Sorted sorted = column.numbers.sorted(min, max);
        Distribution values = Distribution.numbers(column.name, sorted.values(), sorted.counts(), column.missing);
        double[] edges = min < max ? Overlay.edges(values, min, max) : new double[0];
        // Rounding may put the mean of equal values one step outside of them, and so give them a spread.
        double mean = none ? Double.NaN : Math.min(max, Math.max(min, column.moments.mean()));
        return new ColumnProfile(column.name, column.type, column.rows, column.missing,
                distinct(column, column.numbers.distinct()),
                min, max, mean, min == max && column.rows - column.missing > 1 ? 0 : column.moments.standardDeviation(),
                min < max ? column.moments.skewness() : Double.NaN,
                none ? new double[0] : quantiles(sorted, min, max), edges, Overlay.count(values, edges),
                outliers(sorted), Map.of(), null, null, column.numbers.isExact());
    }

    /** An estimate may lie above what is possible. */
    private static long distinct(ColumnCounts column, long counted) {
        return Math.min(counted, column.rows - column.missing);
    }

    private static double[] quantiles(NumberCounts.Sorted sorted, double min, double max) {
        double[] quantiles = new double[QUANTILES];
        for (int step = 1; step < QUANTILES - 1; step++) {
            quantiles[step] = TableCounts.quantile(sorted, step / (double) (QUANTILES - 1));
        }
        quantiles[0] = min;
        quantiles[QUANTILES - 1] = max;
        return quantiles;
    }

    private static long outliers(NumberCounts.Sorted sorted) {
        double low = TableCounts.quantile(sorted, 0.25);
        double high = TableCounts.quantile(sorted, 0.75);
        double reach = FENCE * (high - low);
        long outliers = 0;
        for (int index = 0; index < sorted.values().length; index++) {
            if (sorted.values()[index] < low - reach || sorted.values()[index] > high + reach) {
                outliers += sorted.counts()[index];
            }
        }
        return outliers;
    }

    private static ColumnProfile values(ColumnCounts column) {
        return new ColumnProfile(column.name, column.type, column.rows, column.missing,
                distinct(column, column.texts.distinct()),
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, new double[0], new double[0], new long[0], 0,
                top(column.texts.counts()), column.times.earliest(), column.times.latest(), column.texts.isExact());
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

    /** What does not vary correlates with nothing but rounding errors, and two rows lie on a line whatever they are. */
    static List<Correlation> correlations(TableCounts counts) {
        List<Correlation> correlations = new ArrayList<>();
        for (int second = 1; counts.pairs.areCompared() && second < counts.numeric.size(); second++) {
            for (int first = 0; first < second; first++) {
                double pearson = counts.pairs.pearson(first, second);
                boolean vary = counts.numeric.get(first).varies() && counts.numeric.get(second).varies();
                if (vary && !Double.isNaN(pearson) && counts.pairs.rows(first, second) >= FEWEST_PAIRS) {
                    correlations.add(new Correlation(counts.numeric.get(first).name, counts.numeric.get(second).name,
                            pearson, counts.sample.spearman(first, second), counts.pairs.rows(first, second)));
                }
            }
        }
        correlations.sort(Comparator.comparingDouble(Correlation::strength).reversed());
        return List.copyOf(correlations);
    }
}
