package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean, standard deviation and skewness of numbers that come in blocks and parts. Central moments are joined as in P.
 * Pébay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments, Sandia
 * report SAND2008-6212 (2008), which does not subtract large sums. They are kept of values divided by a power of two, so
 * that no power over- or underflows.
 */
final class Moments {

    private long count;
    /** Values are divided by two to this power. */
    private int exponent = Double.MIN_EXPONENT - 1;
    private double mean;
    private double squares;
    private double cubes;

    /** Adds a block of finite numbers. */
    void add(double[] values, int length) {
        double largest = 0;
        for (int index = 0; index < length; index++) {
            largest = Math.max(largest, Math.abs(values[index]));
        }
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

    private void sum(double[] values, int length) {
        double sum = 0;
        for (int index = 0; index < length; index++) {
            sum += values[index];
        }
        mean = sum / length;
        double second = 0;
        double third = 0;
        for (int index = 0; index < length; index++) {
            double difference = values[index] - mean;
            double square = difference * difference;
            second += square;
            third += square * difference;
        }
        squares = second;
        cubes = third;
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
