package ml.lifecycle.store.fs;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Prints doubles as the shortest decimals that are read back as the same double, and reads them, without garbage.
 *
 * <p>Printing follows Raffaele Giulietti, "The Schubfach way to render doubles" (2020), as the JDK does since 19; on 17
 * its own printer is slower by far and not always shortest. Reading multiplies by the same table of powers of ten and
 * asks the JDK whenever the table's 126 bits do not decide.
 */
final class Decimals {

    /** The longest output: sign, 17 digits, point, exponent. */
    static final int LONGEST = 26;

    private static final int SMALLEST_POWER = -324;
    private static final int LARGEST_POWER = 292;
    private static final int MANTISSA_BITS = 52;
    private static final long IMPLICIT = 1L << MANTISSA_BITS;
    private static final int EXPONENT_MASK = 0x7ff;
    private static final int SMALLEST_EXPONENT = -1074;
    private static final long MASK_63 = Long.MAX_VALUE;

    /** For each k the number g with 10^-k = (g - something below 1) * 2^r, of 126 bits, in two halves of 63. */
    private static final long[] POWERS = powers();

    private Decimals() {}

    private static long[] powers() {
        long[] powers = new long[2 * (LARGEST_POWER - SMALLEST_POWER + 1)];
        for (int k = SMALLEST_POWER; k <= LARGEST_POWER; k++) {
            BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g = k <= 0
                    ? ten.shiftLeft(126).shiftRight(ten.bitLength())
                    : BigInteger.ONE.shiftLeft(125 + ten.bitLength()).divide(ten);
            g = g.add(BigInteger.ONE);
            powers[2 * (k - SMALLEST_POWER)] = g.shiftRight(63).longValueExact();
            powers[2 * (k - SMALLEST_POWER) + 1] = g.longValue() & MASK_63;
        }
        return powers;
    }

    private static long high(int k) {
        return POWERS[2 * (k - SMALLEST_POWER)];
    }

    private static long low(int k) {
        return POWERS[2 * (k - SMALLEST_POWER) + 1];
    }

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
            if (shift > 0 && shift <= MANTISSA_BITS && mantissa >> shift << shift == mantissa) {
                return digits(mantissa >> shift, 0, target, at);
            }
            return shortest(-shift, mantissa, 0, target, at);
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

