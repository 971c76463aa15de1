package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.store.fs.StoreIo.View;

/** Reads the metric points of one writer, bit by bit as they come; see {@link PointEncoder} for their form. */
final class PointReader implements LineScanner.Target {

    private final String path;
    private final Map<String, String> names;
    private final Line.Parts parts = new Line.Parts();
    private final NumberReader in = new NumberReader();

    private PointVisitor visitor = (metric, step, time, value) -> {};
    private String[] keys = new String[16];
    private boolean[] wanted = new boolean[16];
    /** Behind the last line that was read. */
    private long position;
    private long sequence;
    private long points;
    private boolean afterDamage;

    /**
     * Begins a file.
     *
     * @param names the names met so far, so that equal ones are one object
     */
    PointReader(String path, Map<String, String> names) {
        this.path = path;
        this.names = names;
    }

    /**
     * What a read of a file found besides its points.
     *
     * @param unused whether there is nothing but reserved space behind the end
     */
    record Result(long points, LineScanner.Tail tail, long end, boolean unused) {}

    /** Reads a file once. */
    static Result read(StoreIo io, String path, PointVisitor visitor, Map<String, String> names) throws IOException {
        return new PointReader(path, names).read(io, visitor);
    }

    /** Reads what came since the last call. */
    Result read(StoreIo io, PointVisitor receiver) throws IOException {
        visitor = receiver;
        points = 0;
        try (View view = io.view(path)) {
            LineScanner scanner = new LineScanner(view, this).scan(position);
            position = scanner.end();
            return new Result(points, scanner.tail(), position, scanner.endsUnused());
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
        in.begin(buffer, parts.payload, lineEnd);
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
        try {
            NumberReader text = in;
            NumberReader.require(text.take('['));
            long time = text.number();
            int count = 0;
            while (text.take(',')) {
                int key = count;
                if (text.take('"')) {
                    name(count++);
                } else {
                    key = (int) text.number();
                }
                NumberReader.require(key < count && key >= 0 && text.take(','));
                time = wanted[key] ? point(keys[key], time) : skip(time);
                points++;
            }
            return text.take(']') && text.atEnd();
        } catch (NumberFormatException malformed) {
            return false;
        }
    }

    private long point(String name, long before) {
        NumberReader text = in;
        long step = text.number();
        NumberReader.require(text.take(','));
        long time = before + text.number();
        NumberReader.require(text.take(','));
        double value = text.take('"') ? word() : text.decimal();
        visitor.point(name, step, time, value);
        return time;
    }

    private long skip(long before) {
        NumberReader text = in;
        text.skip();
        NumberReader.require(text.take(','));
        long time = before + text.number();
        NumberReader.require(text.take(','));
        text.skip();
        return time;
    }

    private double word() {
        String word = in.textTo('"', '"');
        NumberReader.require(in.take('"'));
        return Double.parseDouble(word);
    }

    private void name(int index) {
        StringBuilder text = new StringBuilder();
        while (!in.take('"')) {
            if (!in.take('\\')) {
                text.append(in.next());
            } else {
                NumberReader.require(in.take('u'));
                text.append((char) Integer.parseInt("" + in.next() + in.next() + in.next() + in.next(), 16));
            }
        }
        if (index == keys.length) {
            keys = Arrays.copyOf(keys, 2 * index);
            wanted = Arrays.copyOf(wanted, 2 * index);
        }
        String name = text.toString();
        String known = names.putIfAbsent(name, name);
        keys[index] = known == null ? name : known;
        wanted[index] = visitor.wants(name);
    }
}
