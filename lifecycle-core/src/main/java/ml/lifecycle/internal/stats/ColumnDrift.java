package ml.lifecycle.internal.stats;

import ml.lifecycle.data.DriftMethod;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a column of some data is from the same column of other data.
 *
 * @param column its name
 * @param distance the distance, NaN if there is none
 * @param probability how likely so great a distance or a greater one is between samples of equal distributions
 * @param chance the distance that samples of equal distributions exceed with a probability of 5 %; NaN if nobody knows
 * @param reference the number of values in the reference
 * @param current the number of values judged
 */
public record ColumnDrift(
        String column, double distance, double probability, double chance, long reference, long current) {

    private static final double LEVEL = 0.05;

    /**
     * Measures it.
     *
     * @param method how
     * @param reference the column of the reference
     * @param current the column judged; numbers if the reference has numbers, and if the method needs these
     * @return the drift; without distance if a sample has no value, or the method has no unit for it
     */
    public static ColumnDrift of(DriftMethod method, Distribution reference, Distribution current) {
        return switch (method) {
            case PSI, JENSEN_SHANNON, CHI_SQUARED -> BinDrift.of(method, reference, current);
            case KOLMOGOROV_SMIRNOV -> NumberDrift.kolmogorovSmirnov(reference, current);
            case WASSERSTEIN -> NumberDrift.wasserstein(reference, current);
            case MEAN_SHIFT -> NumberDrift.meanShift(reference, current);
        };
    }

    /**
     * Measures the distance alone, which is faster.
     *
     * @param method how
     * @param reference the column of the reference
     * @param current the column judged
     * @return the distance of {@link #of}
     */
    static double distance(DriftMethod method, Distribution reference, Distribution current) {
        return switch (method) {
            case PSI, JENSEN_SHANNON, CHI_SQUARED -> BinDrift.distance(method, reference, current);
            case WASSERSTEIN -> NumberDrift.distance(reference, current);
            case KOLMOGOROV_SMIRNOV, MEAN_SHIFT -> of(method, reference, current).distance();
        };
    }

    /** Where there is nothing to measure. */
    static ColumnDrift none(Distribution reference, Distribution current) {
        return new ColumnDrift(reference.name, Double.NaN, 1, 0, reference.present(), current.present());
    }

    /**
     * The change of the share of missing values, with Fisher's exact test, or its limit for many rows.
     *
     * @param reference the column of the reference
     * @param current the column judged
     * @return the drift
     */
    static ColumnDrift missing(Distribution reference, Distribution current) {
        double n = reference.rows();
        double m = current.rows();
        double pooled = (reference.missing + current.missing) / (n + m);
        return new ColumnDrift(reference.name, Math.abs(current.missingShare() - reference.missingShare()),
                Tails.shares(reference.missing, current.missing, n, m),
                NormalDistribution.of(0, 1).inverseSurvivalProbability(LEVEL / 2)
                        * Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)), (long) n, (long) m);
    }

    /**
     * The greatest distance that so many current rows can have.
     *
     * @param method how it is measured
     * @param reference the column of the reference
     * @param current the column judged
     * @return the distance if all current rows had one value that the reference does not have; 1 or infinite for methods
     *         that do not depend on the number of rows
     */
    static double reach(DriftMethod method, Distribution reference, Distribution current) {
        return switch (method) {
            case PSI, JENSEN_SHANNON -> BinDrift.reach(method, reference, current);
            case CHI_SQUARED, KOLMOGOROV_SMIRNOV -> 1;
            case WASSERSTEIN, MEAN_SHIFT -> Double.POSITIVE_INFINITY;
        };
    }
}