    /** Schubfach: of the decimals that are read as mantissa * 2^exponent, the shortest, and of those the closest. */
    private static int shortest(int exponent, long mantissa, int shift, byte[] target, int at) {
        int odd = (int) mantissa & 1;
        long middle = mantissa << 2;
        long right = middle + 2;
        long left;
        int k;
        if (mantissa != IMPLICIT || exponent == SMALLEST_EXPONENT) {
            left = middle - 2;
            k = (int) (exponent * 661_971_961_083L >> 41); // floor(log10(2^exponent))
        } else {
            left = middle - 1;
            k = (int) (exponent * 661_971_961_083L - 274_743_187_321L >> 41); // floor(log10(3/4 * 2^exponent))
        }
        int h = exponent + (int) (-k * 913_124_641_741L >> 38) + 2; // floor(log2(10^-k))
        long high = high(k);
        long low = low(k);
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
                return digits(lower ? tens : next, k, target, at);
            }
        }
        long t = s + 1;
        boolean lower = vbl + odd <= s << 2;
        boolean upper = (t << 2) + odd <= vbr;
        if (lower != upper) {
            return digits(lower ? s : t, k + shift, target, at);
        }
        long compared = vb - (s + t << 1);
        return digits(compared < 0 || compared == 0 && (s & 1) == 0 ? s : t, k + shift, target, at);
    }

    private static long roundToOdd(long high, long low, long factor) {
        long x1 = Math.multiplyHigh(low, factor);
        long y0 = high * factor;
        long y1 = Math.multiplyHigh(high, factor);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (z & MASK_63) + MASK_63 >>> 63;
    }

    /** Prints digits * 10^exponent without trailing zeros, as a person would write it. */
    private static int digits(long number, int exponent, byte[] target, int at) {
        long digits = number;
        int scale = exponent;
        while (digits % 10 == 0) {
            digits /= 10;
            scale++;
        }
        int length = Line.length(digits);
        int point = length + scale; // Digits before the decimal point.
        if (scale >= 0 && point <= 17) {
            int end = Line.putNumber(target, at, digits);
            return zeros(target, end, scale);
        }
        if (scale < 0 && point > 0 && point <= 17) {
            Line.putNumber(target, at + 1, digits);
            System.arraycopy(target, at + 1, target, at, point);
            target[at + point] = '.';
            return at + length + 1;
        }
        if (point <= 0 && point > -6) {
            target[at] = '0';
            target[at + 1] = '.';
            return Line.putNumber(target, zeros(target, at + 2, -point), digits);
        }
        return scientific(digits, length, point - 1, target, at);
    }

    private static int scientific(long digits, int length, int exponent, byte[] target, int start) {
        Line.putNumber(target, start + 1, digits);
        target[start] = target[start + 1];
        int at = start + 1;
        if (length > 1) {
            target[at] = '.';
            at = start + length + 1;
        }
        target[at++] = 'e';
        if (exponent < 0) {
            target[at++] = '-';
        }
        return Line.putNumber(target, at, Math.abs(exponent));
    }

    private static int zeros(byte[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] = '0';
        }
        return at + count;
    }

    /**
     * Reads a decimal.
     *
     * @throws NumberFormatException if it is none
     */
    static double parse(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        int at = negative ? start + 1 : start;
        long mantissa = 0;
        int digits = 0; // Without zeros in front, which the mantissa does not feel.
        boolean any = false;
        int point = -1;
        for (; at < end && digits <= 18; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9') {
                mantissa = mantissa * 10 + c - '0';
                digits += mantissa == 0 ? 0 : 1;
                any = true;
            } else if (c == '.' && point < 0) {
                point = at + 1;
            } else {
                break;
            }
        }
        int exponent = point < 0 ? 0 : point - at;
        if (end - at >= 2 && end - at <= 5 && (bytes[at] | ' ') == 'e') {
            boolean small = bytes[at + 1] == '-' && end - at > 2;
            int power = 0;
            for (at += small ? 2 : 1; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                power = power * 10 + bytes[at] - '0';
            }
            exponent += small ? -power : power;
        }
        if (at == end && any && digits <= 18) {
            double result = scale(mantissa, exponent);
            if (!Double.isNaN(result)) {
                return negative ? -result : result;
            }
        }
        return Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
    }

    /** The double nearest to mantissa * 10^exponent, or NaN if this takes more than 126 bits to tell. */
    private static double scale(long mantissa, int exponent) {
        if (mantissa == 0 || exponent == 0) {
            return mantissa; // Exact, or rounded to nearest by the processor.
        }
        if (exponent < -290 || exponent > 290) {
            return Double.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa) - 1;
        long normal = mantissa << zeros; // 63 bits
        long high = high(-exponent);
        long top = Math.multiplyHigh(normal, high); // The product with the upper half: 126 bits, in 64 + 64.
        long bottom = normal * high;
        long carried = bottom + (Math.multiplyHigh(normal, low(-exponent)) << 1);
        if (Long.compareUnsigned(carried, bottom) < 0) {
            top++;
        }
        // The true product is within four units of "carried" of this one; only near a tie does that matter.
        int excess = 64 - Long.numberOfLeadingZeros(top) - 53;
        long cut = top & ((1L << excess) - 1);
        long half = 1L << (excess - 1);
        if (cut == half && carried >= 0 && carried < 8 || cut == half - 1 && carried < 0 && carried >= -8) {
            return Double.NaN;
        }
        long rounded = (top >>> excess) + (cut >= half ? 1 : 0);
        int power = excess + 64 - zeros + binary(-exponent) + 63;
        int biased = Math.getExponent((double) rounded) + power;
        if (biased < -1021 || biased > 1022) {
            return Double.NaN;
        }
        return Math.scalb((double) rounded, power);
    }

    /** r with 10^-k = g * 2^r. */
    private static int binary(int k) {
        return (int) (-k * 913_124_641_741L >> 38) - 125;
    }
}
