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
        double[] products = new double[4];
        for (int second = 0; second < columns; second += 2) {
            for (int first = 0; first <= second; first += 2) {
                // Two columns beside two others: each number is fetched once for two products.
                Centred y0 = centred[second];
                Centred y1 = centred[Math.min(second + 1, columns - 1)];
                Centred x0 = centred[first];
                Centred x1 = centred[Math.min(first + 1, columns - 1)];
                products(x0.values, x1.values, y0.values, y1.values, rows, products);
                for (int tile = 0; tile < 4; tile++) {
                    int x = first + tile % 2;
                    int y = second + tile / 2;
                    if (x < y && y < columns) {
                        add(x, y, centred, products[tile], block, rows);
                    }
                }
            }
        }
    }

    private void add(int x, int y, Centred[] centred, double product, double[][] block, int rows) {
        Centred first = centred[x];
        Centred second = centred[y];
        if (first.complete && second.complete) {
            join(pairs[pair(x, y)], rows, first.mean, second.mean, first.squares, second.squares,
                    product - rows * first.moved * second.moved);
        } else {
            double[] more = moments(block[x], block[y], rows);
            join(pairs[pair(x, y)], more[0], more[1], more[2], more[3], more[4], more[5]);
        }
    }

    /** The sums of the products of each of two columns with each of two others. */
    private static void products(double[] x0, double[] x1, double[] y0, double[] y1, int rows, double[] into) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double a2 = 0;
        double b2 = 0;
        double c2 = 0;
        double d2 = 0;
        int end = rows & -2;
        for (int row = 0; row < end; row += 2) {
            a += x0[row] * y0[row];
            b += x1[row] * y0[row];
            c += x0[row] * y1[row];
            d += x1[row] * y1[row];
            a2 += x0[row + 1] * y0[row + 1];
            b2 += x1[row + 1] * y0[row + 1];
            c2 += x0[row + 1] * y1[row + 1];
            d2 += x1[row + 1] * y1[row + 1];
        }
        if (end < rows) {
            a += x0[end] * y0[end];
            b += x1[end] * y0[end];
            c += x0[end] * y1[end];
            d += x1[end] * y1[end];
        }
        into[0] = a + a2;
        into[1] = b + b2;
        into[2] = c + c2;
        into[3] = d + d2;
    }

    /**
     * A block of a column, less a mean that rounding has moved, as in {@link Moments}.
     *
     * @param values the differences
     * @param moved their mean
     * @param mean the mean of the column
     * @param squares the sum of the squares of the differences from that
     * @param complete whether no value is missing; if one is, the rest means nothing
     */
    private record Centred(double[] values, double moved, double mean, double squares, boolean complete) {

        static Centred of(double[] column, int rows) {
            double even = 0;
            double odd = 0;
            for (int row = 0; row < (rows & -2); row += 2) {
                even += column[row];
                odd += column[row + 1];
            }
            double sum = even + odd + (rows % 2 == 1 ? column[rows - 1] : 0);
            double mean = sum / rows;
            double[] values = new double[rows];
            double left = 0;
            for (int row = 0; row < rows; row++) {
                values[row] = column[row] - mean;
                left += values[row];
            }
            double moved = left / rows;
            return new Centred(values, moved, mean + moved,
                    Math.max(0, products(values, values, rows) - rows * moved * moved), !Double.isNaN(sum));
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
        double leftX = 0;
        double leftY = 0;
        double squaresX = 0;
        double squaresY = 0;
        double products = 0;
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(x[row] + y[row])) {
                double dx = x[row] - meanX;
                double dy = y[row] - meanY;
                leftX += dx;
                leftY += dy;
                squaresX += dx * dx;
                squaresY += dy * dy;
                products += dx * dy;
            }
        }
        double movedX = both == 0 ? 0 : leftX / both;
        double movedY = both == 0 ? 0 : leftY / both;
        return new double[] {both, meanX + movedX, meanY + movedY, Math.max(0, squaresX - both * movedX * movedX),
            Math.max(0, squaresY - both * movedY * movedY), products - both * movedX * movedY};
    }

    private static void join(
            double[] into, double rows, double meanX, double meanY, double squaresX, double squaresY, double products) {
        if (rows == 0) {
            return;
        }
        double total = into[0] + rows;
        double dx = meanX - into[1];
        double dy = meanY - into[2];
        double weight = into[0] * rows / total;
        into[3] += squaresX + dx * dx * weight;
        into[4] += squaresY + dy * dy * weight;
        into[5] += products + dx * dy * weight;
        into[1] += dx * rows / total;
        into[2] += dy * rows / total;
        into[0] = total;
    }

    void add(Pairs other) {
        for (int pair = 0; pair < pairs.length; pair++) {
            double[] more = other.pairs[pair];
            join(pairs[pair], more[0], more[1], more[2], more[3], more[4], more[5]);
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
