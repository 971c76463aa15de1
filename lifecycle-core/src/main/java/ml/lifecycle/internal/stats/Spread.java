package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** How a metric would vary if the rows were drawn again: where its bounds lie. */
abstract class Spread {

    static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final int HALVINGS = 50;

    /** What the method is called in a report. */
    abstract String method();

    /**
     * A bound that the true value exceeds with the probability {@code 1 - share}.
     *
     * @param share between 0 and 1
     */
    abstract double quantile(double share);

    /** How much of the distribution of the true value lies below a number: where the bound lies just there. */
    double below(double number) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int half = 0; half < HALVINGS; half++) {
            double middle = (low + high) / 2;
            if (quantile(middle) < number) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Why there are no bounds where {@link #varies} says so, as part of a sentence. */
    String problem() {
        return "these rows do not vary enough to tell how sure the value is";
    }

    /** How much of the distribution of the true value lies at a number or above. */
    double above(double number) {
        return 1 - below(number);
    }

    /** Whether there is any variation to speak of. */
    abstract boolean varies();

    /** Values drawn anew; the bounds are their quantiles, perhaps corrected for bias and skewness. */
    static final class Drawn extends Spread {

        /** In the order of the draws, so that two spreads can be combined draw by draw. */
        final double[] draws;
        /** The same for upper bounds. */
        final double[] upper;

        private final double[] sorted;
        private final double[] sortedUpper;
        private final double bias;
        private final double acceleration;
        private final int rows;
        private final String method;

        Drawn(double[] draws, String method) {
            this(draws, draws, method);
        }

        /** Draws for lower bounds, and others for upper ones. */
        Drawn(double[] draws, double[] upper, String method) {
            this(draws, upper, method, 0, 0, 0);
        }

        private Drawn(double[] draws, double[] upper, String method, double bias, double acceleration, int rows) {
            this.draws = draws;
            this.sorted = sorted(draws);
            this.upper = upper;
            this.sortedUpper = upper == draws ? sorted : sorted(upper);
            this.method = method;
            this.bias = bias;
            this.acceleration = acceleration;
            this.rows = rows;
        }

        /**
         * Corrected for bias and skewness (BCa): B. Efron, Better bootstrap confidence intervals, JASA 82 (1987); and
         * widened, as Student's distribution is wider than the normal one, since few rows vary less than what they were
         * drawn from: T. C. Hesterberg, What teachers should know about the bootstrap, The American Statistician 69
         * (2015), section 5.3.
         *
         * @param draws the drawn values
         * @param value the observed value
         * @param acceleration a sixth of the skewness of the jackknife
         * @param rows from how many rows
         */
        static Drawn corrected(double[] draws, double value, double acceleration, int rows) {
            double less = Arrays.stream(draws)
                    .map(draw -> draw < value ? 1 : draw == value ? 0.5 : 0).sum() / draws.length;
            double bias = NORMAL.inverseCumulativeProbability(
                    Math.min(1 - 1.0 / draws.length, Math.max(1.0 / draws.length, less)));
            return new Drawn(draws, draws, "BCa bootstrap", bias, acceleration, rows);
        }

        private static double[] sorted(double[] draws) {
            return Arrays.stream(draws).filter(value -> !Double.isNaN(value)).sorted().toArray();
        }

        @Override
        String method() {
            return method;
        }

        @Override
        double quantile(double share) {
            double[] sorted = share > 0.5 ? sortedUpper : this.sorted;
            double z = bias + wide(share);
            double corrected = rows == 0
                    ? share
                    : NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
            double place = corrected * (sorted.length + 1) - 1;
            int low = (int) Math.floor(place);
            if (low < 0) {
                return sorted[0];
            }
            return low + 1 >= sorted.length
                    ? sorted[sorted.length - 1]
                    : sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
        }

        private double wide(double share) {
            return rows < 2
                    ? NORMAL.inverseCumulativeProbability(share)
                    : Math.sqrt(rows / (rows - 1.0)) * TDistribution.of(rows - 1.0).inverseCumulativeProbability(share);
        }

        @Override
        double below(double number) {
            long less = Arrays.stream(sorted).filter(draw -> draw < number).count();
            double share = (less + 1.0) / (sorted.length + 2.0);
            if (rows == 0) {
                return share;
            }
            double distance = NORMAL.inverseCumulativeProbability(share) - bias;
            double z = distance / (1 + acceleration * distance) - bias;
            return TDistribution.of(rows - 1.0).cumulativeProbability(z * Math.sqrt((rows - 1.0) / rows));
        }

        @Override
        double above(double number) {
            if (rows != 0) {
                return 1 - below(number);
            }
            long more = Arrays.stream(sortedUpper).filter(draw -> draw >= number).count();
            return (more + 1.0) / (sortedUpper.length + 2.0);
        }

        @Override
        boolean varies() {
            return sorted.length > draws.length / 2 && (sorted[0] < sorted[sorted.length - 1]
                    || sortedUpper[0] < sortedUpper[sortedUpper.length - 1]);
        }
    }

    /** No bounds, where none is known that holds. */
    static final class Silent extends Spread {

        private final String problem;

        /** Says why, and which rows would be needed. */
        Silent(String problem) {
            this.problem = problem;
        }

        @Override
        String method() {
            return "";
        }

        @Override
        double quantile(double share) {
            return Double.NaN;
        }

        @Override
        String problem() {
            return problem;
        }

        @Override
        boolean varies() {
            return false;
        }
    }

    /** Bounds that a formula gives. */
    static final class Formula extends Spread {

        private final String method;
        private final DoubleUnaryOperator bounds;

        /** The bound by the share of the distribution below it. */
        Formula(String method, DoubleUnaryOperator bounds) {
            this.method = method;
            this.bounds = bounds;
        }

        @Override
        String method() {
            return method;
        }

        @Override
        double quantile(double share) {
            return bounds.applyAsDouble(share);
        }

        @Override
        boolean varies() {
            return true;
        }
    }

    /** The wider bounds of two. */
    static final class Wider extends Spread {

        private final Spread one;
        private final Spread other;

        Wider(Spread one, Spread other) {
            this.one = one;
            this.other = other;
        }

        @Override
        String method() {
            return one.method() + ", " + other.method();
        }

        @Override
        double quantile(double share) {
            return share < 0.5 ? Math.min(one.quantile(share), other.quantile(share))
                    : Math.max(one.quantile(share), other.quantile(share));
        }

        @Override
        double below(double number) {
            return Math.max(one.below(number), other.below(number));
        }

        @Override
        double above(double number) {
            return Math.max(one.above(number), other.above(number));
        }

        @Override
        boolean varies() {
            return one.varies() && other.varies();
        }
    }

    /** The lower bounds of one and the upper ones of another. */
    static final class Halves extends Spread {

        private final Spread lower;
        private final Spread upper;

        Halves(Spread lower, Spread upper) {
            this.lower = lower;
            this.upper = upper;
        }

        @Override
        String method() {
            return lower.method() + ", " + upper.method();
        }

        @Override
        double quantile(double share) {
            return share < 0.5 ? lower.quantile(share) : upper.quantile(share);
        }

        @Override
        double below(double number) {
            return lower.below(number);
        }

        @Override
        double above(double number) {
            return upper.above(number);
        }

        @Override
        boolean varies() {
            return lower.varies() && upper.varies();
        }
    }

    /** A value with its standard error and Student's distribution around it. */
    static final class Student extends Spread {

        final double value;
        final double error;
        private final TDistribution distribution;
        private final String method;

        Student(double value, double error, double degrees, String method) {
            this.value = value;
            this.error = error;
            this.distribution = TDistribution.of(Math.max(1, degrees));
            this.method = method;
        }

        @Override
        String method() {
            return method;
        }

        @Override
        double quantile(double share) {
            return value + error * distribution.inverseCumulativeProbability(share);
        }

        @Override
        double below(double number) {
            return distribution.cumulativeProbability((number - value) / error);
        }

        @Override
        boolean varies() {
            return error > 0 && Double.isFinite(error);
        }
    }
}
