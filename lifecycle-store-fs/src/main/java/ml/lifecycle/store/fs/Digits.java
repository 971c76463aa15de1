package ml.lifecycle.store.fs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The decimal digits of numbers, eight at a time in one {@code long}: the first digit in its lowest byte, as eight bytes
 * of a file are read and written on a little-endian machine.
 */
final class Digits {

    static final int EIGHT = 100_000_000;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long ZEROS = '0' * ONES;
    private static final long UPPER_HALVES = 0xf0 * ONES;
    private static final long LOWER_HALVES = 0x0f * ONES;
    private static final long[] POWERS = powers();

    private Digits() {}

    /** The powers of ten that a long holds. */
    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** 10^exponent, which must not be above 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    /** How many decimal digits a number has that is not negative. */
    static int length(long number) {
        long positive = number | 1; // Has as many digits, and at least one.
        int less = (Long.SIZE - Long.numberOfLeadingZeros(positive)) * 1233 >>> 12; // The digits, or one less.
        return positive >= POWERS[less] ? less + 1 : less;
    }

    /** Puts a number that is not negative, and nothing beside it, and returns the place behind its last digit. */
    static int put(byte[] target, int at, long number) {
        int end = at + length(number);
        put(target, at, end, number);
        return end;
    }

    /** Puts a number between two places that it fills. */
    static void put(byte[] target, int at, int end, long number) {
        int to = end;
        long rest = number;
        while (to - at >= Long.BYTES) {
            long front = rest / EIGHT;
            to -= Long.BYTES;
            LONGS.set(target, to, eight((int) (rest - front * EIGHT)));
            rest = front;
        }
        for (int few = (int) rest; to > at; few /= 10) {
            target[--to] = (byte) ('0' + few % 10);
        }
    }

    /** Like {@link #put}, but quicker, since it may also change up to seven bytes behind the number. */
    static int putOver(byte[] target, int at, long number) {
        if (number < 10) {
            target[at] = (byte) ('0' + number);
            return at + 1;
        }
        if (number >= EIGHT) {
            return put(target, at, number);
        }
        long digits = eight((int) number);
        int zeros = Long.numberOfTrailingZeros(digits & LOWER_HALVES) >>> 3;
        LONGS.set(target, at, digits >>> (zeros << 3));
        return at + Long.BYTES - zeros;
    }

    /**
     * The eight digits of a number below 10^8: halves of four digits, quarters of two and single ones, all parts of a
     * step divided by one multiplication.
     */
    static long eight(int number) {
        int high = number / 10_000;
        long fours = high | (long) (number - high * 10_000) << 32;
        long hundreds = fours * 10_486 >>> 20 & 0x0000007f0000007fL; // x / 100 for x < 10,000
        long twos = hundreds | fours - 100 * hundreds << 16;
        long tens = twos * 103 >>> 10 & 0x000f000f000f000fL; // x / 10 for x < 100
        return (tens | twos - 10 * tens << 8) + ZEROS;
    }

    /** How many of eight digits are zeros with nothing but zeros behind them. */
    static int zerosAtEnd(long eight) {
        return Long.numberOfLeadingZeros(eight & LOWER_HALVES) >>> 3;
    }

    static void store(byte[] target, int at, long eight) {
        LONGS.set(target, at, eight);
    }

    /** Eight bytes as they stand in a file. */
    static long load(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Whether all eight bytes are digits. */
    static boolean areDigits(long eight) {
        return ((eight & UPPER_HALVES) == ZEROS) & ((eight + 6 * ONES & UPPER_HALVES) == ZEROS);
    }

    /** The number that eight digits stand for. */
    static int parse(long eight) {
        long twos = (eight - ZEROS) * (1 + (10 << 8)) >>> 8 & 0x00ff00ff00ff00ffL;
        long fours = twos * (1 + (100 << 16)) >>> 16 & 0x0000ffff0000ffffL;
        return (int) (fours * (1 + (10_000L << 32)) >>> 32);
    }
}
