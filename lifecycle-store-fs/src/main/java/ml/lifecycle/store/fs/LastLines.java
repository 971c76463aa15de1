package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.zip.CRC32C;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.View;
import org.jspecify.annotations.Nullable;

/**
 * A look at the end of a log by the one who is about to append, who holds its lock and keeps others waiting: one read that
 * tells that the last known line still stands there unchanged, and what others have written behind it. All that is not
 * plain is left to {@link LogReader}. For one thread at a time.
 */
final class LastLines {

    /** What a file gives with one call and without memory of its own. */
    private final byte[] bytes = new byte[1 << 13];

    private final CRC32C crc = new CRC32C();
    private final Line.Parts parts = new Line.Parts();

    /** The present end, or nothing if that takes more than a look. */
    @Nullable Position end(Position known, View view) throws IOException {
        long length = known.offset() - known.lineStart();
        if (known.lineStart() < 0 || length >= bytes.length || known.used() != known.sequence()) {
            return null;
        }
        int line = (int) length;
        int read = view.read(known.lineStart(), bytes, 0, bytes.length);
        if (read < line || read == bytes.length || bytes[line - 1] != '\n'
                || (int) Line.hex(bytes, 0) != known.checksum() || !Line.valid(bytes, 0, line - 1, crc)) {
            return null;
        }
        return read == line ? known : behind(known, line, read);
    }

    /** The end behind events that follow each other, as whole lines, up to the end of what was read. */
    private @Nullable Position behind(Position known, int from, int to) {
        long sequence = known.sequence();
        int checksum = known.checksum();
        int start = from;
        int last = from;
        while (start < to) {
            int end = breakFrom(start, to);
            if (end == to || !Line.valid(bytes, start, end, crc) || !follows(start, end, sequence, checksum)) {
                return null;
            }
            sequence = parts.sequence;
            checksum = parts.checksum;
            last = start;
            start = end + 1;
        }
        long size = known.lineStart() + to;
        return new Position(known.segment(), size, known.lineStart() + last, sequence, checksum, size, Tail.CLEAN, false,
                sequence);
    }

    private int breakFrom(int start, int to) {
        int end = start;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether a valid line is the event with the next number, written after the line with a checksum. */
    private boolean follows(int start, int end, long sequence, int checksum) {
        parts.of(bytes, start, end);
        return parts.sequence == sequence + 1 && parts.previous == checksum;
    }
}
