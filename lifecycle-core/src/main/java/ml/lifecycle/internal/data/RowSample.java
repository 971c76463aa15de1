package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The different rows with the {@value #ROWS} smallest hashes and how often each occurs: a sample of the different rows
 * that neither their order nor their division into parts changes, after E. Cohen, H. Kaplan, Summarizing data using
 * bottom-k sketches, PODC 2007. With fewer different rows it is all of them.
 */
final class RowSample {

    static final int ROWS = 1000;

    /** The greatest hash that is still of interest, as an unsigned number. */
    private long limit = -1;
    private final Map<Long, Row> rows = new HashMap<>();

    /** A row: its numbers, NaN where missing, and how often it occurs. */
    static final class Row {
        final double[] numbers;
        long count;

        Row(double[] numbers, long count) {
            this.numbers = numbers;
            this.count = count;
        }
    }

    boolean wants(long hash) {
        return Long.compareUnsigned(hash, limit) <= 0;
    }

    void add(long hash, double[] numbers, long count) {
        Row known = rows.get(hash);
        if (known != null) {
            known.count += count;
            return;
        }
        rows.put(hash, new Row(numbers, count));
        if (rows.size() >= 2 * ROWS) {
            settle();
        }
    }

    /** Leaves no more than the allowed rows; to be called after the last row of a part. */
    void settle() {
        if (rows.size() > ROWS) {
            long[] hashes = sorted();
            limit = hashes[ROWS - 1] ^ Long.MIN_VALUE;
            rows.keySet().removeIf(hash -> !wants(hash));
        }
    }

    /** The hashes with the sign turned, which puts them in unsigned order. */
    private long[] sorted() {
        return rows.keySet().stream().mapToLong(hash -> hash ^ Long.MIN_VALUE).sorted().toArray();
    }

    void add(RowSample other) {
        limit = Long.compareUnsigned(limit, other.limit) <= 0 ? limit : other.limit;
        rows.keySet().removeIf(hash -> !wants(hash));
        other.rows.forEach((hash, row) -> {
            if (wants(hash)) {
                add(hash, row.numbers, row.count);
            }
        });
        settle();
    }

    /** Whether it holds all different rows. */
    boolean isAll() {
        return limit == -1;
    }

    /** The share of the rows that repeat another one; of all rows, estimated from the sample. */
    double repeated() {
        long all = rows.values().stream().mapToLong(row -> row.count).sum();
        return all == 0 ? 0 : (double) (all - rows.size()) / all;
    }

    /**
     * Spearman's coefficient of two columns, on the rows that have both.
     *
     * @return the coefficient; NaN where one of them is constant
     */
    double spearman(int first, int second) {
        Row[] both = rows.values().stream()
                .filter(row -> !Double.isNaN(row.numbers[first]) && !Double.isNaN(row.numbers[second]))
                .toArray(Row[]::new);
        double[] x = ranks(both, first);
        double[] y = ranks(both, second);
        double total = 0;
        double meanX = 0;
        double meanY = 0;
        for (int row = 0; row < both.length; row++) {
            total += both[row].count;
            meanX += x[row] * both[row].count;
            meanY += y[row] * both[row].count;
        }
        double squaresX = 0;
        double squaresY = 0;
        double products = 0;
        for (int row = 0; row < both.length; row++) {
            double dx = x[row] - meanX / total;
            double dy = y[row] - meanY / total;
            squaresX += dx * dx * both[row].count;
            squaresY += dy * dy * both[row].count;
            products += dx * dy * both[row].count;
        }
        double correlation = products / Math.sqrt(squaresX * squaresY);
        return Double.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : Double.NaN;
    }

    /** Ranks, equal numbers having the mean of theirs. */
    private static double[] ranks(Row[] rows, int column) {
        Integer[] order = new Integer[rows.length];
        Arrays.setAll(order, index -> index);
        Arrays.sort(order, (a, b) -> Double.compare(rows[a].numbers[column], rows[b].numbers[column]));
        double[] ranks = new double[rows.length];
        double before = 0;
        for (int start = 0; start < order.length;) {
            int end = start;
            long count = 0;
            while (end < order.length && rows[order[end]].numbers[column] == rows[order[start]].numbers[column]) {
                count += rows[order[end++]].count;
            }
            for (int index = start; index < end; index++) {
                ranks[order[index]] = before + (count + 1) / 2.0;
            }
            before += count;
            start = end;
        }
        return ranks;
    }

    void write(DataOutput out, int columns) throws IOException {
        out.writeLong(limit);
        out.writeInt(rows.size());
        for (long turned : sorted()) {
            Row row = rows.get(turned ^ Long.MIN_VALUE);
            out.writeLong(turned ^ Long.MIN_VALUE);
            out.writeLong(row.count);
            for (int column = 0; column < columns; column++) {
                out.writeDouble(row.numbers[column]);
            }
        }
    }

    static RowSample read(DataInput in, int columns) throws IOException {
        RowSample read = new RowSample();
        read.limit = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            long hash = in.readLong();
            long count = in.readLong();
            double[] numbers = new double[columns];
            for (int column = 0; column < columns; column++) {
                numbers[column] = in.readDouble();
            }
            read.rows.put(hash, new Row(numbers, count));
        }
        return read;
    }
}
