package ml.lifecycle.internal.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.data.ColumnChange.Bin;

/**
 * The values of one column in two sets of data, counted in the same bins for people to look at: parts of equal width, or the
 * most frequent texts.
 */
public final class Overlay {

    private static final int BINS = 20;
    private static final int CATEGORIES = 20;
    /** A longer text is cut. */
    private static final int TEXT = 100;
    /** What lies further out than so many interquartile ranges may not press all else into one bin. */
    private static final double FENCE = 3;
    /** From here on doubles have no fractions, and soon leave whole numbers out. */
    private static final double LARGE = 1L << 52;

    private final Distribution before;
    private final Distribution now;

    private Overlay(Distribution before, Distribution now) {
        this.before = before;
        this.now = now;
    }

    /**
     * Counts both.
     *
     * @param before that of the reference
     * @param now that of the current data, of the same kind
     * @return the bins, none if both have no value
     */
    public static List<Bin> of(Distribution before, Distribution now) {
        Overlay overlay = new Overlay(before, now);
        if (before.present + now.present == 0) {
            return List.of();
        }
        return before.texts == null ? overlay.numbers() : overlay.texts();
    }

    private List<Bin> numbers() {
        double low = Math.min(first(before), first(now));
        double high = Math.max(last(before), last(now));
        if (isWhole(before) && isWhole(now) && high - low < Integer.MAX_VALUE) {
            return whole(low, high);
        }
        double from = Math.max(low, Math.min(fence(before, -1), fence(now, -1)));
        double to = Math.min(high, Math.max(fence(before, 1), fence(now, 1)));
        boolean far = from < to && to / 2 - from / 2 < (high / 2 - low / 2) / 2;
        return far ? parts(low, from, to, high) : parts(low, low, high, high);
    }

    private static double first(Distribution side) {
        return side.present == 0 ? Double.POSITIVE_INFINITY : side.values[0];
    }

    private static double last(Distribution side) {
        return side.present == 0 ? Double.NEGATIVE_INFINITY : side.values[side.values.length - 1];
    }

    private static boolean isWhole(Distribution side) {
        return Arrays.stream(side.values).allMatch(value -> value == Math.rint(value) && Math.abs(value) < LARGE);
    }

    /** Where what lies far out begins, below or above. */
    private static double fence(Distribution side, int sign) {
        if (side.present == 0) {
            return sign * Double.NEGATIVE_INFINITY;
        }
        double low = quartile(side, 0.25);
        double high = quartile(side, 0.75);
        return (sign < 0 ? low : high) + sign * FENCE * (high - low);
    }

    private static double quartile(Distribution side, double share) {
        double below = 0;
        for (int index = 0; index < side.values.length; index++) {
            below += side.counts[index];
            if (below >= share * side.present) {
                return side.values[index];
            }
        }
        return last(side);
    }

    /** Each bin holds the same number of whole numbers, so that none is higher for that alone. */
    private List<Bin> whole(double low, double high) {
        double width = Math.ceil((high - low + 1) / BINS);
        int bins = (int) Math.ceil((high - low + 1) / width);
        double[] edges = new double[bins];
        Arrays.setAll(edges, bin -> low + bin * width);
        long[] then = count(before, edges);
        long[] current = count(now, edges);
        List<Bin> found = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            found.add(Bin.range(edges[bin], edges[bin] + width - 1, then[bin], current[bin]));
        }
        return found;
    }

    /** Twenty parts of equal width, and one on either side for what lies far out, if anything does. */
    private List<Bin> parts(double low, double from, double to, double high) {
        double[] edges = new double[BINS + 3];
        int used = 0;
        if (low < from) {
            edges[used++] = low;
        }
        int parts = from < to ? BINS : 1;
        for (int part = 0; part < parts; part++) {
            double share = part / (double) BINS;
            // Weighted, not by the difference, which may overflow.
            edges[used++] = from * (1 - share) + to * share;
        }
        if (to < high) {
            edges[used++] = to;
        }
        double[] begins = Arrays.copyOf(edges, used);
        long[] then = count(before, begins);
        long[] current = count(now, begins);
        List<Bin> found = new ArrayList<>();
        for (int bin = 0; bin < used; bin++) {
            found.add(Bin.range(begins[bin], bin + 1 < used ? begins[bin + 1] : high, then[bin], current[bin]));
        }
        return found;
    }

    /** How many values lie from each edge on, up to the next one. */
    private static long[] count(Distribution side, double[] edges) {
        long[] counts = new long[edges.length];
        int bin = 0;
        for (int index = 0; index < side.values.length; index++) {
            while (bin + 1 < edges.length && side.values[index] >= edges[bin + 1]) {
                bin++;
            }
            counts[bin] += side.counts[index];
        }
        return counts;
    }

    private List<Bin> texts() {
        Map<String, long[]> counts = new TreeMap<>();
        before.texts.forEach((text, count) -> counts.computeIfAbsent(text, unused -> new long[2])[0] += count);
        now.texts.forEach((text, count) -> counts.computeIfAbsent(text, unused -> new long[2])[1] += count);
        List<Bin> found = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -Math.max(entry.getValue()[0] / (double) before.present,
                        entry.getValue()[1] / (double) now.present)))
                .limit(CATEGORIES)
                .forEach(entry -> found.add(Bin.category(cut(entry.getKey()), entry.getValue()[0], entry.getValue()[1])));
        long then = before.present - found.stream().mapToLong(Bin::before).sum();
        long current = now.present - found.stream().mapToLong(Bin::now).sum();
        if (then + current > 0) {
            found.add(Bin.others(then, current));
        }
        return found;
    }

    private static String cut(String text) {
        return text.length() <= TEXT ? text : text.substring(0, TEXT - 1) + "…";
    }
}
