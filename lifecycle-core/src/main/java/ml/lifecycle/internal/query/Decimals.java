package ml.lifecycle.internal.query;

import java.math.BigInteger;

/**
 * Divides a whole number by a power of ten into the nearest double, by one multiplication with 64 bits of the power's
 * reciprocal (D. Lemire, Number parsing at a gigabyte per second, Software: Practice and Experience 51, 2021, section
 * 5). Where 64 bits do not decide the rounding, it says so.
 */
final class Decimals {

    private static final int MOST = 22;
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /** The first 64 bits of the reciprocals of 5^k; the binary exponent follows from k. */
    private static final long[] RECIPROCALS = new long[MOST + 1];
    /** 2^EXPONENTS[k] times the reciprocal of 5^k has 64 bits. */
    private static final int[] EXPONENTS = new int[MOST + 1];
    /** The bits of a product below those that a double keeps, its rounding bit and one more for a leading zero. */
    private static final long UNDECIDED = (1L << 9) - 1;

    static {
        for (int k = 1; k <= MOST; k++) {
            BigInteger power = BigInteger.valueOf(5).pow(k);
            // 5^k is no power of two, so its reciprocal lies between two of them and never on one.
            EXPONENTS[k] = 63 + power.bitLength();
            RECIPROCALS[k] = BigInteger.ONE.shiftLeft(EXPONENTS[k]).divide(power).longValue();
        }
    }

    private Decimals() {}

    /** The double nearest to a number that is not negative over 10^scale, or NaN if it takes more digits to decide. */
    static double quotient(long number, int scale) {
        // Both the digits and the power of ten are exact doubles then, so one division rounds once (Clinger 1990).
        return number <= 1L << 53 && scale <= MOST ? number / POWERS[scale] : divide(number, scale);
    }

    /**
     * The double nearest to {@code number / 10^scale}.
     *
     * @param number greater than 0
     * @param scale from 1 to 22
     * @return the quotient, or NaN if it takes more digits to decide
     */
    static double divide(long number, int scale) {
        if (number <= 0 || scale < 1 || scale > MOST) {
            return Double.NaN;
        }
        int shift = Long.numberOfLeadingZeros(number);
        long factor = number << shift;
        long reciprocal = RECIPROCALS[scale];
        long high = unsignedMultiplyHigh(factor, reciprocal);
        if ((high & UNDECIDED) == UNDECIDED || (high & UNDECIDED) == 0) {
            return Double.NaN;
        }
        // The product has 127 or 128 bits; 54 of them are kept: 53 for the double and one to round by.
        int normal = high < 0 ? 0 : 1;
        long bits = high >>> 10 - normal;
        bits = bits + 1 >>> 1;
        int exponent = 64 + 11 - normal - shift - EXPONENTS[scale] - scale;
        return bits * Double.longBitsToDouble(exponent + 1023L << 52);
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
