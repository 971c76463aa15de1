package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;

/**
 * Folds a part of a log into an index of its own. Events that may depend on what is before the part are kept for later:
 * those of the experiment, and those of runs that did not begin within the part.
 */
final class PartReader implements EventVisitor {

    private final RunIndex index;
    private final EventReader reader;
    private final long last;
    private final List<Kept> kept = new ArrayList<>();
    private boolean damaged;

    private record Kept(long sequence, byte[] event) {}

    /**
     * Creates a reader of the events behind an index's position.
     *
     * @param index an index without runs
     * @param last the last event of the part
     */
    PartReader(RunIndex index, long last) {
        this.index = index;
        this.last = last;
        reader = new EventReader(index, index.position > 0);
    }

    RunIndex index() {
        return index;
    }

    /** Whether the part was read to its end and all of it can be read. */
    boolean isWhole() {
        return index.position == last && !damaged && index.damages.isEmpty();
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        if (sequence > last) {
            throw new Enough();
        }
        if (!reader.read(sequence, buffer, offset, length)) {
            kept.add(new Kept(sequence, Arrays.copyOfRange(buffer, offset, offset + length)));
        }
    }

    @Override
    public void damaged(Damage damage) {
        damaged = true;
    }

    /**
     * Adds what was read here to the index of all that is before.
     *
     * @param whole the index, whose position is where this part begins
     * @return whether that worked; if not, the index is of no use any more
     */
    boolean addTo(RunIndex whole) {
        if (!whole.append(index)) {
            return false;
        }
        EventReader rest = new EventReader(whole);
        for (Kept event : kept) {
            whole.position = event.sequence - 1;
            rest.event(event.sequence, event.event, 0, event.event.length);
        }
        whole.position = index.position;
        whole.fingerprint = index.fingerprint;
        return true;
    }

    /** Ends the reading at the end of the part. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was read", null, false, false);
        }
    }
}
