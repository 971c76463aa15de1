package ml.lifecycle.internal.data;

/**
 * Mean and sample standard deviation.
 *
 * @param mean NaN without values
 * @param standardDeviation with the divisor n − 1; NaN with fewer than two values
 */
record Moments(double mean, double standardDeviation) {

    /**
     * Computes both in one pass by the method of Welford, Technometrics 4 (1962), which does not subtract large sums. The
     * values are scaled by a power of two before, so that no square over- or underflows.
     *
     * @param sorted finite values, ascending
     */
    static Moments of(double[] sorted) {
        if (sorted.length == 0) {
            return new Moments(Double.NaN, Double.NaN);
        }
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double mean = 0;
        double squares = 0;
        for (int index = 0; index < sorted.length; index++) {
            double value = Math.scalb(sorted[index], -exponent);
            double before = value - mean;
            mean += before / (index + 1);
            squares += before * (value - mean);
        }
        double deviation = sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
        // Rounding may put the mean of equal values one step outside of them.
        double scaled = Math.min(Math.max(Math.scalb(mean, exponent), sorted[0]), sorted[sorted.length - 1]);
        return new Moments(scaled, Math.scalb(deviation, exponent));
    }
}
