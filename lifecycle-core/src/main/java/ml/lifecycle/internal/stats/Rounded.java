package ml.lifecycle.internal.stats;

import java.util.Arrays;

/** Numbers that went through a format of single precision. */
final class Rounded {

    private Rounded() {}

    /**
     * Numbers, of which each that another distribution does not have, but for its rounding to a {@code float}, is taken as
     * that of the other: 0.1 went through a format of single precision, and did not change. Whole numbers stay, since
     * rounding does not make them.
     *
     * @param of the numbers
     * @param other the other distribution, of numbers
     * @return the numbers
     */
    static Distribution like(Distribution of, Distribution other) {
        double[] moved = of.values.clone();
        boolean any = false;
        int place = 0;
        for (int index = 0; index < of.values.length; index++) {
            while (place < other.values.length && other.values[place] < of.values[index]) {
                place++;
            }
            if (place == other.values.length || other.values[place] != of.values[index]) {
                for (int near = Math.max(0, place - 1); near <= place && near < other.values.length; near++) {
                    if (isRounded(of.values[index], other.values[near])) {
                        moved[index] = other.values[near];
                        any = true;
                    }
                }
            }
        }
        return any ? joined(of, moved) : of;
    }

    private static boolean isRounded(double one, double other) {
        // What is too small for a float becomes 0, which is another number.
        return Math.abs(one - other) <= Math.ulp(1f) * Math.abs(other) && ((float) one == other || (float) other == one)
                && (one != Math.rint(one) || other != Math.rint(other));
    }

    /** Other numbers in place of the present ones, ascending, of which some may be the same. */
    private static Distribution joined(Distribution of, double[] moved) {
        double[] joined = new double[moved.length];
        long[] rows = new long[moved.length];
        int used = 0;
        for (int index = 0; index < moved.length; index++) {
            if (used == 0 || joined[used - 1] != moved[index]) {
                joined[used++] = moved[index];
            }
            rows[used - 1] += of.counts[index];
        }
        return Distribution.numbers(of.name, Arrays.copyOf(joined, used), Arrays.copyOf(rows, used), of.missing);
    }
}
