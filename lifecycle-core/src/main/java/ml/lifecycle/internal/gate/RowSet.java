package ml.lifecycle.internal.gate;

import java.util.Arrays;
import java.util.List;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.data.Fingerprints;
import ml.lifecycle.signature.ColumnType;

/** The rows of a table, by their {@link Fingerprints}, none left out. */
public final class RowSet {

    private final List<String> columns;
    private final long[] hashes;

    private RowSet(List<String> columns, long[] hashes) {
        this.columns = columns;
        this.hashes = hashes;
    }

    /**
     * The rows of a table, in the columns that another one has too, both of text or neither.
     *
     * @param table the rows
     * @param other the table that they will be compared with
     * @return the rows
     */
    public static RowSet of(Table table, Table other) {
        List<String> columns = table.columns().stream()
                .filter(column -> other.columns().stream().anyMatch(one -> one.name().equals(column.name())
                        && (one.type() == ColumnType.TEXT) == (column.type() == ColumnType.TEXT)))
                .map(TableColumn::name).toList();
        long[] hashes = Fingerprints.hashes(table, columns);
        Arrays.sort(hashes);
        return new RowSet(columns, hashes);
    }

    /**
     * Whether there is nothing to compare.
     *
     * @return whether there are no rows, or no columns that both tables have
     */
    public boolean isEmpty() {
        return columns.isEmpty() || hashes.length == 0;
    }

    /**
     * How many rows of a table are in here.
     *
     * @param table the table
     * @return their number
     */
    public int count(Table table) {
        int found = 0;
        for (long hash : Fingerprints.hashes(table, columns)) {
            found += Arrays.binarySearch(hashes, hash) >= 0 ? 1 : 0;
        }
        return found;
    }
}
