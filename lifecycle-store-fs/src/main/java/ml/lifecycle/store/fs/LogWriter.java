package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.Appender;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one log. Used on the store's own thread alone, and {@link #append} while the lock of the log is held.
 *
 * <p>The commit point: the end of the log is read, the precondition checked, the lines of all waiting callers written
 * with one call, and forced if one of them asked for it. A write that was cut short is cut back to its last whole line.
 * A force that failed is never tried again, since the second one would say yes without having written: what was not
 * acknowledged is cut off, and if that cannot be made safe either, the log takes nothing more until the store is opened
 * again.
 */
final class LogWriter {

    /** A caller's event on its way into the log. */
    static final class Append {
        final byte[] event;
        final long expected;
        final Commit commit;
        final Ticket<Long> ticket = new Ticket<>();
        private long sequence;
        private long found;
        private int end;
        private int checksum;

        Append(byte[] event, long expected, Commit commit) {
            this.event = event;
            this.expected = expected;
            this.commit = commit;
        }
    }

    private static final int KEPT_BUFFER = 1 << 20;

    private final LogFile log;
    private final StoreIo io;
    private final Names names;
    private final long segmentBytes;
    private final CRC32C crc = new CRC32C();

    private byte[] buffer = new byte[1 << 12];
    private @Nullable Appender appender;
    private int segment;
    private boolean nameForced;
    private boolean dirty;
    private @Nullable UnavailableException broken;

    LogWriter(LogFile log, StoreIo io, Names names, long segmentBytes) {
        this.log = log;
        this.io = io;
        this.names = names;
        this.segmentBytes = segmentBytes;
    }

    boolean isOpen() {
        return appender != null;
    }

    /** Whether something was acknowledged that is not yet forced. */
    boolean isDirty() {
        return dirty;
    }

    /** Appends events; every ticket is answered. */
    void append(List<Append> batch) {
        try {
            requireWhole();
            Position end = log.verifiedEnd();
            if (end.tail() == Tail.DAMAGED) {
                throw new CorruptException("The " + log + " takes no event: its end is damaged, so that the number of the"
                        + " next one is unknown. Restore '" + log.segments().path(end.segment()) + "' from a backup");
            }
            List<Append> accepted = accept(batch, end.sequence());
            long last = accepted.isEmpty() ? end.sequence() : write(accepted, end);
            refuse(batch, last);
        } catch (IOException failure) {
            failRest(batch, Failures.unavailable("The " + log + " could not be written", failure));
        } catch (LifecycleException failure) {
            failRest(batch, failure);
        }
    }

    /** Answers all tickets that have no answer yet. */
    static void failRest(List<Append> batch, Throwable failure) {
        for (Append append : batch) {
            if (!append.ticket.isDone()) {
                append.ticket.fail(failure);
            }
        }
    }

    private void requireWhole() {
        if (broken != null) {
            throw broken;
        }
    }

    private List<Append> accept(List<Append> batch, long last) {
        List<Append> accepted = new ArrayList<>(batch.size());
        long sequence = last;
        for (Append append : batch) {
            if (append.expected == EventLogs.ANY || append.expected == sequence) {
                append.sequence = ++sequence;
                accepted.add(append);
            } else {
                append.found = sequence;
            }
        }
        return accepted;
    }

    /**
     * Tells those whose expectation was wrong, after the events are in that made it wrong. If these could not be written,
     * nobody was first, and the failure is theirs too.
     */
    private void refuse(List<Append> batch, long last) {
        for (Append append : batch) {
            if (append.ticket.isDone()) {
                continue;
            }
            if (append.found <= last) {
                append.ticket.fail(new ConflictException("The " + log + " has moved on: expected " + append.expected
                        + " as the number of its last event, found " + append.found
                        + ". Nothing was appended; read the new events and decide again"));
            } else {
                append.ticket.fail(new UnavailableException("The " + log + " could not be written; nothing was appended."
                        + " Try again when the cause is gone"));
            }
        }
    }

    /** Writes events and answers them. Returns the last number that is now in the log. */
    private long write(List<Append> accepted, Position end) throws IOException {
        Position start = end;
        Appender file = open(start);
        if (start.rolled() || start.offset() >= segmentBytes) {
            start = roll(file, start);
            file = open(start);
        }
        int length = encode(accepted, start);
        List<Append> written = writeWhole(file, accepted, start, length);
        if (written.isEmpty()) {
            return start.sequence();
        }
        if (written.stream().anyMatch(append -> append.commit == Commit.FORCED)) {
            force(file, start);
        } else {
            dirty = true;
        }
        Append last = written.get(written.size() - 1);
        long offset = start.offset() + last.end;
        long lineStart = offset - lineLength(last);
        log.publish(new Position(
                start.segment(), offset, lineStart, last.sequence, last.checksum, offset, Tail.CLEAN, false));
        for (Append append : written) {
            append.ticket.complete(append.sequence);
        }
        return last.sequence;
    }

    private static int lineLength(Append append) {
        return 2 * Line.HEX + 4 + Long.toString(append.sequence).length() + append.event.length;
    }

    private Appender open(Position end) throws IOException {
        Appender file = appender;
        if (file == null || segment != end.segment()) {
            close();
            io.createDirectory(log.segments().directory());
            file = io.append(log.segments().path(end.segment()));
            appender = file;
            segment = end.segment();
        }
        if (end.tail() == Tail.TORN) {
            // The lock is held, so nobody is still writing this: it is what a crash has left.
            file.truncate(end.offset());
        }
        return file;
    }

