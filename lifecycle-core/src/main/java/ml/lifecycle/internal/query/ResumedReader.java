package ml.lifecycle.internal.query;

import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;

/**
 * Goes on where a snapshot ends: the first event it is given must be the last one of the snapshot. Else the snapshot is
 * of another log, and nothing more is read into it.
 */
final class ResumedReader implements EventVisitor {

    private final RunIndex index;
    private final EventReader reader;
    private final long position;
    private boolean same;

    ResumedReader(RunIndex index) {
        this.index = index;
        reader = new EventReader(index);
        position = index.position;
    }

    /** The sequence number of the last event in the snapshot. */
    long position() {
        return position;
    }

    /** Whether the log is the one of the snapshot. */
    boolean isSame() {
        return same;
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        if (sequence == position) {
            same = EventReader.fingerprint(buffer, offset, length) == index.fingerprint;
        } else if (same) {
            reader.event(sequence, buffer, offset, length);
        }
    }

    @Override
    public void damaged(Damage damage) {
        reader.damaged(damage);
    }
}
