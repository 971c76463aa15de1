package ml.lifecycle.internal.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** What is counted of a table in one pass: its columns, pairs of them, and a sample of its rows. */
final class TableCounts {

    private static final int FORMAT = 0x4C_50_46_03;
    /** The first profiles, which are still read. */
    private static final int FIRST_FORMAT = 0x4C_50_46_02;

    final List<ColumnCounts> columns;
    /** The columns of numbers, in order. */
    final List<ColumnCounts> numeric;
    long rows;
    Pairs pairs;
    RowSample sample = new RowSample();

    private TableCounts(List<ColumnCounts> columns) {
        this.columns = List.copyOf(columns);
        this.numeric = columns.stream().filter(ColumnCounts::isNumeric).toList();
        this.pairs = new Pairs(numeric.size());
    }

    static TableCounts of(List<Col> columns, int rows) {
        TableCounts counts = none(columns);
        counts.add(columns, rows);
        counts.settle();
        return counts;
    }

    /** Counts without rows, for columns of these names and types. */
    static TableCounts none(List<? extends Col> columns) {
        return new TableCounts(columns.stream().map(column -> new ColumnCounts(column.name(), column.type())).toList());
    }

    /** Adds rows; {@link #settle} is to be called after the last of them. */
    void add(List<? extends Col> table, int rows) {
        Block block = new Block(columns.size(), numeric.size());
        for (int from = 0; from < rows; from += Block.ROWS) {
            add(table, from, Math.min(Block.ROWS, rows - from), block);
        }
        this.rows += rows;
    }

    /** Adds rows of columns that may be others, which is refused. */
    void addPart(List<? extends Col> table, int rows) {
        requireSame(table.stream().map(column -> head(column.name(), column.type())).toList());
        add(table, rows);
    }

    private void add(List<? extends Col> table, int from, int length, Block block) {
        int number = 0;
        for (int column = 0; column < table.size(); column++) {
            if (columns.get(column).isNumeric()) {
                columns.get(column).addNumbers(
                        table.get(column), from, length, block.numbers[number++], block.hashes[column], block);
            } else {
                columns.get(column).addTexts(table.get(column), from, length, block.hashes[column]);
            }
        }
        addRows(length, block);
        pairs.add(block.numbers, length);
    }

    private void addRows(int length, Block block) {
        long[] rowHashes = block.rows;
        Arrays.fill(rowHashes, 0);
        for (long[] column : block.hashes) {
            for (int row = 0; row < length; row++) {
                rowHashes[row] = (rowHashes[row] + column[row]) * Hashes.ODD;
            }
        }
        Hashes.mix(rowHashes, length, rowHashes);
        for (int column = 0; column < block.hashes.length; column++) {
            columns.get(column).sameness += products(rowHashes, block.hashes[column], length);
        }
        for (int row = 0; row < length; row++) {
            if (sample.wants(rowHashes[row])) {
                sample.add(rowHashes[row], numbers(block.numbers, row), 1);
            }
        }
    }

    private static long products(long[] first, long[] second, int length) {
        long sum = 0;
        for (int row = 0; row < length; row++) {
            sum += first[row] * second[row];
        }
        return sum;
    }

    private double[] numbers(double[][] block, int row) {
        double[] numbers = new double[sampled()];
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = block[column][row];
        }
        return numbers;
    }

    /** How many numbers of a row are in the sample. */
    private int sampled() {
        return pairs.areCompared() ? numeric.size() : 0;
    }

    void settle() {
        sample.settle();
        columns.forEach(ColumnCounts::settle);
    }

    /**
     * The counts of this and another table together.
     *
     * @throws RefusedException if their columns differ
     */
    TableCounts merge(TableCounts other) {
        TableCounts merged = new TableCounts(columns.stream()
                .map(column -> new ColumnCounts(column.name, column.type)).toList());
        merged.add(this);
        merged.add(other);
        return merged;
    }

    private void add(TableCounts other) {
        requireSame(other.heads());
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).add(other.columns.get(column));
        }
        rows += other.rows;
        pairs.add(other.pairs);
        sample.add(other.sample);
    }

    private void requireSame(List<String> heads) {
        if (!heads().equals(heads)) {
            throw new RefusedException("Profiles of different columns cannot be merged: one has "
                    + String.join(", ", heads()) + ", the other " + String.join(", ", heads) + ".");
        }
    }

    private List<String> heads() {
        return columns.stream().map(column -> head(column.name, column.type)).toList();
    }

    private static String head(String name, ColumnType type) {
        return Names.printable(name) + " " + type;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(FORMAT);
            out.writeLong(rows);
            out.writeInt(columns.size());
            for (ColumnCounts column : columns) {
                column.write(out);
            }
            pairs.write(out);
            sample.write(out, sampled());
            for (ColumnCounts column : moments()) {
                column.times.write(out);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be written", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @param what what it is, for the message
     * @param bytes the content
     * @throws CorruptException if it is no profile, or of a newer version
     */
    static TableCounts read(String what, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes))))) {
            int format = in.readInt();
            if (format != FORMAT && format != FIRST_FORMAT) {
                throw new IOException("expected the format " + FORMAT + ", found " + format);
            }
            long rows = in.readLong();
            List<ColumnCounts> columns = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                columns.add(ColumnCounts.read(in, format == FIRST_FORMAT));
            }
            TableCounts read = new TableCounts(columns);
            read.rows = rows;
            read.pairs = Pairs.read(in, read.numeric.size());
            read.sample = RowSample.read(in, read.sampled());
            read.readTimes(in);
            return read;
        } catch (IOException | DateTimeException | IllegalArgumentException | NegativeArraySizeException | IndexOutOfBoundsException failure) {
            throw new CorruptException(what + " cannot be read (" + failure.getMessage()
                    + "): it is damaged, or of a newer version of Lifecycle.", failure);
        }
    }

    private List<ColumnCounts> moments() {
        return columns.stream().filter(column -> column.type == ColumnType.TIMESTAMP).toList();
    }

    /** These came later, behind all else: the first profiles end here, and what wrote them does not read on. */
    private void readTimes(DataInputStream in) throws IOException {
        in.mark(1);
        boolean stored = in.read() >= 0;
        if (stored) {
            in.reset();
        }
        for (ColumnCounts column : moments()) {
            column.times = stored ? TimeRange.read(in) : TimeRange.of(column.texts);
        }
    }

    /** The quantile, with linear interpolation: type 7 of Hyndman and Fan, The American Statistician 50 (1996). */
    static double quantile(NumberCounts.Sorted sorted, double probability) {
        long total = Arrays.stream(sorted.counts()).sum();
        if (total == 0) {
            return Double.NaN;
        }
        double position = (total - 1) * probability;
        double below = at(sorted, (long) Math.floor(position));
        double share = position - Math.floor(position);
        // Weighted, not by the difference, which may overflow.
        return share == 0 ? below : below * (1 - share) + at(sorted, (long) Math.floor(position) + 1) * share;
    }

    private static double at(NumberCounts.Sorted sorted, long rank) {
        long before = 0;
        for (int index = 0; index < sorted.values().length; index++) {
            before += sorted.counts()[index];
            if (rank < before) {
                return sorted.values()[index];
            }
        }
        return sorted.values()[sorted.values().length - 1];
    }
}
