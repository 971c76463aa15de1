package ml.lifecycle.tribuo;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much an error grows when the values of a column are exchanged between rows, with a 95 % interval for rows like
 * these: another sample of rows would have given another growth, and so would other exchanges.
 *
 * <p>A growth is a mean over pairs of a row and another one that gave it its value, a U-statistic of two rows. By W. Hoeffding,
 * A class of statistics with asymptotically normal distribution, Annals of Mathematical Statistics 19 (1948), its variance
 * is that of what a row adds in both parts, as the one that got a value and as the one that gave one, divided by the
 * number of rows. The mean over few exchanges stands for each part; its own noise, of which the spread between the
 * exchanges tells, is taken off, but for the part that is left in the growth too. The interval is Student's; that of a root
 * is found by its derivative (the delta method).
 *
 * @param growth the mean error after the exchanges less that before, or the difference of their roots
 * @param reach from the growth to either end of the interval; NaN for a single row
 */
record ColumnEffect(double growth, double reach) {

    private static final double UPPER = 0.975;

    /**
     * Of a mean error.
     *
     * @param before of each row
     * @param after of each exchange, and in it of each row; at least two exchanges
     * @param givers of each exchange, and in it of each row, the row whose value it got; each row once
     */
    static ColumnEffect ofMean(double[] before, double[][] after, int[][] givers) {
        double noise = noise(before, after);
        return new ColumnEffect(unlessNoise(mean(after) - mean(before), noise),
                unlessNoise(reach(before, 1, after, 1, givers), noise));
    }

    /** Of the root of a mean error; see {@link #ofMean}. */
    static ColumnEffect ofRoot(double[] before, double[][] after, int[][] givers) {
        double first = Math.sqrt(mean(before));
        double second = Math.sqrt(mean(after));
        double noise = noise(before, after) * (slope(first) + slope(second));
        return new ColumnEffect(unlessNoise(second - first, noise),
                unlessNoise(reach(before, slope(first), after, slope(second), givers), noise));
    }

    /**
     * How far rounding alone may take the means of these errors apart: that of a sum of n numbers is at most n times the unit of
     * rounding times the sum of their sizes, N. J. Higham, Accuracy and Stability of Numerical Algorithms (2002), section 4.2.
     */
    private static double noise(double[] before, double[][] after) {
        return Math.ulp(1.0) * before.length * after.length * (mean(before) + mean(after));
    }

    /** What rounding may have made is nothing, and is not to be shown as a number of seventeen decimals. */
    private static double unlessNoise(double value, double noise) {
        return Math.abs(value) <= noise ? 0 : value;
    }

    /** Errors that are all 0 do not vary, however steep the root is there. */
    private static double slope(double root) {
        return root == 0 ? 0 : 1 / (2 * root);
    }

    private static double reach(
            double[] before, double beforeWeight, double[][] after, double afterWeight, int[][] givers) {
        int rows = before.length;
        if (rows < 2) {
            return Double.NaN;
        }
        double repeats = after.length;
        double[] got = new double[rows];
        double[] gave = new double[rows];
        double[] gotSquares = new double[rows];
        double[] gaveSquares = new double[rows];
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int row = 0; row < rows; row++) {
                int giver = givers[repeat][row];
                double change = afterWeight * after[repeat][row] - beforeWeight * before[row];
                got[row] += change / repeats;
                gave[giver] += change / repeats;
                gotSquares[row] += change * change / repeats;
                gaveSquares[giver] += change * change / repeats;
            }
        }
        double[] both = new double[rows];
        for (int row = 0; row < rows; row++) {
            both[row] = got[row] + gave[row];
        }
        double noiseOfGot = within(got, gotSquares, repeats);
        double noiseOfGave = within(gave, gaveSquares, repeats);
        double noise = Math.max(noiseOfGot, noiseOfGave);
        double variance = Math.max(variance(both) - noise, Math.min(noiseOfGot, noiseOfGave));
        return Math.sqrt(variance / rows) * TDistribution.of(rows - 1.0).inverseCumulativeProbability(UPPER);
    }

    /** The variance of a mean over the exchanges, about what it is for the row. */
    private static double within(double[] means, double[] squares, double repeats) {
        double sum = 0;
        for (int row = 0; row < means.length; row++) {
            sum += Math.max(0, squares[row] - means[row] * means[row]);
        }
        return sum / means.length / (repeats - 1);
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    private static double mean(double[][] values) {
        double mean = 0;
        for (double[] part : values) {
            mean += mean(part) / values.length;
        }
        return mean;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
