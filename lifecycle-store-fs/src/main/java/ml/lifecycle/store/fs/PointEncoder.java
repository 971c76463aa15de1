package ml.lifecycle.store.fs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes metric points into a buffer, as lines of up to 32 KiB with the payload
 * {@code [time,key,step,delta,value,key,step,delta,value,…]}.
 *
 * <p>A key is the name of the metric where it stands for the first time in the line, and afterwards its index among the
 * names of the line; a delta is the time since the point before.
 */
final class PointEncoder {

    /** The longest name that is taken, in characters; any of them may take six bytes. */
    static final int LONGEST_NAME = 1_000;

    private static final int LINE = 1 << 15;
    private static final int CAPACITY = 1 << 18;
    private static final int SLACK = 6 * LONGEST_NAME + 100 + Line.OVERHEAD;
    private static final int RECENT = 64;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CRC32C crc = new CRC32C();
    private final Map<String, Integer> keys = new HashMap<>();
    /** Names met last, found by identity: a caller mostly gives the same objects again. */
    private final @Nullable String[] recent = new String[RECENT];
    private final int[] recentKeys = new int[RECENT];
    private byte[] buffer = new byte[1 << 12];
    private int at;
    private int lineStart = -1;
    private long lastTime;
    private long sequence;
    private int previous;

    boolean isEmpty() {
        return at == 0;
    }

    /** Whether the buffer should be written before another point is added. */
    boolean isFull() {
        return at > CAPACITY - SLACK;
    }

    void add(String metric, long step, long time, double value) {
        if (buffer.length - at < SLACK) {
            buffer = Arrays.copyOf(buffer, Math.min(CAPACITY, Math.max(4 * buffer.length, 4 * SLACK)));
        }
        if (lineStart < 0) {
            begin(time);
        }
        byte[] target = buffer;
        int to = at;
        target[to] = ',';
        to = putKey(target, to + 1, metric);
        target[to] = ',';
        to = putSigned(target, to + 1, step);
        target[to] = ',';
        to = putSigned(target, to + 1, time - lastTime);
        target[to++] = ',';
        lastTime = time;
        to = Double.isFinite(value) ? Decimals.print(value, target, to) : putWord(target, to, value);
        at = to;
        if (to - lineStart > LINE) {
            seal();
        }
    }

    private void begin(long time) {
        lineStart = at;
        at = Line.begin(buffer, at, ++sequence, previous);
        buffer[at++] = '[';
        at = putSigned(buffer, at, time);
        lastTime = time;
    }

    private int putKey(byte[] target, int start, String metric) {
        int hash = metric.hashCode();
        int slot = (hash ^ hash >>> 8) & RECENT - 1;
        if (recent[slot] == metric) {
            return Digits.putOver(target, start, recentKeys[slot]);
        }
        Integer known = keys.putIfAbsent(metric, keys.size());
        int key = known == null ? keys.size() - 1 : known;
        recent[slot] = metric;
        recentKeys[slot] = key;
        return known == null ? putName(target, start, metric) : Digits.putOver(target, start, key);
    }

    private static int putName(byte[] target, int start, String name) {
        int at = start;
        target[at++] = '"';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
                target[at++] = (byte) c;
            } else {
                at = putEscaped(target, at, c);
            }
        }
        target[at++] = '"';
        return at;
    }

    /** What is not plain ASCII is escaped: readable by every JSON parser, and no question of encodings or halves. */
    private static int putEscaped(byte[] target, int start, char c) {
        int at = start;
        target[at++] = '\\';
        target[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            target[at++] = HEX[c >> shift & 15];
        }
        return at;
    }

    private static int putWord(byte[] target, int start, double value) {
        return putName(target, start, Double.toString(value));
    }

    private static int putSigned(byte[] target, int start, long number) {
        if (number >= 0) {
            return Digits.putOver(target, start, number);
        }
        target[start] = '-';
        if (number != Long.MIN_VALUE) {
            return Digits.put(target, start + 1, -number);
        }
        int tens = Digits.put(target, start + 1, -(number / 10));
        return Digits.put(target, tens, -(number % 10));
    }

    private void seal() {
        buffer[at++] = ']';
        previous = Line.end(buffer, lineStart, at, crc);
        at++;
        lineStart = -1;
        keys.clear();
        Arrays.fill(recent, null);
    }

    /** Ends the line that was begun. */
    void finish() {
        if (lineStart >= 0) {
            seal();
        }
    }

    /** Gives the bytes away and goes on in another buffer. */
    byte[] swap(byte[] other) {
        byte[] full = buffer;
        buffer = other;
        at = 0;
        return full;
    }

    int length() {
        return at;
    }
}
