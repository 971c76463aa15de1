package ml.lifecycle.internal.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of the rows of one state of one index: the fields, then the latest start, then the id. */
final class RowOrder {

    private final RunIndex index;
    private final RowKey[] keys;
    private final boolean descending;
    private final @Nullable DoubleColumn lead;

    RowOrder(RunIndex index, List<SortField> fields) {
        this.index = index;
        keys = new RowKey[fields.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = RowKey.of(index, fields.get(i));
        }
        descending = fields.isEmpty() || fields.get(0).descending();
        lead = fields.isEmpty() ? index.starts : RowKey.column(index, fields.get(0).field());
    }

    int compare(int first, int second) {
        for (RowKey key : keys) {
            int comparison = key.compare(first, second);
            if (comparison != 0) {
                return comparison;
            }
        }
        int latest = RowKey.compareNumbers(index.starts.get(first), index.starts.get(second), true);
        return latest != 0 ? latest : index.ids.compare(first, second);
    }

    SortValue[] values(int row) {
        SortValue[] values = new SortValue[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = keys[i].value(row);
        }
        return values;
    }

    /** The column of numbers that decides first, if such a one does. */
    @Nullable DoubleColumn lead() {
        return lead;
    }

    /** Whether great values of {@link #lead} are first. */
    boolean descending() {
        return descending;
    }
}
