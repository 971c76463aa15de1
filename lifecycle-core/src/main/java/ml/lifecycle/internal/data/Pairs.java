package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Co-moments of all pairs of columns of numbers, over the rows that have both; joined as in {@link Moments}. */
final class Pairs {

    /** With more columns of numbers than this, none are compared: the work grows with their square. */
    static final int COLUMNS = 32;
    private static final int FIELDS = 6;

    private final int columns;
    /** For each pair: rows, two means, two sums of squares, the sum of products. */
    private final double[][] pairs;

    Pairs(int columns) {
        this.columns = columns <= COLUMNS ? columns : 0;
        this.pairs = new double[this.columns * (this.columns - 1) / 2][FIELDS];
    }

    private int pair(int first, int second) {
        return second * (second - 1) / 2 + first;
    }

    /** Adds a block of rows, by column; NaN is missing. */
    void add(double[][] block, int rows) {
        Centred[] centred = new Centred[columns];
        for (int column = 0; column < columns; column++) {
            centred[column] = Centred.of(block[column], rows);
        }
        for (int second = 1; second < columns; second++) {
            for (int first = 0; first < second; first++) {
                Centred x = centred[first];
                Centred y = centred[second];
                join(pairs[pair(first, second)], x.complete && y.complete
                        ? new double[] {rows, x.mean, y.mean, x.squares, y.squares, products(x.values, y.values, rows)}
                        : moments(block[first], block[second], rows));
            }
        }
    }

    /**
     * A block of a column, less its mean.
     *
     * @param values the differences
     * @param mean the mean
     * @param squares the sum of the squares of the differences
     * @param complete whether no value is missing; if one is, the rest means nothing
     */
    private record Centred(double[] values, double mean, double squares, boolean complete) {

        static Centred of(double[] column, int rows) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += column[row];
            }
            double mean = sum / rows;
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = column[row] - mean;
            }
            return new Centred(values, mean, products(values, values, rows), !Double.isNaN(sum));
        }
    }

    /** In four sums, so that no addition waits for the one before. */
    private static double products(double[] x, double[] y, int rows) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int row = 0;
        for (; row + 3 < rows; row += 4) {
            a += x[row] * y[row];
            b += x[row + 1] * y[row + 1];
            c += x[row + 2] * y[row + 2];
            d += x[row + 3] * y[row + 3];
        }
        for (; row < rows; row++) {
            a += x[row] * y[row];
        }
        return a + b + (c + d);
    }

    private static double[] moments(double[] x, double[] y, int rows) {
        int both = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(x[row] + y[row])) {
                both++;
                sumX += x[row];
                sumY += y[row];
            }
        }
        double meanX = both == 0 ? 0 : sumX / both;
        double meanY = both == 0 ? 0 : sumY / both;
        double squaresX = 0;
        double squaresY = 0;
        double products = 0;
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(x[row] + y[row])) {
                double dx = x[row] - meanX;
                double dy = y[row] - meanY;
                squaresX += dx * dx;
                squaresY += dy * dy;
                products += dx * dy;
            }
        }
        return new double[] {both, meanX, meanY, squaresX, squaresY, products};
    }

    private static void join(double[] into, double[] more) {
        double total = into[0] + more[0];
        if (more[0] == 0) {
            return;
        }
        double dx = more[1] - into[1];
        double dy = more[2] - into[2];
        double weight = into[0] * more[0] / total;
        into[3] += more[3] + dx * dx * weight;
        into[4] += more[4] + dy * dy * weight;
        into[5] += more[5] + dx * dy * weight;
        into[1] += dx * more[0] / total;
        into[2] += dy * more[0] / total;
        into[0] = total;
    }

    void add(Pairs other) {
        for (int pair = 0; pair < pairs.length; pair++) {
            join(pairs[pair], other.pairs[pair]);
        }
    }

    boolean areCompared() {
        return columns > 0;
    }

    /** Pearson's coefficient of two columns by their numbers; NaN where one of them is constant. */
    double pearson(int first, int second) {
        double[] pair = pairs[pair(first, second)];
        double correlation = pair[5] / (Math.sqrt(pair[3]) * Math.sqrt(pair[4]));
        return Double.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : Double.NaN;
    }

    long rows(int first, int second) {
        return (long) pairs[pair(first, second)][0];
    }

    void write(DataOutput out) throws IOException {
        for (double[] pair : pairs) {
            for (double field : pair) {
                out.writeDouble(field);
            }
        }
    }

    static Pairs read(DataInput in, int columns) throws IOException {
        Pairs read = new Pairs(columns);
        for (double[] pair : read.pairs) {
            for (int field = 0; field < FIELDS; field++) {
                pair[field] = in.readDouble();
            }
        }
        return read;
    }
}
