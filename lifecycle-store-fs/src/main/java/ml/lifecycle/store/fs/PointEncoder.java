package ml.lifecycle.store.fs;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

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
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final CRC32C crc = new CRC32C();
    private final Map<String, Integer> keys = new HashMap<>();
    private byte[] buffer = new byte[1 << 12];
    private int at;
    private int lineStart = -1;
    private String lastMetric = "";
    private int lastKey = -1;
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
            buffer = java.util.Arrays.copyOf(buffer, Math.min(CAPACITY, Math.max(4 * buffer.length, 4 * SLACK)));
        }
        if (lineStart < 0) {
            begin(time);
        }
        byte[] target = buffer;
        target[at++] = ',';
        putKey(metric);
        target[at++] = ',';
        at = putSigned(target, at, step);
        target[at++] = ',';
        at = putSigned(target, at, time - lastTime);
        target[at++] = ',';
        lastTime = time;
        at = Double.isFinite(value) ? Decimals.print(value, target, at) : putWord(value);
        if (at - lineStart > LINE) {
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

    private void putKey(String metric) {
        if (metric != lastMetric || lastKey < 0) {
            Integer known = keys.get(metric);
            if (known == null) {
                lastKey = keys.size();
                keys.put(metric, lastKey);
                lastMetric = metric;
                putName(metric);
                return;
            }
            lastKey = known;
            lastMetric = metric;
        }
        at = Line.putNumber(buffer, at, lastKey);
    }

    private void putName(String name) {
        buffer[at++] = '"';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
                buffer[at++] = (byte) c;
            } else {
                putEscaped(c);
            }
        }
        buffer[at++] = '"';
    }

    /** What is not plain ASCII is escaped: readable by every JSON parser, and no question of encodings or halves. */
    private void putEscaped(char c) {
        buffer[at++] = '\\';
        buffer[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[at++] = HEX[c >> shift & 15];
        }
    }

    private int putWord(double value) {
        buffer[at++] = '"';
        String word = Double.toString(value);
        for (int i = 0; i < word.length(); i++) {
            buffer[at++] = (byte) word.charAt(i);
        }
        buffer[at++] = '"';
        return at;
    }

    private static int putSigned(byte[] target, int start, long number) {
        if (number >= 0) {
            return Line.putNumber(target, start, number);
        }
        target[start] = '-';
        if (number != Long.MIN_VALUE) {
            return Line.putNumber(target, start + 1, -number);
        }
        int tens = Line.putNumber(target, start + 1, -(number / 10));
        return Line.putNumber(target, tens, -(number % 10));
    }

    private void seal() {
        buffer[at++] = ']';
        previous = Line.end(buffer, lineStart, at, crc);
        at++;
        lineStart = -1;
        lastKey = -1;
        keys.clear();
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
