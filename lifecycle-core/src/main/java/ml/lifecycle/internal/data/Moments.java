package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean, standard deviation and skewness of numbers that come in blocks and parts. Central moments are joined as in P.
 * Pébay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments, Sandia
 * report SAND2008-6212 (2008), which does not subtract large sums. Those of a block are found in two passes and corrected
 * for the rounded mean, so that an offset costs no digits: T. F. Chan, G. H. Golub, R. J. LeVeque, Algorithms for computing
 * the sample variance, The American Statistician 37 (1983). They are kept of values divided by a power of two, so that no
 * power over- or underflows.
 */
final class Moments {

    private long count;
    /** Values are divided by two to this power. */
    private int exponent = Double.MIN_EXPONENT - 1;
    private double mean;
    private double squares;
    private double cubes;

    /**
     * Adds a block of finite numbers.
     *
     * @param largest the greatest of their magnitudes
     */
    void add(double[] values, int length, double largest) {
        if (length == 0) {
            return;
        }
        Moments block = new Moments();
        block.count = length;
        block.exponent = Math.getExponent(largest);
        if (block.exponent >= -300 && block.exponent <= 300) {
            // Nothing over- or underflows, so nothing need be divided.
            block.exponent = 0;
            block.sum(values, length);
        } else {
            block.sumScaled(values, length);
        }
        add(block);
    }

    /** In four sums each, so that no addition waits for the one before. */
    private void sum(double[] values, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = length & -4;
        for (int index = 0; index < end; index += 4) {
            a += values[index];
            b += values[index + 1];
            c += values[index + 2];
            d += values[index + 3];
        }
        for (int index = end; index < length; index++) {
            a += values[index];
        }
        mean = (a + b + (c + d)) / length;
        powers(values, length, end);
    }

    /** Powers of the differences from a mean that rounding has moved; the sum of the differences tells by how much. */
    private void powers(double[] values, int length, int end) {
        double even = 0;
        double odd = 0;
        double even2 = 0;
        double odd2 = 0;
        double even3 = 0;
        double odd3 = 0;
        for (int index = 0; index < end; index += 2) {
            double first = values[index] - mean;
            double second = values[index + 1] - mean;
            double square = first * first;
            double other = second * second;
            even += first;
            odd += second;
            even2 += square;
            odd2 += other;
            even3 += square * first;
            odd3 += other * second;
        }
        for (int index = end; index < length; index++) {
            double difference = values[index] - mean;
            even += difference;
            even2 += difference * difference;
            even3 += difference * difference * difference;
        }
        double moved = (even + odd) / length;
        squares = Math.max(0, even2 + odd2 - length * moved * moved);
        cubes = even3 + odd3 - 3 * moved * (even2 + odd2) + 2 * length * moved * moved * moved;
        mean += moved;
    }

    private void sumScaled(double[] values, int length) {
        double[] scaled = new double[length];
        for (int index = 0; index < length; index++) {
            scaled[index] = Math.scalb(values[index], -exponent);
        }
        sum(scaled, length);
    }

    /** Adds what another one has seen. */
    void add(Moments other) {
        if (other.count == 0) {
            return;
        }
        int common = count == 0 ? other.exponent : Math.max(exponent, other.exponent);
        scaleTo(common);
        Moments more = other.exponent == common ? other : other.copy();
        more.scaleTo(common);
        double total = count + more.count;
        double difference = more.mean - mean;
        double share = more.count / total;
        cubes += more.cubes
                + difference * difference * difference * count * share * (count - more.count) / total
                + 3 * difference * (count * more.squares - more.count * squares) / total;
        squares += more.squares + difference * difference * count * share;
        mean += difference * share;
        count += more.count;
    }

    private Moments copy() {
        Moments copy = new Moments();
        copy.count = count;
        copy.exponent = exponent;
        copy.mean = mean;
        copy.squares = squares;
        copy.cubes = cubes;
        return copy;
    }

    private void scaleTo(int common) {
        int by = exponent - common;
        if (by != 0) {
            mean = Math.scalb(mean, by);
            squares = Math.scalb(squares, 2 * by);
            cubes = Math.scalb(cubes, 3 * by);
            exponent = common;
        }
    }

    /** The mean; NaN without values. */
    double mean() {
        return count == 0 ? Double.NaN : Math.scalb(mean, exponent);
    }

    /** With the divisor n − 1; NaN with fewer than two values. */
    double standardDeviation() {
        return count < 2 ? Double.NaN : Math.scalb(Math.sqrt(squares / (count - 1)), exponent);
    }

    /** The third central moment divided by the cube of the standard deviation, both with the divisor n; NaN if that is 0. */
    double skewness() {
        double deviation = Math.sqrt(squares / count);
        return count < 2 || squares == 0 ? Double.NaN : cubes / count / (deviation * deviation * deviation);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeInt(exponent);
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeDouble(cubes);
    }

    static Moments read(DataInput in) throws IOException {
        Moments moments = new Moments();
        moments.count = in.readLong();
        moments.exponent = in.readInt();
        moments.mean = in.readDouble();
        moments.squares = in.readDouble();
        moments.cubes = in.readDouble();
        return moments;
    }
}
