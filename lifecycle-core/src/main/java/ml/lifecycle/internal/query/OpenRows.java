package ml.lifecycle.internal.query;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs without an end. They come in the order of their rows, and mostly the last one ends first, so that neither
 * costs much while a log is read.
 */
final class OpenRows {

    private @Nullable OpenRow[] runs = new OpenRow[4];
    private int[] rows = new int[4];
    /** How many places are in use, and how many of them are empty since their run has ended. */
    private int used;
    private int ended;

    /** Adds a run, whose row must be greater than those before it. */
    void add(OpenRow run) {
        if (used == rows.length) {
            makeRoom();
        }
        rows[used] = run.row;
        runs[used++] = run;
    }

    private void makeRoom() {
        if (ended <= used / 2) {
            rows = Arrays.copyOf(rows, 2 * used);
            runs = Arrays.copyOf(runs, 2 * used);
            return;
        }
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (runs[i] != null) {
                rows[kept] = rows[i];
                runs[kept++] = runs[i];
            }
        }
        Arrays.fill(runs, kept, used, null);
        used = kept;
        ended = 0;
    }

    /** Takes a run out, if it is in. */
    void remove(int row) {
        int at = used > 0 && rows[used - 1] == row ? used - 1 : Arrays.binarySearch(rows, 0, used, row);
        if (at >= 0 && runs[at] != null) {
            runs[at] = null;
            ended++;
            while (used > 0 && runs[used - 1] == null) {
                used--;
                ended--;
            }
        }
    }

    int size() {
        return used - ended;
    }

    /** Gives all runs in the order of their rows. */
    void forEach(Consumer<OpenRow> visitor) {
        for (int i = 0; i < used; i++) {
            OpenRow run = runs[i];
            if (run != null) {
                visitor.accept(run);
            }
        }
    }

    /** Whether of no run it is open if it still goes on. */
    boolean areSettled() {
        for (int i = 0; i < used; i++) {
            OpenRow run = runs[i];
            if (run != null && !run.settled) {
                return false;
            }
        }
        return true;
    }

    /** A run without an end. */
    static final class OpenRow {

        final int row;
        /** The opened store that records it; empty if its start cannot be read. */
        final String session;
        /** Whether that session was found dead and all its metrics were read since. */
        boolean settled;
        /** What was read of the run's points, if another process records it. */
        @Nullable LatestMetrics points;

        OpenRow(int row, String session) {
            this.row = row;
            this.session = session;
        }
    }
}
