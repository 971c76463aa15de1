package ml.lifecycle.internal.gate;

import java.util.Arrays;
import java.util.List;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;

/**
 * The rows of a table, by a hash of 64 bits: among a million rows beside a million others, one false hit is expected in
 * twenty million comparisons of tables.
 */
final class RowSet {

    private final List<String> columns;
    private final long[] hashes;

    private RowSet(List<String> columns, long[] hashes) {
        this.columns = columns;
        this.hashes = hashes;
    }

    /** The rows of a table, in the columns that another one has too, both of text or neither. */
    static RowSet of(Table table, Table other) {
        List<String> columns = table.columns().stream()
                .filter(column -> other.columns().stream().anyMatch(one -> one.name().equals(column.name())
                        && (one.type() == ColumnType.TEXT) == (column.type() == ColumnType.TEXT)))
                .map(TableColumn::name).toList();
        long[] hashes = hashes(table, columns);
        Arrays.sort(hashes);
        return new RowSet(columns, hashes);
    }

    boolean isEmpty() {
        return columns.isEmpty() || hashes.length == 0;
    }

    /** How many rows of a table are in here. */
    int count(Table table) {
        int found = 0;
        for (long hash : hashes(table, columns)) {
            found += Arrays.binarySearch(hashes, hash) >= 0 ? 1 : 0;
        }
        return found;
    }

    private static long[] hashes(Table table, List<String> columns) {
        long[] hashes = new long[table.rows()];
        for (String name : columns) {
            TableColumn column = table.column(name);
            boolean text = column.type() == ColumnType.TEXT;
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = mix(hashes[row] ^ (column.isMissing(row) ? 1 : text ? hash(column, row) : number(column, row)));
            }
        }
        return hashes;
    }

    private static long number(TableColumn column, int row) {
        return mix(Double.doubleToLongBits(column.number(row) + 0.0) + 2);
    }

    private static long hash(TableColumn column, int row) {
        String text = String.valueOf(column.text(row));
        long hash = 3;
        for (int at = 0; at < text.length(); at++) {
            hash = mix(hash + text.charAt(at));
        }
        return hash;
    }

    /** The finaliser of the SplitMix64 generator, which leaves no bit of its input in place. */
    private static long mix(long value) {
        long mixed = (value + 0x9E3779B97F4A7C15L);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
