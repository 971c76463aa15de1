package ml.lifecycle.internal.data;

import java.util.List;

/** Counts and digests rows that come in batches and are not kept. */
final class TableSummary {

    private final TableCounts counts;
    private final TableDigest digest;

    /**
     * Begins without rows.
     *
     * @param columns columns of these names and types, whose rows do not count
     */
    TableSummary(List<? extends Col> columns) {
        counts = TableCounts.none(columns);
        digest = new TableDigest(columns);
    }

    /** Adds rows of columns of the same names and types. */
    void add(List<? extends Col> columns, int rows) {
        counts.add(columns, rows);
        digest.add(columns, rows);
    }

    /** The profile; nothing is to be added afterwards. */
    TableProfile profile() {
        counts.settle();
        return new TableProfile(counts);
    }

    /** The digest of the table; nothing can be added afterwards. */
    String digest() {
        return digest.hex();
    }
}
