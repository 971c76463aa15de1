package ml.lifecycle.internal.data;

import java.util.List;
import ml.lifecycle.data.Profile;

/** Profiles rows that come in batches and are not kept. */
final class BatchCounts {

    private final TableCounts counts;

    /**
     * Begins without rows.
     *
     * @param columns columns of these names and types, whose rows do not count
     */
    BatchCounts(List<? extends Col> columns) {
        counts = TableCounts.none(columns);
    }

    /** Adds rows of columns of the same names and types. */
    void add(List<? extends Col> columns, int rows) {
        counts.add(columns, rows);
    }

    Profile profile() {
        counts.settle();
        return new TableProfile(counts);
    }
}
