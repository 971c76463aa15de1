package ml.lifecycle.internal.monitor;

import java.time.Instant;
import java.util.SplittableRandom;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;

/**
 * The window that is filled. Its profile is that of all rows, made part by part; of more rows than fit in one part an even
 * sample is kept beside it (J. S. Vitter, Random sampling with a reservoir, ACM Transactions on Mathematical Software 11
 * (1985), algorithm R). For use by one thread at a time.
 */
final class OpenWindow {

    /** How many rows are a part, and are in the sample. */
    static final int PART = 1 << 14;

    private static final int FIRST = 64;

    final long number;
    final Instant from;
    private final Layout layout;
    private final SplittableRandom random;
    private RowBuffer part;
    private @Nullable RowBuffer sample;
    private @Nullable Profile profiled;
    private long rows;
    private long infinite;

    OpenWindow(Layout layout, long number, Instant from) {
        this.layout = layout;
        this.number = number;
        this.from = from;
        random = new SplittableRandom(number);
        part = new RowBuffer(layout, FIRST);
    }

    long rows() {
        return rows;
    }

    void add(RowBuffer from, int row) {
        if (part.size() == PART) {
            endPart();
        }
        part.add(from, row);
        rows++;
        RowBuffer chosen = sample;
        if (chosen != null) {
            long place = random.nextLong(rows);
            if (place < PART) {
                chosen.set((int) place, from, row);
            }
        }
    }

    private void endPart() {
        Profile now = profile();
        if (sample == null) {
            sample = part;
        }
        profiled = now;
        part = new RowBuffer(layout, PART);
    }

    /** Counts infinite numbers, which are recorded as missing. */
    void infinite(int more) {
        infinite += more;
    }

    long infinite() {
        return infinite;
    }

    /** The profile of all rows. */
    Profile profile() {
        Profile last = part.table().profile();
        Profile before = profiled;
        return before == null ? last : before.merge(last);
    }

    /** All rows, or an even sample of them. */
    Table table() {
        return chosen().table();
    }

    /** The times of the rows of {@link #table}, in milliseconds, where they were predicted one by one. */
    double[] times() {
        return chosen().times();
    }

    private RowBuffer chosen() {
        RowBuffer chosen = sample;
        return chosen == null ? part : chosen;
    }
}
