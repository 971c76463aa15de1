package ml.lifecycle.store.fs;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.store.fs.StoreIo.View;

/**
 * Reads checksummed lines from a file that others append to, and finds the way through damage.
 *
 * <p>What cannot be read is reported once it is known how far it reaches, and reading goes on behind it. Only the end of
 * the file is treated differently: lines that were never completed are what a crash leaves behind, not damage.
 */
final class LineScanner {

    /** What a scan finds, in the order of the file. */
    interface Target {

        /** A line whose checksum is right, without its line break. The buffer is reused. */
        void line(byte[] buffer, int start, int end, long offset);

        /** Bytes that are no valid line. */
        void damaged(long from, long to);
    }

    /** How a file ends. */
    enum Tail {
        /** With a valid line, or empty. */
        CLEAN,
        /** With a line that was never completed; nothing valid follows it. */
        TORN,
        /** With something that was once complete and is not valid. */
        DAMAGED
    }

    private static final int LONGEST = EventLogs.MAX_EVENT_BYTES + Line.OVERHEAD;
    private static final int BUFFER = 1 << 18;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BREAKS = '\n' * ONES;

    /** Bounds the work on a hostile line that looks as if a new one began everywhere. */
    private static final int SALVAGE_ATTEMPTS = 64;

    private final CRC32C crc = new CRC32C();
    private final View view;
    private final Target target;

    private byte[] buffer;
    private int low;
    private int high;
    private int searched;
    private long base;

    private long pending = -1;
    private long nulls = -1;
    private long lookedAgain = -1;
    private boolean oversized;

    private long end;
    private long tornFrom = -1;
    private boolean unused;
    private Tail tail = Tail.CLEAN;

    LineScanner(View view, Target target) {
        this.view = view;
        this.target = target;
        this.buffer = new byte[0];
    }

    /** Reads from an offset, where a line begins, to the end of the file. */
    LineScanner scan(long from) throws IOException {
        long expected = Math.max(view.size() - from, 0) + 1;
        buffer = new byte[(int) Math.min(expected, BUFFER)];
        base = from;
        end = from;
        do {
            lines();
        } while (fill());
        finish();
        return this;
    }

    /** Behind the last valid line. */
    long end() {
        return end;
    }

    /** Behind the last byte that was there. */
    long seen() {
        return base + high;
    }

    Tail tail() {
        return tail;
    }

    /** Whether there is nothing but zeros behind the last line: space that a writer has reserved. */
    boolean endsUnused() {
        return unused;
    }

    /** Where the lines begin that were never completed, or -1. */
    long tornFrom() {
        return tornFrom;
    }

    private void lines() {
        for (int lineEnd = nextBreak(); lineEnd < high; lineEnd = nextBreak()) {
            if (!oversized && Line.valid(buffer, low, lineEnd, crc)) {
                accept(low, lineEnd);
            } else if (lookAgain()) {
                return;
            } else {
                reject(lineEnd);
            }
            low = lineEnd + 1;
            searched = low;
            oversized = false;
        }
    }

    /** The next line break, or the end of what was read; eight bytes are looked at together. */
    private int nextBreak() {
        int at = searched;
        while (at + Long.BYTES <= high) {
            long zeroAtBreak = (long) LONGS.get(buffer, at) ^ BREAKS;
            long found = zeroAtBreak - ONES & ~zeroAtBreak & HIGH_BITS;
            if (found != 0) {
                searched = at + (Long.numberOfTrailingZeros(found) >>> 3);
                return searched;
            }
            at += Long.BYTES;
        }
        while (at < high && buffer[at] != '\n') {
            at++;
        }
        searched = at;
        return at;
    }

    private void accept(int start, int lineEnd) {
        if (pending >= 0) {
            target.damaged(pending, base + start);
            pending = -1;
            nulls = -1;
        }
        target.line(buffer, start, lineEnd, base + start);
        end = base + lineEnd + 1;
    }

    /**
     * Reads a place once more before it is called damaged: while we read, a writer may have cut off a torn tail and
     * written in its place, so that the buffer holds the beginning of the one and the end of the other.
     */
    private boolean lookAgain() {
        long offset = base + low;
        if (pending >= 0 || lookedAgain == offset) {
            return false;
        }
        lookedAgain = offset;
        base = offset;
        low = 0;
        high = 0;
        searched = 0;
        return true;
    }

    private void reject(int lineEnd) {
        int second = oversized ? -1 : secondLine(lineEnd);
        if (second < 0) {
            mark(low, lineEnd);
            return;
        }
        // A damaged line break has joined two lines.
        if (Line.valid(buffer, low, second - 1, crc)) {
            accept(low, second - 1);
            pending = base + second - 1;
        } else {
            mark(low, second);
        }
        accept(second, lineEnd);
    }

    private int secondLine(int lineEnd) {
        int attempts = 0;
        for (int i = low + 1; i + Line.BODY < lineEnd && attempts < SALVAGE_ATTEMPTS; i++) {
            if (buffer[i + Line.HEX] == ' ' && Line.hex(buffer, i) >= 0) {
                attempts++;
                if (Line.valid(buffer, i, lineEnd, crc)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void mark(int from, int to) {
        if (pending < 0) {
            pending = base + from;
        }
        if (nulls < 0 && holdsNulls(from, to)) {
            nulls = base + from;
        }
    }

    /** Two in a row: blocks that never reached the disk read as zeros, while a single flipped bit makes only one. */
    private boolean holdsNulls(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (buffer[i] == 0 && buffer[i - 1] == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (low > 0) {
            System.arraycopy(buffer, low, buffer, 0, high - low);
            base += low;
            high -= low;
            searched -= low;
            low = 0;
        }
        if (high == buffer.length) {
            enlarge();
        }
        int read = view.read(base + high, buffer, high, buffer.length - high);
        high += Math.max(read, 0);
        return read > 0;
    }

    private void enlarge() {
        if (buffer.length < LONGEST) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(buffer.length * 2L, 1 << 12), LONGEST));
            return;
        }
        // No line is that long: this is damage up to the next line break, wherever that is.
        mark(0, high);
        oversized = true;
        base += high;
        high = 0;
        searched = 0;
    }

    private void finish() {
        long seen = base + high;
        tornFrom = nulls;
        unused = pending < 0 && !oversized && low < high && isZero(low, high);
        if (oversized || low < high) {
            // With one byte too many, a complete line has lost its line break to damage, not to a crash; a crash leaves
            // no byte there, or zeros.
            boolean complete = oversized || buffer[high - 1] != 0 && Line.valid(buffer, low, high - 1, crc);
            if (complete) {
                mark(low, high);
            } else if (tornFrom < 0) {
                tornFrom = base + low;
            }
        }
        long damagedTo = tornFrom < 0 ? seen : tornFrom;
        if (pending >= 0 && pending < damagedTo) {
            target.damaged(pending, damagedTo);
            tail = Tail.DAMAGED;
        } else {
            tail = tornFrom < 0 ? Tail.CLEAN : Tail.TORN;
        }
    }
}
