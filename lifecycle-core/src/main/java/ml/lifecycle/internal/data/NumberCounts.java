package ml.lifecycle.internal.data;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often which number occurs: exactly while there are at most {@value #EXACT} different ones, by buckets after that. A
 * bucket is what the sign, the exponent and the first seven bits of the fraction tell apart, so it is at most 1/128 of its
 * values wide, and the middle that stands for it differs from them by at most 1/256: a DDSketch after C. Masson, J. E.
 * Rim, H. K. Lee, DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees, PVLDB 12 (2019),
 * with the linearly interpolated logarithm that a floating-point number carries itself. (Numbers below 10⁻³⁰⁷ are told
 * apart less finely.) What comes in another order, or in parts, gives the same counts.
 */
final class NumberCounts {

    static final int EXACT = 1024;
    static final double RELATIVE_ERROR = 1.0 / 256;
    private static final int SHIFT = 45;
    private static final int PAGE_BITS = 7;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int PAGES = 1 << (Long.SIZE - SHIFT - PAGE_BITS);
    private static final int SLOTS = 4 * EXACT;

    /** Whether keys are whole numbers rather than the bits of doubles. */
    private final boolean whole;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private int distinct;
    private long @Nullable [] @Nullable [] pages;
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
        while (next < length && pages == null) {
            addExactly(more[next], hashes[next], 1);
            next++;
        }
        if (next < length) {
            sketch(hashes, next, length);
            addToBuckets(values, next, length);
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

    private void addToBuckets(double[] values, int from, int to) {
        for (int index = from; index < to; index++) {
            int bucket = (int) (Double.doubleToRawLongBits(values[index] + 0.0) >>> SHIFT);
            long[] page = pages[bucket >> PAGE_BITS];
            if (page == null) {
                page = new long[PAGE];
                pages[bucket >> PAGE_BITS] = page;
            }
            page[bucket & PAGE - 1]++;
        }
    }

    private void add(long key, long count) {
        long hash = Hashes.mix(key);
        if (pages == null) {
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
        pages = new long[PAGES][];
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
        int bucket = (int) (Double.doubleToRawLongBits(value(key)) >>> SHIFT);
        long[] page = pages[bucket >> PAGE_BITS];
        if (page == null) {
            page = new long[PAGE];
            pages[bucket >> PAGE_BITS] = page;
        }
        page[bucket & PAGE - 1] += count;
    }

    void add(NumberCounts other) {
        if (other.pages == null) {
            for (int slot = 0; slot < other.keys.length; slot++) {
                if (other.counts[slot] > 0) {
                    add(other.keys[slot], other.counts[slot]);
                }
            }
            return;
        }
        if (pages == null && distinct == 0) {
            pages = new long[PAGES][];
            sketch = other.sketch.copy();
        } else {
            if (pages == null) {
                spill();
            }
            sketch.add(other.sketch);
        }
        for (int page = 0; page < PAGES; page++) {
            long[] more = other.pages[page];
            if (more != null) {
                if (pages[page] == null) {
                    pages[page] = more.clone();
                } else {
                    for (int slot = 0; slot < PAGE; slot++) {
                        pages[page][slot] += more[slot];
                    }
                }
            }
        }
    }

    boolean isExact() {
        return pages == null;
    }

    /** The same numbers in buckets; these themselves if they are. */
    NumberCounts inBuckets() {
        if (!isExact()) {
            return this;
        }
        NumberCounts copy = new NumberCounts(whole);
        copy.add(this);
        copy.spill();
        return copy;
    }

    /** How wide a bucket is about a number at most; 0 if each is counted. */
    double width(double at) {
        return isExact() ? 0 : Math.abs(at) * 2 * RELATIVE_ERROR;
    }

    long distinct() {
        return isExact() ? distinct : Math.round(sketch.getDistinctCountEstimate());
    }

    /** The numbers and how often they occur, ascending; middles of buckets, within the given ends, if not exact. */
    Sorted sorted(double min, double max) {
        return isExact() ? sortedKeys() : sortedBuckets(min, max);
    }

    private Sorted sortedKeys() {
        int[] slots = IntStream.range(0, keys.length).filter(slot -> counts[slot] > 0).boxed()
                .sorted((a, b) -> whole ? Long.compare(keys[a], keys[b])
                        : Double.compare(value(keys[a]), value(keys[b])))
                .mapToInt(Integer::intValue).toArray();
        return new Sorted(Arrays.stream(slots).mapToDouble(slot -> value(keys[slot])).toArray(),
                Arrays.stream(slots).mapToLong(slot -> counts[slot]).toArray());
    }

    private Sorted sortedBuckets(double min, double max) {
        double[] values = new double[PAGE];
        long[] found = new long[PAGE];
        int used = 0;
        for (int step = 0; step < PAGES * PAGE; step++) {
            // Negative numbers have the upper half of the buckets, the greatest first.
            int bucket = step < PAGES * PAGE / 2 ? PAGES * PAGE - 1 - step : step - PAGES * PAGE / 2;
            long[] page = pages[bucket >> PAGE_BITS];
            if (page == null) {
                step += PAGE - 1;
                continue;
            }
            if (page[bucket & PAGE - 1] > 0) {
                if (used == values.length) {
                    values = Arrays.copyOf(values, 2 * used);
                    found = Arrays.copyOf(found, 2 * used);
                }
                values[used] = Math.min(max, Math.max(min, middle(bucket)));
                found[used++] = page[bucket & PAGE - 1];
            }
        }
        return new Sorted(Arrays.copyOf(values, used), Arrays.copyOf(found, used));
    }

    private static double middle(int bucket) {
        double low = Double.longBitsToDouble((long) bucket << SHIFT);
        double high = Double.longBitsToDouble((bucket + 1L << SHIFT) - 1);
        return low / 2 + high / 2;
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
        for (int page = 0; page < PAGES; page++) {
            if (pages[page] != null) {
                out.writeInt(page);
                for (long count : pages[page]) {
                    out.writeLong(count);
                }
            }
        }
        out.writeInt(-1);
    }

    static NumberCounts read(DataInput in, boolean whole) throws IOException {
        NumberCounts read = new NumberCounts(whole);
        if (in.readBoolean()) {
            for (int left = in.readInt(); left > 0; left--) {
                read.add(in.readLong(), in.readLong());
            }
            return read;
        }
        read.spill();
        byte[] state = new byte[1 << Hashes.PRECISION];
        in.readFully(state);
        read.sketch = UltraLogLog.wrap(state);
        for (int page = in.readInt(); page >= 0; page = in.readInt()) {
            long[] counts = new long[PAGE];
            for (int slot = 0; slot < PAGE; slot++) {
                counts[slot] = in.readLong();
            }
            read.pages[page] = counts;
        }
        return read;
    }
}
