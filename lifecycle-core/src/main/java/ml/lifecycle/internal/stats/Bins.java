package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of one column in two sets of data, counted in the same bins. */
final class Bins {

    private static final int NUMBER_OF_BINS = 10;
    /** Rarer texts share one bin. */
    private static final int CATEGORIES = 50;

    final double[] reference;
    final double[] current;

    private Bins(int bins) {
        reference = new double[bins];
        current = new double[bins];
    }

    static Bins of(Distribution reference, Distribution current) {
        return reference.texts == null ? ofNumbers(reference, current) : ofTexts(reference, current);
    }

    /**
     * Ten bins of equal share in the reference, fewer where many values are the same, and one for missing values. A bin
     * contains its upper edge; the last one is open.
     */
    private static Bins ofNumbers(Distribution reference, Distribution current) {
        double[] edges = edges(reference);
        Bins bins = new Bins(edges.length + 2);
        count(reference, edges, bins.reference);
        count(current, edges, bins.current);
        return bins;
    }

    private static double[] edges(Distribution reference) {
        double[] edges = new double[NUMBER_OF_BINS];
        int distinct = 0;
        long before = 0;
        int bin = 1;
        // The last value is no edge, since the last bin is open.
        for (int index = 0; index < reference.values.length - 1; index++) {
            before += reference.counts[index];
            if (bin < NUMBER_OF_BINS && before > reference.present * bin / NUMBER_OF_BINS) {
                edges[distinct++] = reference.values[index];
                while (bin < NUMBER_OF_BINS && before > reference.present * bin / NUMBER_OF_BINS) {
                    bin++;
                }
            }
        }
        return Arrays.copyOf(edges, distinct);
    }

    private static void count(Distribution column, double[] edges, double[] counts) {
        counts[counts.length - 1] += column.missing;
        for (int index = 0; index < column.values.length; index++) {
            int place = Arrays.binarySearch(edges, column.values[index]);
            counts[place >= 0 ? place : -place - 1] += column.counts[index];
        }
    }

    private static Bins ofTexts(Distribution reference, Distribution current) {
        Map<String, double[]> counts = new TreeMap<>();
        count(reference, counts, 0);
        count(current, counts, 1);
        List<double[]> largest = counts.values().stream()
                .sorted((a, b) -> Double.compare(b[0] + b[1], a[0] + a[1])).toList();
        Bins bins = new Bins(Math.min(CATEGORIES, largest.size()) + 2);
        for (int category = 0; category < largest.size(); category++) {
            int bin = Math.min(category, CATEGORIES);
            bins.reference[bin] += largest.get(category)[0];
            bins.current[bin] += largest.get(category)[1];
        }
        bins.uncounted(reference, bins.reference);
        bins.uncounted(current, bins.current);
        return bins;
    }

    /** Texts so rare that a profile does not count them share the last bin. */
    private void uncounted(Distribution column, double[] counts) {
        counts[counts.length - 1] += column.rows() - Arrays.stream(counts).sum();
    }

    private static void count(Distribution column, Map<String, double[]> counts, int table) {
        // A missing value is a category of its own, which no text can be.
        column.texts.forEach((text, count) -> counts.computeIfAbsent("=" + text, unused -> new double[2])[table] += count);
        if (column.missing > 0) {
            counts.computeIfAbsent("", unused -> new double[2])[table] += column.missing;
        }
    }

    /** Bins that hold anything. */
    int used() {
        int used = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            used += reference[bin] + current[bin] > 0 ? 1 : 0;
        }
        return used;
    }
}
