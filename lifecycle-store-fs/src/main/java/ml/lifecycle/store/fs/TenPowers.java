package ml.lifecycle.store.fs;

import java.math.BigInteger;

/** The powers of ten that turn a binary number into a decimal one and back, with 126 bits each. */
final class TenPowers {

    static final long MASK_63 = Long.MAX_VALUE;

    private static final int SMALLEST = -324;
    private static final int LARGEST = 292;

    /** For each k the number g with 10^-k = (g - something below 1) * 2^r, of 126 bits, in two halves of 63. */
    private static final long[] TABLE = table();

    private TenPowers() {}

    private static long[] table() {
        long[] powers = new long[2 * (LARGEST - SMALLEST + 1)];
        for (int k = SMALLEST; k <= LARGEST; k++) {
            BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g = k <= 0
                    ? ten.shiftLeft(126).shiftRight(ten.bitLength())
                    : BigInteger.ONE.shiftLeft(125 + ten.bitLength()).divide(ten);
            g = g.add(BigInteger.ONE);
            powers[2 * (k - SMALLEST)] = g.shiftRight(63).longValueExact();
            powers[2 * (k - SMALLEST) + 1] = g.longValue() & MASK_63;
        }
        return powers;
    }

    /** The upper 63 bits of 10^-k. */
    static long high(int k) {
        return TABLE[2 * (k - SMALLEST)];
    }

    /** The lower 63 bits of 10^-k. */
    static long low(int k) {
        return TABLE[2 * (k - SMALLEST) + 1];
    }

    /** floor(log2(10^-k)) */
    static int log2(int k) {
        return (int) (-k * 913_124_641_741L >> 38);
    }
}
