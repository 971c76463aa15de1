package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one column in two sets of data, counted in the same bins. Texts, and numbers of which neither side has more
 * than ten, have a bin for each value of either side. Other numbers have ten bins of equal share in the reference, one
 * below and one above all of its values, and one for numbers between these that the reference does not have, if it repeats
 * its own so that equal data would hardly bring new ones. Missing values have a bin of their own, if they count.
 */
final class Bins {

    static final int EQUAL_SHARES = 10;

    final double[] reference;
    final double[] current;
    /** The same current rows with those beyond the reference, or new between its numbers, in the nearest bins of its own. */
    final double[] currentWithin;
    /** How many of the current numbers lie below, and above, all of the reference, where these have bins of their own. */
    final long below;
    final long above;
    /** Whether the reference divides its range into bins. */
    final boolean divided;

    private Bins(double[] reference, double[] current, double[] currentWithin, long below, long above, boolean divided) {
        this.reference = reference;
        this.current = current;
        this.currentWithin = currentWithin;
        this.below = below;
        this.above = above;
        this.divided = divided;
    }

    /**
     * Counts both.
     *
     * @param reference the column of the reference
     * @param current the column judged, of the same kind
     * @param missing whether missing values count
     */
    static Bins of(Distribution reference, Distribution current, boolean missing) {
        Bins bins = reference.texts != null ? ofTexts(reference.texts, current.texts)
                : Math.max(reference.values.length, current.values.length) <= EQUAL_SHARES
                        ? ofTexts(reference.numberCounts(), current.numberCounts())
                        : ofNumbers(reference, current);
        return missing && reference.missing + current.missing > 0 ? bins.with(reference.missing, current.missing) : bins;
    }

    private Bins with(long before, long now) {
        return new Bins(and(reference, before), and(current, now), and(currentWithin, now), below, above, divided);
    }

    private static double[] and(double[] counts, long more) {
        double[] all = Arrays.copyOf(counts, counts.length + 1);
        all[counts.length] = more;
        return all;
    }

    private static <T extends Comparable<T>> Bins ofTexts(Map<T, Long> reference, Map<T, Long> current) {
        // In order, so that sums do not depend on where a value stood.
        Map<T, double[]> counts = new TreeMap<>();
        reference.forEach((value, count) -> counts.computeIfAbsent(value, unused -> new double[2])[0] += count);
        current.forEach((value, count) -> counts.computeIfAbsent(value, unused -> new double[2])[1] += count);
        double[] now = counts.values().stream().mapToDouble(both -> both[1]).toArray();
        return new Bins(counts.values().stream().mapToDouble(both -> both[0]).toArray(), now, now, 0, 0, false);
    }

    private static Bins ofNumbers(Distribution reference, Distribution current) {
        double[] edges = edges(reference);
        int inner = edges.length + 1;
        // Behind the bins within the range: below, above, and new between.
        double[] before = new double[inner + 3];
        double[] now = new double[inner + 3];
        double[] within = new double[inner + 3];
        for (int index = 0; index < reference.values.length; index++) {
            count(Arrays.binarySearch(edges, reference.values[index]), reference.counts[index], before);
        }
        boolean repeats = reference.singles() * (double) current.present <= reference.present;
        double least = reference.values.length == 0 ? Double.POSITIVE_INFINITY : reference.values[0];
        double greatest = reference.values.length == 0 ? least : reference.values[reference.values.length - 1];
        for (int index = 0; index < current.values.length; index++) {
            double value = current.values[index];
            int place = Arrays.binarySearch(edges, value);
            count(place, current.counts[index], within);
            if (value < least) {
                now[inner] += current.counts[index];
            } else if (value > greatest) {
                now[inner + 1] += current.counts[index];
            } else if (repeats && Arrays.binarySearch(reference.values, value) < 0) {
                now[inner + 2] += current.counts[index];
            } else {
                count(place, current.counts[index], now);
            }
        }
        return new Bins(before, now, within, (long) now[inner], (long) now[inner + 1], true);
    }

    /** A number that is an edge itself counts half on either side of it, so that bins of mirrored numbers are mirrored. */
    private static void count(int place, double rows, double[] counts) {
        if (place >= 0) {
            counts[place] += rows / 2;
            counts[place + 1] += rows / 2;
        } else {
            counts[-place - 1] += rows;
        }
    }

    /**
     * Between the numbers where the share below is nearest to each tenth, in the middle of both; of two that are as near,
     * the one nearer to the median, and both beside the median itself.
     */
    private static double[] edges(Distribution reference) {
        double[] edges = new double[EQUAL_SHARES];
        int used = 0;
        long before = 0;
        for (int index = 0; index + 1 < reference.values.length; index++) {
            before += reference.counts[index];
            if (isNearest(before, reference.counts[index], reference.counts[index + 1], reference.present)) {
                edges[used++] = reference.values[index] / 2 + reference.values[index + 1] / 2;
            }
        }
        return Arrays.copyOf(edges, used);
    }

    /** Whether no other place between numbers is nearer to one of the tenths than that with so many rows below. */
    private static boolean isNearest(long below, long last, long next, long all) {
        for (int tenth = 1; tenth < EQUAL_SHARES; tenth++) {
            // In tenths of rows, so that all is whole.
            long off = EQUAL_SHARES * below - tenth * all;
            long offBefore = Math.abs(off - EQUAL_SHARES * last);
            long offAfter = Math.abs(off + EQUAL_SHARES * next);
            boolean firstOk = below == last || Math.abs(off) < offBefore
                    || Math.abs(off) == offBefore && 2 * tenth <= EQUAL_SHARES;
            boolean lastOk = below + next == all || Math.abs(off) < offAfter
                    || Math.abs(off) == offAfter && 2 * tenth >= EQUAL_SHARES;
            if (firstOk && lastOk) {
                return true;
            }
        }
        return false;
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
