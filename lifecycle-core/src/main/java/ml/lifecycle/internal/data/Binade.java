package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often which numbers occur between two powers of two of one sign. The key of a number is its bits without the last of
 * them, so that all parts of the range have the same width. As long as nothing was left out, the bits that are not kept are
 * 0 in all numbers.
 */
final class Binade extends KeyCounts {

    /** The bits of a fraction. */
    static final int FRACTION = 52;

    private final int head;
    private boolean lossless = true;
    private int shift = FRACTION;
    /** The bits that a number is known by: all of them as long as nothing was left out. */
    private long kept = -1;

    /**
     * Makes one without numbers.
     *
     * @param head the sign and the exponent
     */
    Binade(int head) {
        this.head = head;
    }

    int head() {
        return head;
    }

    /** Whether each number is told from the next. */
    boolean isLossless() {
        return lossless;
    }

    /** How wide a part is; 0 where each number is counted. */
    double width() {
        return lossless ? 0 : Math.abs(end((long) head << FRACTION) - end(((long) head << FRACTION) + (1L << shift)));
    }

    /** Whether a number between two others could be here. */
    boolean meets(double low, double high) {
        double nearest = end((long) head << FRACTION);
        double farthest = end(((long) head + 1 << FRACTION) - 1);
        return Math.min(nearest, farthest) <= high && Math.max(nearest, farthest) >= low;
    }

    private static double end(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** Counts a number whose part is in the window and has one already. */
    boolean again(long bits) {
        // A bit that is not kept and yet is there comes to the other end, where no window is.
        return againKey(Long.rotateRight(bits & kept, shift));
    }

    /**
     * Counts a number.
     *
     * @param bits those of the number
     * @return whether it is the first one of its part
     */
    boolean add(long bits, long count) {
        if (lossless && (bits & (1L << shift) - 1) != 0) {
            shiftBy(sorted(), Long.numberOfTrailingZeros(bits) - shift);
        }
        return addKey(bits >>> shift, count);
    }

    /** Tells as few more bits not apart as leave at most so many parts with a number. */
    void coarsenTo(int most) {
        long[] keys = sorted();
        // How many neighbours differ in this bit and in none above it.
        int[] differing = new int[Long.SIZE + 1];
        for (int index = 1; index < keys.length; index++) {
            differing[Long.SIZE - Long.numberOfLeadingZeros(keys[index] ^ keys[index - 1])]++;
        }
        int left = keys.length;
        int by = 0;
        while (left > most) {
            left -= differing[++by];
        }
        lossless = false;
        shiftBy(keys, by);
    }

    /** Tells at least as many bits not apart as another one does. */
    void coarsenLike(Binade other) {
        if (!other.lossless && (lossless || other.shift > shift)) {
            lossless = false;
            shiftBy(sorted(), Math.max(0, other.shift - shift));
        }
    }

    private void shiftBy(long[] keys, int by) {
        shift += by;
        kept = lossless ? -1 : -1L << shift;
        shift(keys, by, (long) head << FRACTION - shift, (head + 1L << FRACTION - shift) - 1);
    }

    void add(Binade other) {
        if (lossless && other.lossless && other.shift < shift) {
            shiftBy(sorted(), other.shift - shift);
        }
        coarsenLike(other);
        add(other, shift - other.shift);
    }

    Binade copy() {
        Binade copy = new Binade(head);
        copy.copy(this);
        copy.lossless = lossless;
        copy.shift = shift;
        copy.kept = kept;
        return copy;
    }

    /** The middle of the part with a key. */
    double middle(long key) {
        double low = Double.longBitsToDouble(key << shift);
        return lossless ? low : low / 2 + Double.longBitsToDouble((key << shift) + (1L << shift) - 1) / 2;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(head);
        out.writeBoolean(lossless);
        out.writeByte(shift);
        out.writeInt(used());
        long[] keys = sorted();
        long before = 0;
        for (long key : keys) {
            out.writeLong(key - before);
            before = key;
        }
        for (long key : keys) {
            out.writeLong(count(key));
        }
    }

    static Binade read(DataInput in) throws IOException {
        Binade read = new Binade(in.readShort());
        read.lossless = in.readBoolean();
        read.shift = in.readUnsignedByte();
        long[] keys = new long[in.readInt()];
        long before = 0;
        for (int index = 0; index < keys.length; index++) {
            before += in.readLong();
            keys[index] = before;
        }
        for (long key : keys) {
            read.addKey(key, in.readLong());
        }
        read.shiftBy(read.sorted(), 0);
        return read;
    }

    /** Reads the counts of all of so many parts, used or not. */
    static Binade readFirst(DataInput in, int head, int parts) throws IOException {
        Binade read = new Binade(head);
        read.lossless = false;
        read.shift = FRACTION - Integer.numberOfTrailingZeros(parts);
        for (long key = (long) head * parts; key < (head + 1L) * parts; key++) {
            long count = in.readLong();
            if (count > 0) {
                read.addKey(key, count);
            }
        }
        read.shiftBy(read.sorted(), 0);
        return read;
    }
}
