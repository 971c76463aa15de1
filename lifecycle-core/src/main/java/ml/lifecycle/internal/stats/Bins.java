package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;

/** The values of one column in two tables, counted in the same bins. */
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

    static Bins of(TableColumn reference, TableColumn current) {
        return reference.type() == ColumnType.TEXT ? ofTexts(reference, current) : ofNumbers(reference, current);
    }

    /**
     * Ten bins of equal share in the reference, fewer where many values are the same, and one for missing values. A bin
     * contains its upper edge; the last one is open.
     */
    private static Bins ofNumbers(TableColumn reference, TableColumn current) {
        double[] sorted = numbers(reference);
        Arrays.sort(sorted);
        double[] edges = edges(sorted);
        Bins bins = new Bins(edges.length + 2);
        count(reference, edges, bins.reference);
        count(current, edges, bins.current);
        return bins;
    }

    static double[] numbers(TableColumn column) {
        double[] numbers = new double[column.size()];
        int present = 0;
        for (int row = 0; row < numbers.length; row++) {
            if (!column.isMissing(row)) {
                numbers[present++] = column.number(row);
            }
        }
        return Arrays.copyOf(numbers, present);
    }

    private static double[] edges(double[] sorted) {
        double[] edges = new double[NUMBER_OF_BINS];
        int distinct = 0;
        for (int bin = 1; bin < NUMBER_OF_BINS && sorted.length > 0; bin++) {
            double edge = sorted[(int) ((long) sorted.length * bin / NUMBER_OF_BINS)];
            if (edge < sorted[sorted.length - 1] && (distinct == 0 || edge > edges[distinct - 1])) {
                edges[distinct++] = edge;
            }
        }
        return Arrays.copyOf(edges, distinct);
    }

    private static void count(TableColumn column, double[] edges, double[] counts) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                counts[counts.length - 1]++;
            } else {
                int place = Arrays.binarySearch(edges, column.number(row));
                counts[place >= 0 ? place : -place - 1]++;
            }
        }
    }

    private static Bins ofTexts(TableColumn reference, TableColumn current) {
        Map<String, double[]> counts = new LinkedHashMap<>();
        count(reference, counts, 0);
        count(current, counts, 1);
        List<double[]> largest = counts.values().stream()
                .sorted((a, b) -> Double.compare(b[0] + b[1], a[0] + a[1])).toList();
        Bins bins = new Bins(Math.min(CATEGORIES, largest.size()) + 1);
        for (int category = 0; category < largest.size(); category++) {
            int bin = Math.min(category, CATEGORIES);
            bins.reference[bin] += largest.get(category)[0];
            bins.current[bin] += largest.get(category)[1];
        }
        return bins;
    }

    private static void count(TableColumn column, Map<String, double[]> counts, int table) {
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            // A missing value is a category of its own, which no text can be.
            String key = text == null ? "" : "=" + text;
            counts.computeIfAbsent(key, unused -> new double[2])[table]++;
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
