package ml.lifecycle.store.fs;

import java.nio.charset.StandardCharsets;

/**
 * Prints doubles as the shortest decimals that are read back as the same double, without garbage.
 *
 * <p>The decimals are those of Raffaele Giulietti, "The Schubfach way to render doubles" (2020), which the JDK prints
 * since 19; on 17 its own printer is slower by far and not always shortest. That way multiplies the number and both
 * bounds of its rounding interval by a power of ten. Mostly one product is enough: the bounds are half a unit away from
 * it, and only if one of them is too near to a decimal for the bits of that product, all three are computed.
 */
final class Decimals {

    /** The longest output, with the bytes behind a shorter one that may be changed: sign, 17 digits, point, exponent. */
    static final int LONGEST = 26;

    private static final int MANTISSA_BITS = 52;
    private static final long IMPLICIT = 1L << MANTISSA_BITS;
    private static final int EXPONENT_MASK = 0x7ff;
    private static final int SMALLEST_EXPONENT = -1074;

    /** The bits behind the point of what {@link #nearest} compares. */
    private static final int FRACTION = 59;

    private static final long ONE = 1L << FRACTION;

    /** What {@link #nearest} compares is wrong by less than four; what is nearer than 16 is left to {@link #shortest}. */
    private static final int DOUBT_BITS = 4;

    /** The smallest number of 17 digits, which are enough for every double. */
    private static final long SEVENTEEN_DIGITS = 10_000_000_000_000_000L;

    private static final long ZERO_POINT = Digits.load("0.000000".getBytes(StandardCharsets.US_ASCII), 0);

    private Decimals() {}

    /**
     * Prints a finite double, as JSON allows.
     *
     * @return behind the last character
     */
    static int print(double value, byte[] target, int start) {
        long bits = Double.doubleToRawLongBits(value);
        int at = start;
        if (bits < 0) {
            target[at++] = '-';
        }
        long fraction = bits & (IMPLICIT - 1);
        int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
        if (exponent != 0) {
            int shift = 1075 - exponent;
            long mantissa = IMPLICIT | fraction;
            if (shift >= 0 && shift <= MANTISSA_BITS && mantissa >> shift << shift == mantissa) {
                return Digits.putOver(target, at, mantissa >> shift);
            }
            return fraction == 0
                    ? shortest(-shift, mantissa, 0, target, at) // Below a power of two the interval is shorter.
                    : nearest(-shift, mantissa, target, at);
        }
        if (fraction == 0) {
            target[at] = '0';
            return at + 1;
        }
        // The two smallest doubles need a digit more to come out shortest.
        return fraction < 3
                ? shortest(SMALLEST_EXPONENT, 10 * fraction, -1, target, at)
                : shortest(SMALLEST_EXPONENT, fraction, 0, target, at);
    }

    /**
     * The same as {@link #shortest}, for a mantissa of 53 bits that is no power of two. In units of 10^k the interval
     * reaches by 0.5 to 5 to both sides of the value. So there is at most one multiple of ten in it, which is a decimal
     * with a digit less; and if there is none, the nearest whole number is in it.
     */
    private static int nearest(int exponent, long mantissa, byte[] target, int at) {
        int k = log10(exponent);
        int h = exponent + TenPowers.log2(k) + 2; // 2 to 5
        long high = TenPowers.high(k);
        long scaled = mantissa << h + 2;
        long z = (high * scaled >>> 1) + Math.multiplyHigh(TenPowers.low(k), scaled);
        long w = Math.multiplyHigh(high, scaled) + (z >>> 63); // Four times the value, and z is what is behind the point.
        long s = w >> 2;
        long tens = s / 10;
        long behind = (w & 3) << FRACTION - 2 | (z & TenPowers.MASK_63) >>> 65 - FRACTION;
        long aboveTens = (s - 10 * tens << FRACTION) + behind; // Below 10, in 63 bits.
        long reach = high >>> 65 - FRACTION - h;
        long toLower = aboveTens - reach;
        long toUpper = 10 * ONE - aboveTens - reach;
        long toHalf = behind - ONE / 2;
        if (isDoubtful(toLower) || isDoubtful(toUpper) || isDoubtful(toHalf)) {
            return shortest(exponent, mantissa, 0, target, at);
        }
        long number = s + (toHalf < 0 ? 0 : 1);
        number = toLower < 0 ? 10 * tens : number;
        number = toUpper < 0 ? 10 * tens + 10 : number;
        boolean shorter = number < SEVENTEEN_DIGITS;
        return place(shorter ? 10 * number : number, k + (shorter ? 16 : 17), target, at);
    }

