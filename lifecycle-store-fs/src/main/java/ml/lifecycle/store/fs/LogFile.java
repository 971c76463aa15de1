package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.store.fs.StoreIo.View;
import org.jspecify.annotations.Nullable;

/** One log as its readers see it: where it ends, and how to get to an event quickly. Readers take no lock. */
final class LogFile {

    private static final EventVisitor NOBODY = (sequence, buffer, offset, length) -> {};

    private final LogId id;
    private final StoreIo io;
    private final Segments segments;
    private final AtomicReference<Ending> ending = new AtomicReference<>(new Ending(Position.START, null));
    private final ConcurrentSkipListMap<Long, Position> milestones = new ConcurrentSkipListMap<>();
    private volatile Position lastRead = Position.START;

    /** For the one who is about to append. */
    private final LastLines lastLines = new LastLines();

    /** A position with the file it stands for, so that the usual case is a single look at that file. */
    private record Ending(Position position, @Nullable View view) {}

    LogFile(LogId id, StoreIo io) {
        this.id = id;
        this.io = io;
        this.segments = new Segments(io, directory(id));
    }

    /** Where the log of an identity is. */
    static String directory(LogId id) {
        return thing(id) + "/log";
    }

    /** The directory of the thing that a log is about. */
    static String thing(LogId id) {
        return kind(id.kind()) + '/' + id.key();
    }

    static String kind(LogKind kind) {
        return switch (kind) {
            case EXPERIMENT -> "experiments";
            case MODEL -> "models";
            case DATA -> "data";
        };
    }

    LogId id() {
        return id;
    }

    /**
     * Whether the log may go on behind events that cannot be read. Not where decisions are made on the whole history: a
     * lost event of a registry may have moved an alias or forbidden something.
     */
    boolean sealable() {
        return id.kind() == LogKind.EXPERIMENT;
    }

    Segments segments() {
        return segments;
    }

    @Override
    public String toString() {
        return id.kind().name().toLowerCase(Locale.ROOT) + " log '" + id.key() + "' in '" + io.root() + "'";
    }

    /** The last sequence number: one look at the size of the file when nothing has changed. */
    long last() throws IOException {
        Ending known = ending.get();
        View view = known.view;
        if (view != null && known.position.settled() && view.size() == known.position.seen()) {
            return known.position.sequence();
        }
        return end().sequence();
    }

    /** The present end of the log. */
    Position end() throws IOException {
        Ending known = ending.get();
        if (known.view != null && known.view.size() < known.position.offset()) {
            forget(known.position);
            known = ending.get();
        }
        if (known.view != null && known.position.settled() && known.view.size() == known.position.seen()) {
            return known.position;
        }
        Position from = known.view == null ? new LogSeek(segments).seek(Long.MAX_VALUE) : known.position;
        Position present = new LogReader(segments, NOBODY, this::milestone).read(from);
        publish(present);
        return present;
    }

    /**
     * The present end, after a look that what was read before is still what stands there. Whoever failed to put an event
     * on the disk has taken it back, perhaps after it was read here. For one thread at a time.
     */
    Position verifiedEnd() throws IOException {
        Ending usual = ending.get();
        Position looked = usual.view == null || !usual.position.settled()
                ? null
                : lastLines.end(usual.position, usual.view);
        if (looked != null) {
            return looked;
        }
        Position known = usual.position;
        while (!stands(known)) {
            forget(known);
            known = ending.get().position;
        }
        return end();
    }

    long read(long after, EventVisitor visitor) throws IOException {
        long[] last = {after};
        EventVisitor behind = new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                if (sequence > after) {
                    visitor.event(sequence, buffer, offset, length);
                    last[0] = sequence;
                }
            }

            @Override
            public void damaged(Damage damage) {
                visitor.damaged(damage);
            }
        };
        Position end = new LogReader(segments, behind, this::milestone).read(startFor(after));
        lastRead = end;
        publish(end);
        return last[0];
    }

    private Position startFor(long after) throws IOException {
        Position recent = lastRead;
        if (recent.sequence() == after && stands(recent)) {
            return recent;
        }
        Map.Entry<Long, Position> milestone = milestones.floorEntry(after);
        if (milestone != null && stands(milestone.getValue())) {
            return milestone.getValue();
        }
        return after == 0 ? Position.START : new LogSeek(segments).seek(after);
    }

    private boolean stands(Position position) throws IOException {
        if (position.lineStart() < 0) {
            return true;
        }
        View view = segments.find(position.segment());
        byte[] checksum = new byte[Line.HEX];
        return view != null
                && view.size() >= position.offset()
                && view.read(position.lineStart(), checksum, 0, Line.HEX) == Line.HEX
                && (int) Line.hex(checksum, 0) == position.checksum();
    }

    /** Whether the last byte of a segment is a line break. */
    boolean endsWithBreak(Position end) throws IOException {
        View view = segments.find(end.segment());
        byte[] last = new byte[1];
        return view != null && view.read(end.seen() - 1, last, 0, 1) == 1 && last[0] == '\n';
    }

    /** The end as the files have it now, whatever was known of it. Reads all of it. */
    Position endFromBeginning() throws IOException {
        return new LogReader(segments, NOBODY, this::milestone).read(Position.START);
    }

    private void milestone(Position position) {
        milestones.putIfAbsent(position.sequence(), position);
    }

    /** Makes a later end known. If that fails, the next look finds it, so this is no failure of what led to it. */
    void publish(Position present) {
        View view;
        try {
            view = segments.find(present.segment());
        } catch (IOException laterThen) {
            return;
        }
        Ending known = ending.get();
        while (present.aheadOf(known.position) && !ending.compareAndSet(known, new Ending(present, view))) {
            known = ending.get();
        }
    }

    /** Forgets what was read, since the file was cut back. */
    private void forget(Position stale) {
        milestones.clear();
        lastRead = Position.START;
        Ending known = ending.get();
        if (known.position.equals(stale)) {
            ending.compareAndSet(known, new Ending(Position.START, null));
        }
    }

    /** Gives file handles back until they are needed again. */
    void release() throws IOException {
        segments.release();
    }
}
