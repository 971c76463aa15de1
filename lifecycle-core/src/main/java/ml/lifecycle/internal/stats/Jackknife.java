package ml.lifecycle.internal.stats;

/** What leaving out rows in turn tells about a metric. */
final class Jackknife {

    /** The standard error. */
    final double error;
    /** A sixth of the skewness of the influence of single rows. */
    final double acceleration;
    /** Degrees of freedom of the error. */
    final double degrees;

    /** The value without its bias: M. H. Quenouille, Notes on bias in estimation, Biometrika 43 (1956). */
    final double centre;

    private Jackknife(double value, double[] left, double[] times) {
        double total = 0;
        double mean = 0;
        for (int part = 0; part < left.length; part++) {
            if (times[part] > 0) {
                total += times[part];
                mean += times[part] * left[part];
            }
        }
        mean /= total;
        double squares = 0;
        double cubes = 0;
        for (int part = 0; part < left.length; part++) {
            if (times[part] > 0) {
                double distance = mean - left[part];
                squares += times[part] * distance * distance;
                cubes += times[part] * distance * distance * distance;
            }
        }
        this.error = Math.sqrt((total - 1) / total * squares);
        this.acceleration = squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
        this.degrees = total - 1;
        this.centre = total * value - (total - 1) * mean;
    }

    /** Leaves out one unit at a time where units stand for many equal rows, else one group of rows at a time. */
    static Jackknife of(Sample sample) {
        return sample.isByRow() ? byGroups(sample) : byUnits(sample);
    }

    private static Jackknife byUnits(Sample sample) {
        double[] counts = sample.counts.clone();
        double[] left = new double[counts.length];
        for (int unit = 0; unit < counts.length; unit++) {
            if (counts[unit] > 0) {
                counts[unit]--;
                left[unit] = sample.statistic.of(counts);
                counts[unit]++;
            }
        }
        return new Jackknife(sample.value(), left, sample.counts);
    }

    /** Rows are dealt out to the groups in turn, so that sorted data do not make groups of their own kind. */
    private static Jackknife byGroups(Sample sample) {
        int groups = Math.min(Resampler.GROUPS, sample.counts.length);
        double[] counts = sample.counts.clone();
        double[] left = new double[groups];
        for (int group = 0; group < groups; group++) {
            for (int row = group; row < counts.length; row += groups) {
                counts[row] = 0;
            }
            left[group] = sample.statistic.of(counts);
            for (int row = group; row < counts.length; row += groups) {
                counts[row] = sample.counts[row];
            }
        }
        return new Jackknife(sample.value(), left, Metrics.ones(groups));
    }
}
