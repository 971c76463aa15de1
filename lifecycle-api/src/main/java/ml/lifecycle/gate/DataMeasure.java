package ml.lifecycle.gate;

import java.util.Optional;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A number that the judged data has, whatever a model makes of it. Made by the methods of {@link DataChecks}.
 *
 * @param statistic what is measured
 * @param column the column, or {@code null} where it is of the whole table
 * @param quantile which quantile, from 0 to 1; 0 for other statistics
 * @param label the value whose share is measured, or {@code null} for other statistics
 */
public record DataMeasure(Statistic statistic, @Nullable String column, double quantile, @Nullable String label)
        implements Measure {

    /** What is measured. */
    public enum Statistic {
        /** The number of rows. */
        ROWS("number of rows of data", true),
        /** The number of rows that repeat another one. */
        DUPLICATE_ROWS("number of repeated rows", true),
        /** The share of rows without a value. */
        MISSING("missing share of ", false),
        /** The number of different values. */
        DISTINCT("number of different values of ", false),
        /** The arithmetic mean. */
        MEAN("mean of ", false),
        /** The sample standard deviation. */
        STANDARD_DEVIATION("standard deviation of ", false),
        /** A quantile. */
        QUANTILE(" quantile of ", false),
        /** The share of the rows with a value that have a certain one. */
        SHARE("share of ", false);

        private final String words;
        private final boolean ofTable;

        Statistic(String words, boolean ofTable) {
            this.words = words;
            this.ofTable = ofTable;
        }
    }

    /**
     * Checks that what the statistic needs is there.
     *
     * @throws RefusedException if it is not
     */
    public DataMeasure {
        boolean fits = statistic.ofTable == (column == null) && (label != null) == (statistic == Statistic.SHARE);
        if (!fits || !(quantile >= 0 && quantile <= 1)) {
            throw new RefusedException("The measure " + statistic + " of the column '" + column + "' with the quantile "
                    + quantile + " and the value '" + label + "' does not fit together; make it with DataChecks.");
        }
    }

    @Override
    public Optional<Bound> domain() {
        return switch (statistic) {
            case ROWS, DUPLICATE_ROWS, DISTINCT, STANDARD_DEVIATION -> Optional.of(Domain.NOT_NEGATIVE);
            case MISSING, SHARE -> Optional.of(Domain.SHARE);
            case MEAN, QUANTILE -> Optional.empty();
        };
    }

    @Override
    public String describe() {
        return switch (statistic) {
            case ROWS, DUPLICATE_ROWS -> statistic.words;
            case QUANTILE -> Percent.of(quantile) + statistic.words + column;
            case SHARE -> statistic.words + label + " in " + column;
            default -> statistic.words + column;
        };
    }

    @Override
    public String toString() {
        return describe();
    }
}