    private static boolean isDoubtful(long difference) {
        return difference + (1L << DOUBT_BITS) >>> DOUBT_BITS + 1 == 0;
    }

    /** floor(log10(2^exponent)) */
    private static int log10(int exponent) {
        return (int) (exponent * 661_971_961_083L >> 41);
    }

    /** Schubfach: of the decimals that are read as mantissa * 2^exponent, the shortest, and of those the closest. */
    static int shortest(int exponent, long mantissa, int shift, byte[] target, int at) {
        int odd = (int) mantissa & 1;
        long middle = mantissa << 2;
        long right = middle + 2;
        long left;
        int k;
        if (mantissa != IMPLICIT || exponent == SMALLEST_EXPONENT) {
            left = middle - 2;
            k = log10(exponent);
        } else {
            left = middle - 1;
            k = (int) (exponent * 661_971_961_083L - 274_743_187_321L >> 41); // floor(log10(3/4 * 2^exponent))
        }
        int h = exponent + TenPowers.log2(k) + 2;
        long high = TenPowers.high(k);
        long low = TenPowers.low(k);
        long vb = roundToOdd(high, low, middle << h);
        long vbl = roundToOdd(high, low, left << h);
        long vbr = roundToOdd(high, low, right << h);
        long s = vb >> 2;
        if (s >= 100) {
            long tens = 10 * (s / 10);
            long next = tens + 10;
            boolean lower = vbl + odd <= tens << 2;
            boolean upper = (next << 2) + odd <= vbr;
            if (lower != upper) {
                return fill(lower ? tens : next, k, target, at);
            }
        }
        long t = s + 1;
        boolean lower = vbl + odd <= s << 2;
        boolean upper = (t << 2) + odd <= vbr;
        if (lower != upper) {
            return fill(lower ? s : t, k + shift, target, at);
        }
        long compared = vb - (s + t << 1);
        return fill(compared < 0 || compared == 0 && (s & 1) == 0 ? s : t, k + shift, target, at);
    }

    private static long roundToOdd(long high, long low, long factor) {
        long x1 = Math.multiplyHigh(low, factor);
        long y0 = high * factor;
        long y1 = Math.multiplyHigh(high, factor);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (z & TenPowers.MASK_63) + TenPowers.MASK_63 >>> 63;
    }

    private static int fill(long number, int exponent, byte[] target, int at) {
        int length = Digits.length(number);
        return place(number * Digits.power(17 - length), length + exponent, target, at);
    }

    /**
     * Prints a decimal as a person would write it, without zeros at its end.
     *
     * @param digits 17 digits
     * @param point how many of them stand before the point
     */
    private static int place(long digits, int point, byte[] target, int start) {
        long first = digits / SEVENTEEN_DIGITS;
        long others = digits - first * SEVENTEEN_DIGITS;
        long upper = others / Digits.EIGHT;
        long left = Digits.eight((int) upper);
        long right = Digits.eight((int) (others - upper * Digits.EIGHT));
        int length = 17 - Digits.zerosAtEnd(right);
        if (length == 9) {
            length = 9 - Digits.zerosAtEnd(left);
        }
        if (point > -6 && point <= 0) {
            Digits.store(target, start, ZERO_POINT);
            return put(first, left, right, target, start + 2 - point) + length;
        }
        boolean plain = point > 0 && point <= 17;
        int before = plain ? point : 1;
        put(first, left, right, target, start + 1);
        for (int i = start; i < start + before; i++) {
            target[i] = target[i + 1];
        }
        int end = start + before;
        if (length > before) {
            target[end] = '.';
            end = start + length + 1;
        }
        return plain ? end : power(point - 1, target, end);
    }

    private static int put(long first, long left, long right, byte[] target, int at) {
        target[at] = (byte) ('0' + first);
        Digits.store(target, at + 1, left);
        Digits.store(target, at + 9, right);
        return at;
    }

    private static int power(int exponent, byte[] target, int start) {
        int at = start;
        target[at++] = 'e';
        if (exponent < 0) {
            target[at++] = '-';
        }
        return Digits.put(target, at, Math.abs(exponent));
    }
}
