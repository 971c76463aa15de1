package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.store.fs.StoreIo.View;

/** Reads the metric points of one writer; see {@link PointEncoder} for their form. */
final class PointReader implements LineScanner.Target {

    private final String path;
    private final PointVisitor visitor;
    private final Map<String, String> names;
    private final Line.Parts parts = new Line.Parts();

    private String[] keys = new String[16];
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long sequence;
    private long points;
    private boolean afterDamage;

    private PointReader(String path, PointVisitor visitor, Map<String, String> names) {
        this.path = path;
        this.visitor = visitor;
        this.names = names;
    }

    /** What a read of a file found besides its points. */
    record Result(long points, LineScanner.Tail tail, long end) {}

    /**
     * Reads a file.
     *
     * @param names the names met so far, so that equal ones are one object
     */
    static Result read(StoreIo io, String path, PointVisitor visitor, Map<String, String> names) throws IOException {
        PointReader reader = new PointReader(path, visitor, names);
        try (View view = io.view(path)) {
            LineScanner scanner = new LineScanner(view, reader).scan(0);
            return new Result(reader.points, scanner.tail(), scanner.end());
        }
    }

    static Map<String, String> names() {
        return new HashMap<>();
    }

    @Override
    public void line(byte[] buffer, int start, int lineEnd, long offset) {
        boolean wellFormed = parts.of(buffer, start, lineEnd).wellFormed();
        if (wellFormed && parts.sequence != sequence + 1 && !afterDamage) {
            visitor.damaged(new Damage(path, offset, 0, "lines are missing: expected batch " + (sequence + 1)
                    + " of metric points, found " + parts.sequence));
        }
        sequence = wellFormed ? parts.sequence : sequence + 1;
        afterDamage = false;
        bytes = buffer;
        at = parts.payload;
        end = lineEnd;
        if (!wellFormed || !batch()) {
            visitor.damaged(new Damage(path, offset, lineEnd - start + 1,
                    "the checksum matches, but this is not a batch of metric points as format 1 has them"));
        }
    }

    @Override
    public void damaged(long from, long to) {
        afterDamage = true;
        visitor.damaged(new Damage(path, from, to - from,
                "the checksum does not match; the metric points in it cannot be read"));
    }

    private boolean batch() {
        if (!take('[')) {
            return false;
        }
        try {
            long time = number();
            int count = 0;
            while (take(',')) {
                int key = count;
                if (at < end && bytes[at] == '"') {
                    name(count++);
                } else {
                    key = (int) number();
                }
                require(key < count && take(','));
                long step = number();
                require(take(','));
                time += number();
                require(take(','));
                double value = value();
                points++;
                visitor.point(keys[key], step, time, value);
            }
            return take(']') && at == end;
        } catch (NumberFormatException malformed) {
            return false;
        }
    }

    private boolean take(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new NumberFormatException();
        }
    }

    private long number() {
        boolean negative = take('-');
        int first = at;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 - (bytes[at++] - '0');
        }
        require(at > first);
        return negative ? number : -number;
    }

    private double value() {
        if (take('"')) {
            int first = at;
            skipTo('"', '"');
            String word = new String(bytes, first, at - first, StandardCharsets.US_ASCII);
            at++;
            return Double.parseDouble(word);
        }
        int first = at;
        skipTo(',', ']');
        return Decimals.parse(bytes, first, at);
    }

    private void skipTo(char one, char other) {
        while (at < end && bytes[at] != one && bytes[at] != other) {
            at++;
        }
        require(at < end);
    }

    private void name(int index) {
        StringBuilder text = new StringBuilder();
        at++;
        while (!take('"')) {
            require(at < end);
            if (!take('\\')) {
                text.append((char) (bytes[at++] & 0xff));
            } else {
                require(take('u') && at + 4 < end);
                text.append((char) Integer.parseInt(new String(bytes, at, 4, StandardCharsets.US_ASCII), 16));
                at += 4;
            }
        }
        if (index == keys.length) {
            keys = java.util.Arrays.copyOf(keys, 2 * index);
        }
        String name = text.toString();
        String known = names.putIfAbsent(name, name);
        keys[index] = known == null ? name : known;
    }
}
