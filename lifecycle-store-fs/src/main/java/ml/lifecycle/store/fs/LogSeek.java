package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.zip.CRC32C;
import ml.lifecycle.store.fs.StoreIo.View;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place in a log from which to read on, without reading what is before it: every line has its number and its
 * checksum, so that any valid line is as good a beginning as the first one.
 *
 * <p>Looks at some lines by bisection, and gives up at anything unusual: a line that is damaged or very long. Then the
 * log has to be read from an earlier place, which is always right and only slower.
 */
final class LogSeek {

    /** What is read at a place that is looked at; also how near to the wanted place is near enough. */
    private static final int WINDOW = 1 << 16;

    private final Segments segments;
    private final byte[] window = new byte[WINDOW];
    private final CRC32C crc = new CRC32C();
    private final Line.Parts parts = new Line.Parts();

    LogSeek(Segments segments) {
        this.segments = segments;
    }

    /** A place behind a valid line whose number is not greater than the given one, near to it where possible. */
    Position seek(long sequence) throws IOException {
        Position best = Position.START;
        for (int number = 1; ; number++) {
            View view = segments.find(number);
            Position first = view == null ? null : look(view, number, 0);
            if (first == null || first.sequence() > sequence) {
                return best.lineStart() < 0 ? best : bisect(best, sequence);
            }
            best = first;
        }
    }

    private Position bisect(Position first, long sequence) throws IOException {
        View view = segments.find(first.segment());
        Position best = first;
        long low = first.offset();
        long high = view == null ? low : view.size();
        while (view != null && high - low > WINDOW) {
            long middle = (low + high) >>> 1;
            Position found = look(view, first.segment(), middle);
            if (found != null && found.sequence() <= sequence && found.sequence() > best.sequence()) {
                best = found;
                low = found.offset();
            } else {
                high = middle;
            }
        }
        return best;
    }

    /** Behind the first line that begins at an offset or later, if it is an event and stands within the window. */
    private @Nullable Position look(View view, int segment, long offset) throws IOException {
        int read = view.read(offset, window, 0, window.length);
        int start = offset == 0 ? 0 : nextBreak(0, read) + 1;
        int end = nextBreak(start, read);
        if (end >= read || !Line.valid(window, start, end, crc)) {
            return null;
        }
        parts.of(window, start, end);
        if (!parts.wellFormed() || parts.endsSegment()) {
            return null;
        }
        return Position.behind(segment, offset + end + 1, offset + start, parts.sequence, parts.checksum);
    }

    private int nextBreak(int from, int to) {
        int at = from;
        while (at < to && window[at] != '\n') {
            at++;
        }
        return at;
    }
}