    /** Ends a segment that is long enough. All of it is on the disk before the first line of the next one. */
    private Position roll(Appender file, Position end) throws IOException {
        if (end.rolled()) {
            return end.next();
        }
        byte[] line = Line.next(end.checksum(), Segments.name(end.segment() + 1));
        try {
            writeFully(file, ByteBuffer.wrap(line));
        } catch (IOException failure) {
            throw cut(file, end.offset(), failure);
        }
        try {
            file.force();
            forceName();
        } catch (IOException failure) {
            throw cutBack(file, end, failure);
        }
        dirty = false;
        nameForced = false;
        return Position.segment(end.segment() + 1, end.sequence(), (int) Line.hex(line, 0));
    }

    private int encode(List<Append> accepted, Position start) {
        int at = 0;
        int previous = start.checksum();
        for (Append append : accepted) {
            ensureRoom(at, append.event.length + Line.OVERHEAD);
            int payload = Line.begin(buffer, at, append.sequence, previous);
            System.arraycopy(append.event, 0, buffer, payload, append.event.length);
            int lineEnd = payload + append.event.length;
            previous = Line.end(buffer, at, lineEnd, crc);
            at = lineEnd + 1;
            append.checksum = previous;
            append.end = at;
        }
        return at;
    }

    private void ensureRoom(int used, int wanted) {
        if (buffer.length - used < wanted) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, used + wanted));
        } else if (used == 0 && buffer.length > KEPT_BUFFER && wanted < KEPT_BUFFER) {
            buffer = new byte[KEPT_BUFFER];
        }
    }

    /** Writes all lines; of a disk that takes only some bytes, the lines that are whole. */
    private List<Append> writeWhole(Appender file, List<Append> accepted, Position start, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        try {
            writeFully(file, bytes);
            return accepted;
        } catch (IOException failure) {
            int whole = 0;
            while (whole < accepted.size() && accepted.get(whole).end <= bytes.position()) {
                whole++;
            }
            List<Append> written = accepted.subList(0, whole);
            List<Append> lost = accepted.subList(whole, accepted.size());
            long keep = start.offset() + (whole == 0 ? 0 : written.get(whole - 1).end);
            failRest(lost, cut(file, keep, failure));
            return written;
        }
    }

    private static void writeFully(Appender file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (file.write(bytes) <= 0) {
                throw new IOException("No space left: the file system took no more bytes");
            }
        }
    }

    private UnavailableException cut(Appender file, long size, IOException failure) {
        try {
            file.truncate(size);
            return Failures.unavailable("The " + log + " could not be written", failure);
        } catch (IOException second) {
            // The next writer reads the end again, and cuts off what is not whole.
            failure.addSuppressed(second);
            return Failures.unknown("The " + log + " could not be written", failure);
        }
    }

    private void force(Appender file, Position start) {
        try {
            file.force();
            forceName();
            dirty = false;
        } catch (IOException failure) {
            throw cutBack(file, start, failure);
        }
    }

    /** After a failed force: takes back what was not acknowledged, or stops. */
    private UnavailableException cutBack(Appender file, Position start, IOException failure) {
        try {
            file.truncate(start.offset());
            file.force();
        } catch (IOException second) {
            failure.addSuppressed(second);
            broken = Failures.unknown("The " + log + " could not be put on the disk", failure);
            return broken;
        }
        if (dirty) {
            // Events that were acknowledged as written may have been in what the disk refused.
            broken = Failures.unknown("The " + log + " could not be put on the disk", failure);
        }
        return Failures.unavailable("The " + log + " could not be put on the disk, nothing was appended", failure);
    }

    /** Puts everything on the disk that stands in the log now, whoever wrote it. */
    void force() {
        requireWhole();
        try {
            Position end = log.end();
            if (end.seen() < 0 && end.offset() == 0 && end.segment() == 1) {
                return;
            }
            Appender file = appender;
            if (file == null || segment != end.segment()) {
                close();
                file = io.append(log.segments().path(end.segment()));
                appender = file;
                segment = end.segment();
            }
            forceKnown(file);
        } catch (IOException failure) {
            throw Failures.unavailable("The " + log + " could not be put on the disk", failure);
        }
    }

    private void forceKnown(Appender file) {
        try {
            file.force();
            forceName();
            dirty = false;
        } catch (IOException failure) {
            broken = Failures.unknown("The " + log + " could not be put on the disk", failure);
            throw broken;
        }
    }

    /** Takes a torn tail off; the lock is held. Returns whether there was one. */
    boolean repair() throws IOException {
        requireWhole();
        Position end = log.verifiedEnd();
        if (end.tail() != Tail.TORN) {
            return false;
        }
        open(end).force();
        return true;
    }

    private void forceName() throws IOException {
        if (!nameForced) {
            names.force(log.segments().path(segment));
            nameForced = true;
        }
    }

    /** Forces what is not forced, and gives the file back. */
    void close() throws IOException {
        Appender file = appender;
        if (file == null) {
            return;
        }
        try {
            if (dirty && broken == null) {
                forceKnown(file);
            }
        } finally {
            appender = null;
            file.close();
        }
    }
}
