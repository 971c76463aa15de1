package ml.lifecycle.store.fs;

import java.io.IOException;
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
    private final NumberReader in = new NumberReader();

    private String[] keys = new String[16];
    private long sequence;
    private long points;
    private boolean afterDamage;

    private PointReader(String path, PointVisitor visitor, Map<String, String> names) {
        this.path = path;
        this.visitor = visitor;
        this.names = names;
    }

    /**
     * What a read of a file found besides its points.
     *
     * @param unused whether there is nothing but reserved space behind the end
     */
    record Result(long points, LineScanner.Tail tail, long end, boolean unused) {}

    /**
     * Reads a file.
     *
     * @param names the names met so far, so that equal ones are one object
     */
    static Result read(StoreIo io, String path, PointVisitor visitor, Map<String, String> names) throws IOException {
        PointReader reader = new PointReader(path, visitor, names);
        try (View view = io.view(path)) {
            LineScanner scanner = new LineScanner(view, reader).scan(0);
            return new Result(reader.points, scanner.tail(), scanner.end(), scanner.endsUnused());
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
                long step = text.number();
                NumberReader.require(text.take(','));
                time += text.number();
                NumberReader.require(text.take(','));
                double value = text.take('"') ? word() : text.decimal();
                points++;
                visitor.point(keys[key], step, time, value);
            }
            return text.take(']') && text.atEnd();
        } catch (NumberFormatException malformed) {
            return false;
        }
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
            keys = java.util.Arrays.copyOf(keys, 2 * index);
        }
        String name = text.toString();
        String known = names.putIfAbsent(name, name);
        keys[index] = known == null ? name : known;
    }
}
