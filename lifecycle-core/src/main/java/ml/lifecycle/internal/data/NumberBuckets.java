package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often numbers occur, in buckets that are as narrow as the numbers are close together. Between two powers of two
 * buckets have the same width, which is a power of two as well: the smallest that leaves no more than a limit of them with
 * a number in it. The limit is the same for all powers of two: {@value #MOST} at first, halved while the numbers of
 * buckets, each cut at the limit, are more than {@value #MOST} together, but never below {@value #FEWEST}. So a bucket is
 * never wider than 1/{@value #FEWEST} of its values, and numbers about an offset, which share a power of two or a few, are
 * told apart much better.
 *
 * <p>What is left depends on the numbers alone: parts in any order, merged in any order, give the same buckets. At its
 * coarsest it is the sketch of C. Masson, J. E. Rim, H. K. Lee, DDSketch: a fast and fully-mergeable quantile sketch with
 * relative-error guarantees, PVLDB 12 (2019), with the linearly interpolated logarithm that a floating-point number carries
 * itself. (Numbers below 10⁻³⁰⁷ are told apart less finely.)
 */
final class NumberBuckets {

    static final int MOST = 2048;
    static final int FEWEST = 128;
    private static final int HEADS = 1 << Long.SIZE - Binade.FRACTION;

    private final @Nullable Binade[] binades = new Binade[HEADS];
    private int limit = MOST;
    /** The numbers of buckets, each cut at the limit, together. */
    private int total;

    void add(double[] values, int from, int to) {
        for (int index = from; index < to; index++) {
            long bits = Double.doubleToRawLongBits(values[index] + 0.0);
            Binade binade = binades[(int) (bits >>> Binade.FRACTION)];
            if (binade == null || !binade.again(bits)) {
                add(bits, 1);
            }
        }
    }

    void add(double value, long count) {
        add(Double.doubleToRawLongBits(value + 0.0), count);
    }

    private void add(long bits, long count) {
        int head = (int) (bits >>> Binade.FRACTION);
        Binade known = binades[head];
        Binade binade = known == null ? new Binade(head) : known;
        binades[head] = binade;
        if (!binade.add(bits, count)) {
            return;
        }
        if (binade.isLossless() && binade.used() <= limit) {
            total++;
            lower(MOST);
        }
        if (binade.used() > limit + limit / 2) {
            binade.coarsenTo(limit);
        }
    }

    /** To be called after the last number of a part: until then buckets are a little narrower, to be rebuilt less often. */
    void settle() {
        coarsen(limit);
    }

    private void coarsen(int beyond) {
        all().filter(binade -> binade.used() > beyond).forEach(binade -> binade.coarsenTo(limit));
    }

    /** Halves the limit while there are too many buckets. */
    private void lower(int most) {
        while (limit > FEWEST && (total > MOST || limit > most)) {
            limit /= 2;
            coarsen(limit + limit / 2);
            weigh();
        }
    }

    private void weigh() {
        total = all().mapToInt(binade -> binade.isLossless() ? Math.min(binade.used(), limit) : limit).sum();
    }

    private Stream<Binade> all() {
        return Arrays.stream(binades).filter(Objects::nonNull);
    }

    void add(NumberBuckets other) {
        for (int head = 0; head < HEADS; head++) {
            Binade more = other.binades[head];
            if (more != null && binades[head] == null) {
                binades[head] = more.copy();
            } else if (more != null) {
                binades[head].add(more);
            }
        }
        weigh();
        lower(other.limit);
        settle();
    }

    NumberBuckets copy() {
        NumberBuckets copy = new NumberBuckets();
        copy.add(this);
        return copy;
    }

    /** Makes no bucket narrower than those of another one, so that equal numbers are in equal buckets. */
    void coarsenLike(NumberBuckets other) {
        for (int head = 0; head < HEADS; head++) {
            Binade wider = other.binades[head];
            if (binades[head] != null && wider != null) {
                binades[head].coarsenLike(wider);
            }
        }
    }

    /** How wide a bucket between two numbers is at most; 0 where each number is counted. */
    double width(double low, double high) {
        return all().filter(binade -> binade.meets(low, high)).mapToDouble(Binade::width).max().orElse(0);
    }

    /** The middles of the buckets, within the given ends, and how many numbers are in each, ascending. */
    NumberCounts.Sorted sorted(double min, double max) {
        int used = all().mapToInt(Binade::used).sum();
        double[] values = new double[used];
        long[] counts = new long[used];
        int next = 0;
        for (int step = 0; step < HEADS; step++) {
            // Negative numbers have the upper half, the greatest magnitudes first.
            boolean negative = step < HEADS / 2;
            int head = negative ? HEADS - 1 - step : step - HEADS / 2;
            Binade binade = binades[head];
            if (binade != null) {
                long[] keys = binade.sorted();
                for (int index = 0; index < keys.length; index++) {
                    long key = keys[negative ? keys.length - 1 - index : index];
                    values[next] = Math.min(max, Math.max(min, binade.middle(key)));
                    counts[next++] = binade.count(key);
                }
            }
        }
        return new NumberCounts.Sorted(values, counts);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(limit);
        out.writeInt((int) all().count());
        for (Binade binade : all().toList()) {
            binade.write(out);
        }
    }

    static NumberBuckets read(DataInput in) throws IOException {
        NumberBuckets read = new NumberBuckets();
        read.limit = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            read.put(Binade.read(in));
        }
        read.weigh();
        return read;
    }

    /** Reads buckets of which each is 1/128 of its values wide, as the first profiles had them. */
    static NumberBuckets readFirst(DataInput in) throws IOException {
        NumberBuckets read = new NumberBuckets();
        read.limit = FEWEST;
        for (int head = in.readInt(); head >= 0; head = in.readInt()) {
            read.put(Binade.readFirst(in, head, FEWEST));
        }
        read.weigh();
        return read;
    }

    private void put(Binade binade) {
        binades[binade.head()] = binade;
    }
}
