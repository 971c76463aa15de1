package ml.lifecycle.internal.data;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often which number occurs: exactly while there are at most {@value #EXACT} different ones, in {@link NumberBuckets}
 * after that. What comes in another order, or in parts, gives the same counts.
 */
final class NumberCounts {

    static final int EXACT = 1024;
    /** How far the middle of a bucket is from its numbers, at most. */
    static final double RELATIVE_ERROR = 0.5 / NumberBuckets.FEWEST;
    private static final int SLOTS = 4 * EXACT;

    /** Whether keys are whole numbers rather than the bits of doubles. */
    private final boolean whole;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private int distinct;
    private @Nullable NumberBuckets buckets;
    private @Nullable UltraLogLog sketch;

    NumberCounts(boolean whole) {
        this.whole = whole;
    }

    /** The key of a number that is not whole; 0 and −0 have the same. */
    static long key(double value) {
        return Double.doubleToRawLongBits(value + 0.0);
    }

    /** The keys of several numbers that are not whole; of those that are NaN, too. */
    static void keys(double[] values, int length, long[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = Double.doubleToRawLongBits(values[index] + 0.0);
        }
    }

    private double value(long key) {
        return whole ? key : Double.longBitsToDouble(key);
    }

    /**
     * Adds numbers once each.
     *
     * @param more their keys
     * @param hashes the mixed keys
     * @param values the numbers
     */
    void add(long[] more, long[] hashes, double[] values, int length) {
        int next = 0;
        while (next < length && buckets == null) {
            addExactly(more[next], hashes[next], 1);
            next++;
        }
        if (next < length) {
            sketch(hashes, next, length);
            buckets.add(values, next, length);
        }
    }

    /** Adds to the sketch what can change it. A register with its greatest bit at k keeps that one and the two below. */
    private void sketch(long[] hashes, int from, int to) {
        byte[] registers = sketch.getState();
        for (int index = from; index < to; index++) {
            long hash = hashes[index];
            int bit = Long.numberOfLeadingZeros(~(~hash << Hashes.PRECISION)) + Hashes.PRECISION - 1;
            if (bit + 2 >= (registers[(int) (hash >>> Long.SIZE - Hashes.PRECISION)] & 0xFF) >> 2) {
                sketch.add(hash);
            }
        }
    }

    private void add(long key, long count) {
        long hash = Hashes.mix(key);
        if (buckets == null) {
            addExactly(key, hash, count);
        } else {
            addToBucket(key, hash, count);
        }
    }

    private void addExactly(long key, long hash, long count) {
        int slot = slot(key, hash);
        if (counts[slot] == 0) {
            if (distinct == EXACT) {
                spill();
                addToBucket(key, hash, count);
                return;
            }
            distinct++;
            if (2 * distinct > keys.length) {
                grow();
                slot = slot(key, hash);
            }
            keys[slot] = key;
        }
        counts[slot] += count;
    }

    /** Where a key is, or would be. */
    private int slot(long key, long hash) {
        int slot = (int) hash & keys.length - 1;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[Math.min(2 * oldKeys.length, SLOTS)];
        counts = new long[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] > 0) {
                int slot = slot(oldKeys[old], Hashes.mix(oldKeys[old]));
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
            }
        }
    }

    private void spill() {
        buckets = new NumberBuckets();
        sketch = UltraLogLog.create(Hashes.PRECISION);
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] > 0) {
                addToBucket(keys[slot], Hashes.mix(keys[slot]), counts[slot]);
            }
        }
        keys = new long[0];
        counts = new long[0];
    }

    private void addToBucket(long key, long hash, long count) {
        sketch.add(hash);
        buckets.add(value(key), count);
    }

    void add(NumberCounts other) {
        if (other.buckets == null) {
            for (int slot = 0; slot < other.keys.length; slot++) {
                if (other.counts[slot] > 0) {
                    add(other.keys[slot], other.counts[slot]);
                }
            }
            settle();
            return;
        }
        if (buckets == null) {
            spill();
        }
        sketch.add(other.sketch);
        buckets.add(other.buckets);
    }

    /** To be called after the last number of a part. */
    void settle() {
        if (buckets != null) {
            buckets.settle();
        }
    }

    /** The same numbers, in buckets if one of both sides counts in buckets, and then in none that is narrower there. */
    NumberCounts alike(NumberCounts other) {
        if (isExact() && other.isExact()) {
            return this;
        }
        NumberCounts copy = new NumberCounts(whole);
        copy.add(this);
        if (copy.isExact()) {
            copy.spill();
            copy.settle();
        }
        if (!other.isExact()) {
            copy.buckets.coarsenLike(other.buckets);
        }
        return copy;
    }

    /** How wide a bucket between two numbers is at most; 0 only if each number is counted. */
    double width(double low, double high) {
        return isExact() ? 0 : Math.max(Double.MIN_VALUE, buckets.width(low, high));
    }

    boolean isExact() {
        return buckets == null;
    }

    long distinct() {
        return isExact() ? distinct : Math.round(sketch.getDistinctCountEstimate());
    }

    /** The numbers and how often they occur, ascending; middles of buckets, within the given ends, if not exact. */
    Sorted sorted(double min, double max) {
        return isExact() ? sortedKeys() : buckets.sorted(min, max);
    }

    private Sorted sortedKeys() {
        int[] slots = IntStream.range(0, keys.length).filter(slot -> counts[slot] > 0).boxed()
                .sorted((a, b) -> whole ? Long.compare(keys[a], keys[b])
                        : Double.compare(value(keys[a]), value(keys[b])))
                .mapToInt(Integer::intValue).toArray();
        return new Sorted(Arrays.stream(slots).mapToDouble(slot -> value(keys[slot])).toArray(),
                Arrays.stream(slots).mapToLong(slot -> counts[slot]).toArray());
    }

    /**
     * Numbers, ascending, with how often they occur.
     *
     * @param values the numbers
     * @param counts how often each occurs
     */
    record Sorted(double[] values, long[] counts) {}

    void write(DataOutput out) throws IOException {
        out.writeBoolean(isExact());
        if (isExact()) {
            out.writeInt(distinct);
            // In order, so that equal counts are equal bytes.
            long[] sorted = IntStream.range(0, keys.length).filter(slot -> counts[slot] > 0)
                    .mapToLong(slot -> keys[slot]).sorted().toArray();
            for (long key : sorted) {
                out.writeLong(key);
                out.writeLong(counts[slot(key, Hashes.mix(key))]);
            }
            return;
        }
        out.write(sketch.getState());
        buckets.write(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param first whether the buckets are those of the first profiles
     */
    static NumberCounts read(DataInput in, boolean whole, boolean first) throws IOException {
        NumberCounts read = new NumberCounts(whole);
        if (in.readBoolean()) {
            for (int left = in.readInt(); left > 0; left--) {
                read.add(in.readLong(), in.readLong());
            }
            return read;
        }
        byte[] state = new byte[1 << Hashes.PRECISION];
        in.readFully(state);
        read.spill();
        read.sketch = UltraLogLog.wrap(state);
        read.buckets = first ? NumberBuckets.readFirst(in) : NumberBuckets.read(in);
        return read;
    }
}
