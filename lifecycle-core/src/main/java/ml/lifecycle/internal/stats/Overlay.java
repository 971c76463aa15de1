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
        boolean whole = isWhole(before) && isWhole(now);
        double from = Math.max(low, Math.min(fence(before, -1), fence(now, -1)));
        double to = Math.min(high, Math.max(fence(before, 1), fence(now, 1)));
        if (!isFar(low, from, to, high, whole)) {
            from = low;
            to = high;
        }
        return whole && to - from < Integer.MAX_VALUE ? whole(low, Math.floor(from), Math.ceil(to), high)
                : parts(low, from, to, high);
    }

    /** Whether what lies far out would press all else into few bins; whole numbers that have a bin each are not pressed. */
    private static boolean isFar(double low, double from, double to, double high, boolean whole) {
        return from < to && to / 2 - from / 2 < (high / 2 - low / 2) / 2 && !(whole && high - low < BINS);
    }

    /**
     * The parts of a histogram: twenty of equal width, and one more on either side for what lies further out than three
     * interquartile ranges, where that would press all else together.
     *
     * @param side the numbers, at least two different ones
     * @param low the least number
     * @param high the greatest number
     * @return where each part begins, ascending; the last one ends with the greatest number
     */
    public static double[] edges(Distribution side, double low, double high) {
        double from = Math.max(low, fence(side, -1));
        double to = Math.min(high, fence(side, 1));
        return isFar(low, from, to, high, isWhole(side)) ? edges(low, from, to, high) : edges(low, low, high, high);
    }

    /**
     * How many numbers lie in each part.
     *
     * @param side the numbers
     * @param edges where each part begins, ascending; none for no parts
     * @return their counts
     */
    public static long[] count(Distribution side, double[] edges) {
        long[] counts = new long[edges.length];
        int bin = 0;
        for (int index = 0; index < side.values.length && edges.length > 0; index++) {
            while (bin + 1 < edges.length && side.values[index] >= edges[bin + 1]) {
                bin++;
            }
            counts[bin] += side.counts[index];
        }
        return counts;
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
        double low = side.quantile(0.25);
        double high = side.quantile(0.75);
        return (sign < 0 ? low : high) + sign * FENCE * (high - low);
    }

    /** Each bin holds the same number of whole numbers, so that none is higher for that alone; but for those far out. */
    private List<Bin> whole(double low, double from, double to, double high) {
        double width = Math.ceil((to - from + 1) / BINS);
        int bins = (int) Math.ceil((to - from + 1) / width);
        double[] edges = new double[bins + 2];
        int used = 0;
        if (low < from) {
            edges[used++] = low;
        }
        for (int bin = 0; bin < bins; bin++) {
            edges[used++] = from + bin * width;
        }
        double end = from + bins * width;
        if (end <= high) {
            edges[used++] = end;
        }
        return bins(Arrays.copyOf(edges, used), Math.max(end - 1, high), 1);
    }

    private List<Bin> parts(double low, double from, double to, double high) {
        return bins(edges(low, from, to, high), high, 0);
    }

    /** Twenty parts of equal width, and one on either side for what lies far out, if anything does. */
    private static double[] edges(double low, double from, double to, double high) {
        double[] edges = new double[BINS + 2];
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
        return Arrays.copyOf(edges, used);
    }

    /** Bins that begin at these edges, of which each ends so much before the next one. */
    private List<Bin> bins(double[] edges, double end, int gap) {
        long[] then = count(before, edges);
        long[] current = count(now, edges);
        List<Bin> found = new ArrayList<>();
        for (int bin = 0; bin < edges.length; bin++) {
            double to = bin + 1 < edges.length ? edges[bin + 1] - gap : end;
            found.add(Bin.range(edges[bin], to, then[bin], current[bin]));
        }
        return found;
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
