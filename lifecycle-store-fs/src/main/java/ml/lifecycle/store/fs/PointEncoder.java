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
 *
 * <p>Whatever is thrown in the middle of a call, without stack or without memory, leaves all as it was before: bytes are
 * put behind the end, and only then, by stores between which nothing can fail, they are counted in. A name may therefore
 * stand in a line again, under another index, if it was to be forgotten.
 */
final class PointEncoder {

    /** The longest name that is taken, in characters; any of them may take six bytes. */
    static final int LONGEST_NAME = 1_000;

    private static final int LINE = 1 << 15;
    private static final int CAPACITY = 1 << 18;
    private static final int SLACK = 6 * LONGEST_NAME + 200 + Line.OVERHEAD;
    private static final int RECENT = 64;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static {
        // Makes the tables now: a class whose initialiser runs out of stack can never be used again.
        Decimals.print(0.1, new byte[Decimals.LONGEST], 0);
    }

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
    /** As of the last line that stays, whatever comes. */
    private long keptSequence;
    private int keptPrevious;
    /** How many names stand in the line. */
    private int names;
    /** Whether a key was noted whose name may not stand in the line. */
    private boolean doubtful;

    boolean isEmpty() {
        return at == 0;
    }

    /** Whether the buffer should be written before another point is added. */
    boolean isFull() {
        return at > CAPACITY - SLACK;
    }

    void add(String metric, long step, long time, double value) {
        if (lineStart < 0 || at - lineStart > LINE || buffer.length - at < SLACK) {
            prepare(time);
        }
        int slot = slot(metric);
        int key = recent[slot] == metric ? recentKeys[slot] : key(metric, slot);
        byte[] target = buffer;
        int to = at;
        target[to++] = ',';
        to = key < names ? Digits.putOver(target, to, key) : putName(target, to, metric);
        target[to] = ',';
        to = putSigned(target, to + 1, step);
        target[to] = ',';
        to = putSigned(target, to + 1, time - lastTime);
        target[to++] = ',';
        to = Double.isFinite(value) ? Decimals.print(value, target, to) : putName(target, to, word(value));
        // From here on nothing can fail.
        at = to;
        lastTime = time;
        if (key == names) {
            names = key + 1;
            doubtful = false;
        }
    }

    /** Ends a line that is long enough, makes room, begins a line. */
    private void prepare(long time) {
        Stack.require();
        if (lineStart >= 0 && at - lineStart > LINE) {
            seal();
        }
        if (buffer.length - at < SLACK) {
            buffer = Arrays.copyOf(buffer, Math.min(CAPACITY, Math.max(4 * buffer.length, 4 * SLACK)));
        }
        if (lineStart < 0) {
            begin(time);
        }
    }

    private void begin(long time) {
        int to = Line.begin(buffer, at, sequence + 1, previous);
        buffer[to++] = '[';
        to = putSigned(buffer, to, time);
        lineStart = at;
        at = to;
        lastTime = time;
        sequence++;
    }

    private static int slot(String metric) {
        int hash = metric.hashCode();
        return (hash ^ hash >>> 8) & RECENT - 1;
    }

    /** The index of a name in the line, which is the next one if it does not stand there. */
    private int key(String metric, int slot) {
        if (doubtful) {
            forgetNames();
        }
        Integer known = keys.get(metric);
        if (known == null) {
            Stack.require();
            doubtful = true;
            keys.put(metric, names);
            return names;
        }
        int key = known;
        recentKeys[slot] = key;
        recent[slot] = metric;
        return key;
    }

    private void forgetNames() {
        Arrays.fill(recent, null);
        keys.clear();
        doubtful = false;
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

    private static String word(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
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
        forgetNames();
        int end = at;
        buffer[end++] = ']';
        int checksum = Line.end(buffer, lineStart, end, crc);
        at = end + 1;
        previous = checksum;
        lineStart = -1;
        names = 0;
    }

    /** Ends the line that was begun. */
    void finish() {
        if (lineStart >= 0) {
            seal();
        }
    }

    /** Notes that all lines until now stay, when they are written and nothing is begun. */
    void keep() {
        keptSequence = sequence;
        keptPrevious = previous;
    }

    /** Forgets all points behind what stays. */
    void forget() {
        forgetNames();
        at = 0;
        lineStart = -1;
        names = 0;
        sequence = keptSequence;
        previous = keptPrevious;
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
