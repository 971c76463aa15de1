package ml.lifecycle.store.fs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** The lines that are written next; the memory is used again. */
final class LineBuffer {

    private static final int KEPT = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int previous;

    /** Begins again, behind a line with the given checksum. */
    void clear(int checksum) {
        length = 0;
        previous = checksum;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }

    /** Adds the lines of events that have their numbers. */
    void add(List<Append> events) {
        for (Append append : events) {
            add(append);
        }
    }

    /** Adds the line of an event that has its number. */
    void add(Append append) {
        ensureRoom(append.event.length + Line.OVERHEAD);
        int payload = Line.begin(bytes, length, append.sequence, previous);
        System.arraycopy(append.event, 0, bytes, payload, append.event.length);
        int lineEnd = payload + append.event.length;
        previous = Line.end(bytes, length, lineEnd, crc);
        length = lineEnd + 1;
        append.checksum = previous;
        append.end = length;
    }

    private void ensureRoom(int wanted) {
        if (bytes.length - length < wanted) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + wanted));
        }
    }

    /** The lines; valid until the next change. */
    ByteBuffer lines() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
