package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
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
 */
public final class Fingerprints {

    private static final int MAX = 1 << 16;

    private final long[] sorted;
    private final boolean complete;

    private Fingerprints(long[] sorted, boolean complete) {
        this.sorted = sorted;
        this.complete = complete;
    }

    /**
     * Takes the fingerprints of a table.
     *
     * @param inputs the columns that count; their order does not
     * @return the fingerprints
     */
    public static Fingerprints of(Table inputs) {
        List<String> columns = inputs.columns().stream().map(TableColumn::name).sorted().toList();
        long[] different = LongStream.of(hashes(inputs, columns)).sorted().distinct().toArray();
        return different.length <= MAX
                ? new Fingerprints(different, true) : new Fingerprints(Arrays.copyOf(different, MAX), false);
    }

    /**
     * The share of a table's rows that are among these.
     *
     * @param table has at least the columns, by which rows are compared
     * @param columns the columns that count
     * @return from 0 to 1; NaN if there is no row to tell by
     */
    public double shareOf(Table table, List<String> columns) {
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
        return (double) found / known;
    }

    /**
     * The share of a table's rows that repeat an earlier row of the same table.
     *
     * @param table the table
     * @param columns the columns that count
     * @return from 0 to 1; NaN for no rows
     */
    public static double repeatedShare(Table table, List<String> columns) {
        long[] hashes = hashes(table, columns.stream().sorted().toList());
        return 1 - (double) LongStream.of(hashes).distinct().count() / hashes.length;
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
            boolean text = column.type() == ColumnType.TEXT;
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = mix(hashes[row] ^ (column.isMissing(row) ? 1 : text ? text(column, row) : number(column, row)));
            }
        }
        return hashes;
    }

    private static long number(TableColumn column, int row) {
        // Negative zero equals zero.
        return mix(Double.doubleToLongBits(column.number(row) + 0.0) + 2);
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
     * @return one byte, 1 if all different rows are in here, then the hashes in ascending order, 8 bytes each
     */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + 8 * sorted.length).put((byte) (complete ? 1 : 0));
        for (long hash : sorted) {
            bytes.putLong(hash);
        }
        return bytes.array();
    }

    /**
     * Reads fingerprints.
     *
     * @param bytes what {@link #bytes} wrote
     * @return the fingerprints
     * @throws CorruptException if it is something else
     */
    public static Fingerprints read(byte[] bytes) {
        if (bytes.length % 8 != 1 || bytes.length > 1 + 8 * MAX) {
            throw new CorruptException("The fingerprints of training rows have " + bytes.length
                    + " bytes; expected one and eight for each row. verify() lists all damage.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean complete = buffer.get() == 1;
        long[] sorted = new long[buffer.remaining() / 8];
        buffer.asLongBuffer().get(sorted);
        return new Fingerprints(sorted, complete);
    }
}
