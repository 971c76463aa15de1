package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws numbers of rows for cells. The expected numbers are fixed; each draw is independent. */
final class Multinomial {

    /** Below this expected number, counting up from 0 is faster than rejection. */
    private static final double FEW = 10;

    private final double[] expected;
    /** The cells that can be drawn, the likely ones first. */
    private final int[] order;
    /** The sum of the expected numbers from each place in the order on. */
    private final double[] tail;

    /**
     * Prepares the draws.
     *
     * @param expected how often each cell is drawn in the mean, up to a common factor; 0 or more
     */
    Multinomial(double[] expected) {
        this.expected = expected;
        this.order = IntStream.range(0, expected.length).filter(cell -> expected[cell] > 0).boxed()
                .sorted(Comparator.comparingDouble(cell -> -expected[cell])).mapToInt(Integer::intValue).toArray();
        this.tail = new double[order.length + 1];
        for (int place = order.length - 1; place >= 0; place--) {
            tail[place] = tail[place + 1] + expected[order[place]];
        }
    }

    /**
     * Draws rows.
     *
     * @param rows how many
     * @param random the source
     * @param counts receives the numbers; overwritten
     */
    void draw(int rows, SplittableRandom random, double[] counts) {
        Arrays.fill(counts, 0);
        int left = rows;
        for (int place = 0; place < order.length && left > 0; place++) {
            if (place == order.length - 1) {
                counts[order[place]] = left;
                return;
            }
            if (left < order.length - place) {
                drawSingly(left, place, random, counts);
                return;
            }
            int drawn = binomial(left, Math.min(1, expected[order[place]] / tail[place]), random);
            counts[order[place]] = drawn;
            left -= drawn;
        }
    }

    /** Few rows for many cells: each row finds its cell by the sums. */
    private void drawSingly(int rows, int from, SplittableRandom random, double[] counts) {
        for (int row = 0; row < rows; row++) {
            double sum = random.nextDouble() * tail[from];
            int low = from;
            int high = order.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (tail[middle + 1] <= sum) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            counts[order[low]]++;
        }
    }

    /** A binomial number. */
    static int binomial(int trials, double probability, SplittableRandom random) {
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability, random);
        }
        return trials * probability < FEW
                ? countUp(trials, probability, random)
                : byRejection(trials, probability, random);
    }

    /** Inversion: adds up probabilities from 0 on. */
    private static int countUp(int trials, double probability, SplittableRandom random) {
        double odds = probability / (1 - probability);
        double mass = Math.exp(trials * Math.log1p(-probability));
        double left = random.nextDouble();
        int number = 0;
        while (left > mass && number < trials) {
            left -= mass;
            number++;
            mass *= odds * (trials - number + 1) / number;
        }
        return number;
    }

    /**
     * Transformed rejection with squeeze, algorithm BTRS of W. Hörmann, The generation of binomial random variates,
     * Journal of Statistical Computation and Simulation 46 (1993).
     */
    private static int byRejection(int trials, double probability, SplittableRandom random) {
        double odds = probability / (1 - probability);
        double deviation = Math.sqrt(trials * probability * (1 - probability));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double c = trials * probability + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double mode = Math.floor((trials + 1) * probability);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double distance = 0.5 - Math.abs(u);
            double number = Math.floor((2 * a / distance + b) * u + c);
            if (distance >= 0.07 && v <= squeeze) {
                return (int) number;
            }
            if (number >= 0 && number <= trials
                    && Math.log(v * alpha / (a / (distance * distance) + b)) <= logRatio(trials, odds, mode, number)) {
                return (int) number;
            }
        }
    }

    /** The logarithm of how likely a number is, relative to the mode. */
    private static double logRatio(int trials, double odds, double mode, double number) {
        return (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1)))
                + (trials + 1.0) * Math.log((trials - mode + 1) / (trials - number + 1))
                + (number + 0.5) * Math.log(odds * (trials - number + 1) / (number + 1))
                + stirling(mode) + stirling(trials - mode) - stirling(number) - stirling(trials - number);
    }

    /** What Stirling's formula for the logarithm of n! leaves over, in powers of 1/(n+1). */
    private static double stirling(double n) {
        if (n < SMALL.length) {
            return SMALL[(int) n];
        }
        double square = (n + 1) * (n + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (n + 1);
    }

    /** The exact remainders: ln n! - (n + 1/2) ln(n + 1) + (n + 1) - ln(2π)/2. */
    private static final double[] SMALL = small(10);

    private static double[] small(int numbers) {
        double[] remainders = new double[numbers];
        double logFactorial = 0;
        for (int n = 0; n < numbers; n++) {
            logFactorial += n == 0 ? 0 : Math.log(n);
            remainders[n] = logFactorial - (n + 0.5) * Math.log(n + 1) + (n + 1) - Math.log(2 * Math.PI) / 2;
        }
        return remainders;
    }
}
