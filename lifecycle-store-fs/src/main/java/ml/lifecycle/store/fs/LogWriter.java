package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.Appender;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one log. One thread at a time uses it, and the lock of the log is held while something is appended. All but
 * {@link #appendHere} is for the store's own thread.
 *
 * <p>The commit point: the end of the log is read, the precondition checked, the lines of all waiting callers written
 * with one call, and forced if one of them asked for it. A write that was cut short is cut back to its last whole line.
 * A force that failed is never tried again, since the second one would say yes without having written: what was not
 * acknowledged is cut off, and if that cannot be made safe either, the log takes nothing more until the store is opened
 * again.
 */
final class LogWriter {

    private final LogFile log;
    private final StoreIo io;
    private final Names names;
    private final long segmentBytes;
    private final LineBuffer lines = new LineBuffer();

    private @Nullable Appender appender;
    private int segment;
    private boolean nameForced;
    private boolean dirty;

    /** Whether something that was acknowledged is being forced now. */
    private boolean doubtful;

    private @Nullable UnavailableException broken;

    /** The end of the log before a write on a caller's thread that has not returned. */
    private @Nullable Position unfinished;

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

    /**
     * Appends an event that need not be forced, with looks and one write that no interrupt can hurt. Its ticket is not
     * answered here.
     *
     * @return whether it is in the log; false if that takes more, and nothing was done
     * @throws IOException if the write failed; {@link #takeBack} must follow before the lock of the log is given away
     */
    boolean appendHere(Append append) throws IOException {
        Appender file = appender;
        Position end = endHere();
        if (file == null || end == null || append.expected != EventLogs.ANY && append.expected != end.sequence()) {
            return false;
        }
        append.sequence = end.used() + 1;
        lines.clear(end.checksum());
        lines.add(append);
        unfinished = end;
        file.writeAll(lines.bytes(), lines.length());
        dirty = true;
        publish(end, append);
        unfinished = null;
        return true;
    }

    /** The end of the log, if a line can simply be added there. */
    private @Nullable Position endHere() {
        if (broken != null) {
            return null;
        }
        try {
            Position end = log.verifiedEnd();
            boolean usual = end.settled() && end.segment() == segment && end.offset() < segmentBytes;
            return usual ? end : null;
        } catch (IOException laterThen) {
            return null; // Who looks again on the store's own thread will say what it is.
        }
    }

    /** Cuts off what a failed {@link #appendHere} has left, and says what to tell its caller. */
    UnavailableException takeBack(IOException failure) {
        Position end = unfinished;
        Appender file = appender;
        unfinished = null;
        return end == null || file == null
                ? Failures.unavailable("The " + log + " could not be written", failure)
                : cut(file, end.offset(), failure);
    }

    /** Appends events; every ticket is answered. */
    void append(List<Append> batch) {
        try {
            requireWhole();
            Position end = log.verifiedEnd();
            if (end.tail() == Tail.DAMAGED) {
                throw new CorruptException("The " + log + " takes no event: its end is damaged, so that the number of the"
                        + " next one is unknown. Restore '" + log.segments().path(end.segment()) + "' from a backup"
                        + (log.sealable() ? ", or call repair(): what is damaged then stays as it is and stays lost, and"
                                + " the log goes on behind it" : "; nothing is decided on a history that has a gap"));
            }
            List<Append> accepted = Appends.accept(batch, end);
            long last = accepted.isEmpty() ? end.sequence() : write(accepted, end);
            Appends.refuse(batch, last, log);
        } catch (IOException failure) {
            Appends.failRest(batch, Failures.unavailable("The " + log + " could not be written", failure));
        } catch (LifecycleException failure) {
            Appends.failRest(batch, failure);
        }
    }

    private void requireWhole() {
        if (broken != null) {
            throw broken;
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
        lines.clear(start.checksum());
        lines.add(accepted);
        List<Append> written = writeWhole(file, accepted, start);
        if (written.isEmpty()) {
            return start.sequence();
        }
        if (written.stream().anyMatch(append -> append.commit == Commit.FORCED)) {
            force(file, start.offset());
        } else {
            dirty = true;
        }
        Append last = written.get(written.size() - 1);
        publish(start, last);
        for (Append append : written) {
            append.ticket.complete(append.sequence);
        }
        return last.sequence;
    }

    /** Lets readers know the new end without reading it. */
    private void publish(Position start, Append last) {
        long offset = start.offset() + last.end;
        log.publish(new Position(start.segment(), offset, offset - last.lineLength(), last.sequence, last.checksum, offset,
                Tail.CLEAN, false, last.sequence));
    }

    private Appender open(Position end) throws IOException {
        Appender file = appender;
        if (file == null || segment != end.segment()) {
            io.createDirectory(log.segments().directory());
            file = openSegment(end.segment());
        }
        if (end.tail() == Tail.TORN) {
            // The lock is held, so nobody is still writing this: it is what a crash has left.
            file.truncate(end.offset());
        }
        return file;
    }

    private Appender openSegment(int number) throws IOException {
        close();
        Appender file = io.append(log.segments().path(number));
        appender = file;
        // Whoever created the segment may not have forced its name yet.
        nameForced &= segment == number;
        segment = number;
        return file;
    }

    /** Ends a segment that is long enough. All of it is on the disk before the first line of the next one. */
    private Position roll(Appender file, Position end) throws IOException {
        if (end.rolled()) {
            return end.next();
        }
        byte[] line = Line.next(end.checksum(), Segments.name(end.segment() + 1));
        endSegment(file, end.offset(), line);
        return end.next((int) Line.hex(line, 0));
    }

    /** Adds the last line of a segment; if that fails, the segment is as long again as it was. */
    private void endSegment(Appender file, long length, byte[] line) {
        try {
            writeFully(file, ByteBuffer.wrap(line));
        } catch (IOException failure) {
            throw cut(file, length, failure);
        }
        force(file, length);
    }

    /** Writes all lines; of a disk that takes only some bytes, the lines that are whole. */
    private List<Append> writeWhole(Appender file, List<Append> accepted, Position start) {
        ByteBuffer bytes = lines.lines();
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
            Appends.failRest(lost, cut(file, keep, failure));
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

    private void force(Appender file, long start) {
        try {
            file.force();
            forceName();
            dirty = false;
        } catch (IOException failure) {
            throw cutBack(file, start, failure);
        }
    }

    /** After a failed force: takes back what was not acknowledged, or stops. */
    private UnavailableException cutBack(Appender file, long start, IOException failure) {
        try {
            file.truncate(start);
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

    /**
     * The first of three steps that put everything on the disk that stands in the log now, whoever wrote it: opens the
     * file. Others may write during the second step.
     *
     * @return whether there is anything
     */
    boolean beginForce() {
        requireWhole();
        try {
            Position end = log.end();
            if (end.seen() < 0 && end.offset() == 0 && end.segment() == 1) {
                return false;
            }
            if (appender == null || segment != end.segment()) {
                openSegment(end.segment());
            }
            doubtful = dirty;
            dirty = false;
            return true;
        } catch (IOException failure) {
            throw Failures.unavailable("The " + log + " could not be put on the disk", failure);
        }
    }

    /** The second step: forces, and says what went wrong. */
    @Nullable IOException force() {
        try {
            Objects.requireNonNull(appender).force();
            forceName();
            return null;
        } catch (IOException failure) {
            return failure;
        }
    }

    /** The third step: after a failure the log takes nothing more. */
    void endForce(@Nullable IOException failure) {
        if (failure != null) {
            dirty |= doubtful;
            broken = Failures.unknown("The " + log + " could not be put on the disk", failure);
            throw broken;
        }
    }

    private void forceKnown() {
        endForce(force());
        dirty = false;
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

    /**
     * Lets the log go on behind a damaged end; the lock is held. What is damaged stays: a line behind it, in the same
     * file, announces the next segment and says which numbers count as used, so that none is given twice.
     *
     * @return the number of the next event, or 0 if the end is not damaged
     */
    long seal() throws IOException {
        requireWhole();
        LogReader reader = new LogReader(log.segments(), (sequence, buffer, offset, length) -> {}, position -> {});
        Position end = reader.read(Position.START);
        if (end.tail() != Tail.DAMAGED) {
            return 0;
        }
        long used = reader.beyondAll();
        byte[] line = Line.seal(end.checksum(), Segments.name(end.segment() + 1), used);
        if (!log.endsWithBreak(end)) {
            byte[] behindBreak = new byte[line.length + 1];
            behindBreak[0] = '\n';
            System.arraycopy(line, 0, behindBreak, 1, line.length);
            line = behindBreak;
        }
        endSegment(open(end), end.seen(), line);
        return used + 1;
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
                forceKnown();
            }
        } finally {
            appender = null;
            file.close();
        }
    }
}
