package ml.lifecycle.internal.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;

/**
 * Hashes of the rows of a table, to tell later whether another table contains some of them, in whatever order.
 *
 * <p>Of a large table only the smallest hashes are kept, at most {@value #MAX}: a sample of the different rows that is the
 * same for equal rows wherever they stand (a bottom-k sketch, Cohen and Kaplan 2007). All hashes up to the greatest one
 * that was kept are known, so the share of another table's rows is estimated from those of its rows that are not above.
 *
 * <p>Rows can be compared by the columns alone that were hashed, so these are kept too, and how many of the rows have a twin
 * among the others: so often rows repeat by nature.
 */
public final class Fingerprints {

    private static final int MAX = 1 << 16;
    private static final double EXACT = 1L << 53;
    /** First bytes: the forms of 0 and 1 know neither columns nor rows. */
    private static final byte SAMPLED = 2;
    private static final byte COMPLETE = 3;

    private final long[] sorted;
    private final boolean complete;
    private final List<String> columns;
    private final int rows;
    private final int twins;

    private Fingerprints(long[] sorted, boolean complete, List<String> columns, int rows, int twins) {
        this.sorted = sorted;
        this.complete = complete;
        this.columns = columns;
        this.rows = rows;
        this.twins = twins;
    }

    /**
     * What a comparison found.
     *
     * @param compared how many rows could be told from the others; fewer than there are where only a sample of the hashes is
     *        kept
     * @param found how many of those are among the fingerprints
     */
    public record Match(int compared, int found) {}

    /**
     * Takes the fingerprints of a table.
     *
     * @param inputs the columns that count; their order does not
     * @return the fingerprints
     */
    public static Fingerprints of(Table inputs) {
        List<String> columns = inputs.columns().stream().map(TableColumn::name).sorted().toList();
        long[] all = LongStream.of(hashes(inputs, columns)).sorted().toArray();
        long[] different = LongStream.of(all).distinct().toArray();
        boolean complete = different.length <= MAX;
        return new Fingerprints(complete ? different : Arrays.copyOf(different, MAX), complete, columns, all.length,
                twins(all));
    }

    private static int twins(long[] sorted) {
        int twins = 0;
        for (int row = 0; row < sorted.length; row++) {
            twins += row > 0 && sorted[row] == sorted[row - 1] || row + 1 < sorted.length && sorted[row] == sorted[row + 1]
                    ? 1 : 0;
        }
        return twins;
    }

    /**
     * The columns by which rows are compared.
     *
     * @return their names, sorted; empty if that was not recorded
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * How many rows were hashed.
     *
     * @return the rows, or -1 if that was not recorded
     */
    public int rows() {
        return rows;
    }

    /**
     * How many of the rows equal another one of them.
     *
     * @return the rows, or -1 if that was not recorded
     */
    public int twins() {
        return twins;
    }

    /**
     * Looks for the rows of a table.
     *
     * @param table has at least the columns
     * @param columns the columns by which rows are compared
     * @return what was found
     */
    public Match match(Table table, List<String> columns) {
        long[] hashes = hashes(table, columns.stream().sorted().toList());
        long greatest = complete || sorted.length == 0 ? Long.MAX_VALUE : sorted[sorted.length - 1];
        int known = 0;
        int found = 0;
        for (long hash : hashes) {
            if (hash <= greatest) {
                known++;
                found += Arrays.binarySearch(sorted, hash) >= 0 ? 1 : 0;
            }
        }
        return new Match(known, found);
    }

    /**
     * How many rows with different values a table has, for sure but for a chance of one in a hundred thousand with ten million
     * rows.
     *
     * @param table the table
     * @param columns the columns that count; rows in which all of them are missing count as one more
     * @return the number
     */
    public static long different(Table table, List<String> columns) {
        return LongStream.of(hashes(table, columns)).sorted().distinct().count();
    }

    /**
     * Hashes each row with 64 bits: of a million rows beside a million others one false hit is expected in twenty million
     * comparisons.
     *
     * @param table the table
     * @param columns the columns that count, in the order in which they are mixed in
     * @return one hash for each row
     */
    public static long[] hashes(Table table, List<String> columns) {
        long[] hashes = new long[table.rows()];
        for (String name : columns) {
            TableColumn column = table.column(name);
            boolean text = column.type() == ColumnType.TEXT || column.type() == ColumnType.TIMESTAMP;
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = mix(hashes[row] ^ (column.isMissing(row) ? 1 : text ? text(column, row) : number(column, row)));
            }
        }
        return hashes;
    }

    private static long number(TableColumn column, int row) {
        double number = column.number(row);
        // Negative zero equals zero; greater whole numbers are no longer told apart as doubles.
        return column.type() == ColumnType.INTEGER && Math.abs(number) >= EXACT ? text(column, row)
                : mix(Double.doubleToLongBits(number + 0.0) + 2);
    }

    private static long text(TableColumn column, int row) {
        String text = String.valueOf(column.text(row));
        long hash = 3;
        for (int at = 0; at < text.length(); at++) {
            hash = mix(hash + text.charAt(at));
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /**
     * Writes the fingerprints.
     *
     * @return one byte, 3 if all different rows are in here, else 2; the numbers of rows and of those with a twin, 4 bytes
     *         each; the number of columns in 4 bytes and their names, each as its length in 4 bytes and UTF-8; then the hashes
     *         in ascending order, 8 bytes each
     */
    public byte[] bytes() {
        List<byte[]> names = columns.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
        int size = 13 + names.stream().mapToInt(name -> 4 + name.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size + 8 * sorted.length)
                .put(complete ? COMPLETE : SAMPLED).putInt(rows).putInt(twins).putInt(names.size());
        names.forEach(name -> bytes.putInt(name.length).put(name));
        bytes.asLongBuffer().put(sorted);
        return bytes.array();
    }

    /**
     * Reads fingerprints.
     *
     * @param bytes what {@link #bytes} wrote, or the older form: one byte, 1 if all different rows are in here, and the hashes
     * @return the fingerprints
     * @throws CorruptException if it is something else
     */
    public static Fingerprints read(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte form = buffer.get();
            if (form < SAMPLED) {
                return new Fingerprints(hashes(buffer), form == 1, List.of(), -1, -1);
            }
            int rows = buffer.getInt();
            int twins = buffer.getInt();
            List<String> columns = new ArrayList<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                int length = buffer.getInt();
                byte[] name = new byte[length <= buffer.remaining() ? length : -1];
                buffer.get(name);
                columns.add(new String(name, StandardCharsets.UTF_8));
            }
            return new Fingerprints(hashes(buffer), form == COMPLETE, columns, rows, twins);
        } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException broken) {
            throw new CorruptException("The fingerprints of training rows have " + bytes.length
                    + " bytes, which are none; expected a head and eight bytes for each row. verify() lists all damage.",
                    broken);
        }
    }

    private static long[] hashes(ByteBuffer buffer) {
        if (buffer.remaining() % 8 != 0 || buffer.remaining() > 8 * MAX) {
            throw new IllegalArgumentException("no whole number of hashes");
        }
        long[] sorted = new long[buffer.remaining() / 8];
        buffer.asLongBuffer().get(sorted);
        return sorted;
    }
}
