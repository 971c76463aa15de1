package ml.lifecycle.internal.stats;

import ml.lifecycle.data.TableColumn;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a column of one table is from the same column of another.
 *
 * @param column its name
 * @param distance the distance, NaN if there is none
 * @param probability how likely so great a distance or a greater one is between samples of equal distributions
 * @param chance the distance that samples of equal distributions exceed with a probability of 5 %
 * @param reference the number of values in the reference
 * @param current the number of values judged
 */
public record ColumnDrift(
        String column, double distance, double probability, double chance, long reference, long current) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double LEVEL = 0.05;
    /** Added to each bin, so that an empty one has no infinite logarithm. */
    private static final double PSEUDO = 0.5;

    /**
     * The population stability index, {@code Σ (p − q) ln (p / q)} over bins, with half a row added to each.
     *
     * <p>Between samples of equal distributions it is about {@code (1/n + 1/m) χ²} with one degree of freedom less than
     * there are bins: B. Yurdakul, J. Naranjo, Statistical properties of the population stability index, Journal of Risk
     * Model Validation 14 (2020).
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift
     */
    public static ColumnDrift psi(TableColumn reference, TableColumn current) {
        Bins bins = Bins.of(reference, current);
        int used = bins.used();
        double n = reference.size();
        double m = current.size();
        double index = 0;
        for (int bin = 0; bin < bins.reference.length; bin++) {
            if (bins.reference[bin] + bins.current[bin] > 0) {
                double p = (bins.reference[bin] + PSEUDO) / (n + PSEUDO * used);
                double q = (bins.current[bin] + PSEUDO) / (m + PSEUDO * used);
                index += (p - q) * Math.log(p / q);
            }
        }
        double unit = 1 / n + 1 / m;
        if (used < 2) {
            return new ColumnDrift(reference.name(), index, 1, 0, (long) n, (long) m);
        }
        ChiSquaredDistribution chance = ChiSquaredDistribution.of(used - 1.0);
        return new ColumnDrift(reference.name(), index, chance.survivalProbability(index / unit),
                unit * chance.inverseSurvivalProbability(LEVEL), (long) n, (long) m);
    }

    /**
     * The relative change of the mean, {@code |mean − reference| / |reference|}, with the large-sample normal test of two
     * means (Welch's standard error).
     *
     * @param reference the column of the reference, of numbers
     * @param current the column judged, of numbers
     * @return the drift; without distance if a mean is missing or the reference's is 0
     */
    public static ColumnDrift meanShift(TableColumn reference, TableColumn current) {
        double[] before = Bins.numbers(reference);
        double[] now = Bins.numbers(current);
        double mean = mean(before);
        double shift = Math.abs(mean(now) - mean);
        double error = Math.sqrt(variance(before) / before.length + variance(now) / now.length);
        double distance = mean == 0 ? Double.NaN : shift / Math.abs(mean);
        double probability = shift == 0 ? 1 : 2 * NORMAL.survivalProbability(shift / error);
        double chance = NORMAL.inverseSurvivalProbability(LEVEL / 2) * error / Math.abs(mean);
        return new ColumnDrift(reference.name(), distance, probability, chance, before.length, now.length);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : squares / (values.length - 1);
    }
}
