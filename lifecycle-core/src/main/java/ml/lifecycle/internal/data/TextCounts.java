package ml.lifecycle.internal.data;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often which text occurs: exactly while there are at most {@value #EXACT} different ones. After that the counters are
 * those of J. Misra, D. Gries, Finding repeated elements, Science of Computer Programming 2 (1982), joined as in P. K.
 * Agarwal et al., Mergeable summaries, PODS 2012: each is too small by at most a share of 1/{@value #EXACT} of the values.
 */
final class TextCounts {

    static final int EXACT = 1024;
    /** A longer text is kept as its beginning and its hash. */
    private static final int LONGEST = 120;

    private final Map<String, Long> counts = new HashMap<>();
    private @Nullable UltraLogLog sketch;

    void add(String text, long count) {
        String key = text.length() <= LONGEST ? text
                : text.substring(0, LONGEST - 20) + "… " + HexFormat.of().toHexDigits(Hashes.of(text));
        counts.merge(key, count, Long::sum);
        if (sketch != null) {
            sketch.add(Hashes.of(key));
        }
        if (counts.size() >= 2 * EXACT) {
            shrink();
        }
    }

    /** Leaves no more than the allowed counters, by taking from all what the first one too many has. */
    private void shrink() {
        if (counts.size() <= EXACT) {
            return;
        }
        if (sketch == null) {
            UltraLogLog fresh = UltraLogLog.create(Hashes.PRECISION);
            counts.keySet().forEach(key -> fresh.add(Hashes.of(key)));
            sketch = fresh;
        }
        long[] sorted = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long less = sorted[sorted.length - 1 - EXACT];
        counts.values().removeIf(count -> count <= less);
        counts.replaceAll((key, count) -> count - less);
    }

    void add(TextCounts other) {
        if (other.sketch != null) {
            if (sketch == null) {
                UltraLogLog fresh = UltraLogLog.create(Hashes.PRECISION);
                counts.keySet().forEach(key -> fresh.add(Hashes.of(key)));
                sketch = fresh;
            }
            sketch.add(other.sketch);
        }
        other.counts.forEach((key, count) -> {
            counts.merge(key, count, Long::sum);
            if (sketch != null) {
                sketch.add(Hashes.of(key));
            }
        });
        shrink();
    }

    /** To be called after the last text of a part. */
    void settle() {
        shrink();
    }

    boolean isExact() {
        return sketch == null;
    }

    long distinct() {
        return sketch == null ? counts.size() : Math.max(counts.size(), Math.round(sketch.getDistinctCountEstimate()));
    }

    /** The counts by text; not to be changed. */
    Map<String, Long> counts() {
        return counts;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(isExact());
        if (sketch != null) {
            out.write(sketch.getState());
        }
        out.writeInt(counts.size());
        String[] keys = counts.keySet().toArray(new String[0]);
        Arrays.sort(keys);
        for (String key : keys) {
            write(out, key);
            out.writeLong(counts.get(key));
        }
    }

    static TextCounts read(DataInput in) throws IOException {
        TextCounts read = new TextCounts();
        if (!in.readBoolean()) {
            byte[] state = new byte[1 << Hashes.PRECISION];
            in.readFully(state);
            read.sketch = UltraLogLog.wrap(state);
        }
        for (int left = in.readInt(); left > 0; left--) {
            read.counts.put(text(in), in.readLong());
        }
        return read;
    }

    /** Writes units rather than UTF-8, which has no bytes for half of a surrogate pair. */
    static void write(DataOutput out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String text(DataInput in) throws IOException {
        char[] units = new char[in.readInt()];
        for (int index = 0; index < units.length; index++) {
            units[index] = in.readChar();
        }
        return new String(units);
    }
}
