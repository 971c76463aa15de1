package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** Rows that belong together. */
final class Strata {

    private Strata() {}

    /** The rows of each value of a column, sorted by the value as text. */
    static List<int[]> of(TableColumn column) {
        Map<String, IntStream.Builder> rows = new TreeMap<>();
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text == null) {
                throw missing(column, row);
            }
            rows.computeIfAbsent(text, absent -> IntStream.builder()).add(row);
        }
        List<int[]> strata = new ArrayList<>();
        rows.values().forEach(members -> strata.add(members.build().toArray()));
        return strata;
    }

    /** How many rows of each have a share, by largest remainders: the total is right, and none is more than one row off. */
    static int[] counts(List<int[]> strata, double share) {
        int[] counts = new int[strata.size()];
        double[] remainders = new double[counts.length];
        int total = 0;
        int given = 0;
        for (int stratum = 0; stratum < counts.length; stratum++) {
            int size = strata.get(stratum).length;
            double wanted = size * share;
            counts[stratum] = Math.min(size - 1, Math.max(1, (int) Math.floor(wanted)));
            remainders[stratum] = counts[stratum] == size - 1 ? -1 : wanted - counts[stratum];
            given += counts[stratum];
            total += size;
        }
        long missing = Math.round(total * share) - given;
        int[] order = IntStream.range(0, counts.length).boxed()
                .sorted((left, right) -> Double.compare(remainders[right], remainders[left]))
                .mapToInt(Integer::intValue).toArray();
        for (int index = 0; index < order.length && missing > 0 && remainders[order[index]] > 0; index++, missing--) {
            counts[order[index]]++;
        }
        return counts;
    }

    /** Puts numbers into an order by chance: R. Durstenfeld, Algorithm 235, CACM 7 (1964). */
    static void shuffle(int[] numbers, Random random) {
        for (int index = numbers.length - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int number = numbers[index];
            numbers[index] = numbers[other];
            numbers[other] = number;
        }
    }

    /**
     * Cuts the rows by time into blocks, none of them empty; rows of one moment are in one block.
     *
     * @param time a column of timestamps or numbers
     * @param shares at which shares of the rows to cut, ascending
     * @return the number of the block of each row, from 0
     * @throws RefusedException if there are fewer moments than blocks, or a row has none
     */
    static int[] blocks(TableColumn time, double[] shares) {
        if (time.type() == ColumnType.TEXT || time.type() == ColumnType.BOOLEAN) {
            throw new RefusedException("Column '" + Names.printable(time.name()) + "' is " + time.type()
                    + ", by which rows have no order in time; give one of timestamps or numbers.");
        }
        for (int row = 0; row < time.size(); row++) {
            if (time.isMissing(row)) {
                throw missing(time, row);
            }
        }
        int[] order = IntStream.range(0, time.size()).boxed()
                .sorted(Comparator.comparingDouble(time::number)).mapToInt(Integer::intValue).toArray();
        int[] starts = starts(time, order);
        if (starts.length <= shares.length) {
            throw new RefusedException("Column '" + Names.printable(time.name()) + "' has " + starts.length
                    + " different moments, and the rows are to be cut into " + (shares.length + 1)
                    + " parts; at least as many moments are needed.");
        }
        int[] blocks = new int[order.length];
        int moment = 0;
        for (int cut = 0; cut < shares.length; cut++) {
            // At least one moment in this block, and one for each block to come.
            int last = starts.length - shares.length + cut;
            moment++;
            while (moment < last && starts[moment] < Math.round(shares[cut] * order.length)) {
                moment++;
            }
            for (int index = starts[moment]; index < order.length; index++) {
                blocks[order[index]] = cut + 1;
            }
        }
        return blocks;
    }

    /** Where in the order a new moment begins. */
    private static int[] starts(TableColumn time, int[] order) {
        return IntStream.range(0, order.length)
                .filter(index -> index == 0 || time.number(order[index]) != time.number(order[index - 1])).toArray();
    }

    private static RefusedException missing(TableColumn column, int row) {
        return new RefusedException("Row " + row + " has no value in column '" + Names.printable(column.name())
                + "', by which the rows are split; leave such rows out.");
    }

    /** Deals rows out like cards, stratum after stratum, so that sizes differ by at most one. */
    static int[] deal(List<int[]> strata, int folds, int rows, Random random) {
        int[] fold = new int[rows];
        int next = 0;
        for (int[] stratum : strata) {
            int[] shuffled = stratum.clone();
            shuffle(shuffled, random);
            for (int row : shuffled) {
                fold[row] = next;
                next = (next + 1) % folds;
            }
        }
        return fold;
    }

    /** Gives whole groups to the smallest fold, the largest groups first; equal ones in an order by chance. */
    static int[] dealWhole(List<int[]> groups, int folds, int rows, Random random) {
        int[] order = IntStream.range(0, groups.size()).toArray();
        shuffle(order, random);
        int[] sorted = Arrays.stream(order).boxed()
                .sorted(Comparator.comparingInt(group -> -groups.get(group).length))
                .mapToInt(Integer::intValue).toArray();
        int[] sizes = new int[folds];
        int[] fold = new int[rows];
        for (int group : sorted) {
            int smallest = 0;
            for (int other = 1; other < folds; other++) {
                smallest = sizes[other] < sizes[smallest] ? other : smallest;
            }
            sizes[smallest] += groups.get(group).length;
            for (int row : groups.get(group)) {
                fold[row] = smallest;
            }
        }
        return fold;
    }
}
