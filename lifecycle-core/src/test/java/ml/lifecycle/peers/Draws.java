package ml.lifecycle.peers;

import java.util.function.DoubleSupplier;

/** The generator of all inputs; {@code src/test/peers/draws.py} says what it is, and is the same to the last bit. */
final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Draws(long seed) {
        this.state = seed;
    }

    double uniform() {
        state += GOLDEN;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }

    int below(int k) {
        return (int) (uniform() * k);
    }

    double bell() {
        double sum = 0;
        for (int draw = 0; draw < 12; draw++) {
            sum += uniform();
        }
        return sum - 6;
    }

    double[] uniforms(int count) {
        return each(count, this::uniform);
    }

    double[] eachBelow(int count, int k) {
        return each(count, () -> below(k));
    }

    double[] bells(int count) {
        return each(count, this::bell);
    }

    private static double[] each(int count, DoubleSupplier draw) {
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = draw.getAsDouble();
        }
        return values;
    }
}
