package ml.lifecycle.store.fs;

import java.io.IOException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.View;
import org.jspecify.annotations.Nullable;

/** Follows a log from a position to its end, over all its segments, and checks its numbers and its chain. */
final class LogReader implements LineScanner.Target {

    /** Lines that are known to stand at an offset, so that a later read need not begin at the first one. */
    @FunctionalInterface
    interface Milestones {
        void at(Position position);
    }

    private static final long MILESTONE = 1 << 18;

    /** No line of an event is shorter: two checksums, a digit, a byte of payload, three blanks, a line break. */
    private static final int SHORTEST = 2 * Line.HEX + 6;

    private final Segments segments;
    private final EventVisitor visitor;
    private final Milestones milestones;
    private final Line.Parts parts = new Line.Parts();

    private int segment;
    private long sequence;
    private int checksum;
    private long lineStart;
    private long milestone;
    private boolean rolled;
    private long events;
    private long used;
    private long doubtful;
    private boolean afterDamage;
    private @Nullable Damage unnumbered;

    LogReader(Segments segments, EventVisitor visitor, Milestones milestones) {
        this.segments = segments;
        this.visitor = visitor;
        this.milestones = milestones;
    }

    /** Reads everything behind a position and returns the position at the end. */
    Position read(Position from) throws IOException {
        Position position = from;
        while (true) {
            View view = segments.find(position.segment());
            if (view == null) {
                return position;
            }
            position = readSegment(view, position);
            boolean goesOn = (position.rolled() || position.tail() != Tail.CLEAN)
                    && segments.find(position.segment() + 1) != null;
            if (!goesOn) {
                tell("the last event cannot be read");
                return position;
            }
            position = position.next();
        }
    }

    /** How many events were given. */
    long events() {
        return events;
    }

    /** A number that is greater than any that an event can have that was lost at the end of the log. */
    long beyondAll() {
        return used + doubtful / SHORTEST + 1;
    }

    private Position readSegment(View view, Position from) throws IOException {
        segment = from.segment();
        sequence = from.sequence();
        checksum = from.checksum();
        lineStart = from.lineStart();
        milestone = from.offset();
        rolled = from.rolled();
        used = from.used();
        LineScanner scanner = new LineScanner(view, this).scan(from.offset());
        if (scanner.tail() == Tail.TORN && segments.find(segment + 1) != null) {
            damaged(scanner.tornFrom(), scanner.seen());
        }
        return new Position(
                segment, scanner.end(), lineStart, sequence, checksum, scanner.seen(), scanner.tail(), rolled,
                used);
    }

    @Override
    public void line(byte[] buffer, int start, int end, long offset) {
        if (!parts.of(buffer, start, end).wellFormed()) {
            damaged(offset, offset + end - start + 1);
            return;
        }
        if (parts.previous != checksum && !afterDamage && lineIsNext()) {
            tell(new Damage(segments.path(segment), offset, end - start + 1, "the line before it is not the one it"
                    + " was written after: it was changed, or two processes wrote without a lock"));
        }
        if (parts.endsSegment()) {
            rolled = true;
        } else if (!number(offset)) {
            return;
        }
        checksum = parts.checksum;
        lineStart = offset;
        doubtful = 0;
        if (parts.endsSegment()) {
            seal();
            return;
        }
        sequence = parts.sequence;
        used = Math.max(used, sequence);
        events++;
        if (offset - milestone >= MILESTONE) {
            milestone = offset;
            long next = offset + end - start + 1;
            milestones.at(Position.behind(segment, next, offset, sequence, checksum));
        }
        visitor.event(sequence, buffer, parts.payload, parts.end - parts.payload);
    }

    private boolean lineIsNext() {
        return parts.endsSegment() || parts.sequence == sequence + 1;
    }

    /** Whether the number of the line lets it be the next event; the numbers of later lines count. */
    private boolean number(long offset) {
        if (parts.sequence <= sequence) {
            tell(new Damage(segments.path(segment), offset, -1, "event " + parts.sequence + " stands again behind event "
                    + sequence + " and is not used: two processes wrote without a lock, or the file was edited"));
            return false;
        }
        if (parts.sequence <= used + 1) {
            tell("no event is lost");
        } else {
            String lost = parts.sequence == used + 2
                    ? "event " + (used + 1)
                    : "events " + (used + 1) + " to " + (parts.sequence - 1);
            if (unnumbered == null) {
                unnumbered = new Damage(segments.path(segment), offset, 0, "lines are missing");
            }
            tell(lost + " cannot be read");
        }
        afterDamage = false;
        return true;
    }

    /** Behind a seal the numbers go on as it says. */
    private void seal() {
        if (parts.seals()) {
            used = Math.max(used, parts.used);
            tell("the events in it cannot be read, and the log goes on in '" + Segments.name(segment + 1)
                    + "' with event " + (used + 1));
            afterDamage = false;
        }
    }

    @Override
    public void damaged(long from, long to) {
        doubtful += to - from;
        tell("the events in it cannot be read");
        unnumbered = new Damage(segments.path(segment), from, to - from, "the checksum does not match");
        afterDamage = true;
    }

    /** Reports the damage that was found last, now that it is known what it affects. */
    private void tell(String affected) {
        Damage damage = unnumbered;
        if (damage != null) {
            unnumbered = null;
            tell(new Damage(damage.place(), damage.offset(), damage.length(), damage.what() + "; " + affected));
        }
    }

    private void tell(Damage damage) {
        visitor.damaged(damage);
    }
}
