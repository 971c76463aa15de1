package ml.lifecycle.gate;

import java.util.Locale;
import java.util.Optional;

/**
 * How differently a model treats groups in predicting one label: the largest difference of a rate, or the smallest
 * ratio of two. See M. Hardt, E. Price, N. Srebro, Equality of opportunity in supervised learning (2016). There is no value,
 * and a check is INCONCLUSIVE, with one group only, where a group has no row that the rate is a share of, and for a ratio of
 * rates that are all 0.
 *
 * @param criterion which rates are compared
 * @param label the label that matters, for example {@code approved}
 * @param column the column of the evidence that names the group of each row
 * @param ratio whether the ratio of the smaller rate to the greater one counts, from 0 to 1, instead of the difference
 * @param comparison with what a group is compared
 */
public record Fairness(Criterion criterion, String label, String column, boolean ratio, GroupComparison comparison)
        implements Measure {

    /** Which rates of a group are compared. */
    public enum Criterion {
        /** The share of rows that are predicted to have the label. */
        DEMOGRAPHIC_PARITY,
        /** Of the rows that have the label, the share predicted to have it. */
        EQUAL_OPPORTUNITY,
        /** That, and of the rows that do not have the label, the share predicted to have it; the worse one counts. */
        EQUALISED_ODDS,
        /** Of the rows predicted to have the label, the share that has it. */
        PREDICTIVE_PARITY
    }

    /**
     * Measured by the ratio of the smaller rate to the greater one, which is 1 when all are equal; a common bound is
     * 0.8.
     *
     * @return the measure
     */
    public Fairness ratioOfRates() {
        return new Fairness(criterion, label, column, true, comparison);
    }

    /**
     * Compares each group with all rows together, instead of with the other groups.
     *
     * @return the measure
     */
    public Fairness toOverall() {
        return new Fairness(criterion, label, column, ratio, GroupComparison.TO_OVERALL);
    }

    @Override
    public Optional<Bound> domain() {
        return Optional.of(Domain.SHARE);
    }

    @Override
    public String describe() {
        return criterion.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (ratio ? " ratio" : " difference") + " of "
                + label + " across " + column + (comparison == GroupComparison.TO_OVERALL ? " to overall" : "");
    }

    @Override
    public String toString() {
        return describe();
    }

    /**
     * A fairness measure whose groups are not yet named.
     *
     * @param criterion which rates are compared
     * @param label the label that matters
     */
    public record Of(Criterion criterion, String label) {

        /**
         * Names the groups.
         *
         * @param column the column of the evidence that names the group of each row
         * @return the measure, as a difference between groups
         */
        public Fairness across(String column) {
            return new Fairness(criterion, label, column, false, GroupComparison.BETWEEN_GROUPS);
        }
    }
}
