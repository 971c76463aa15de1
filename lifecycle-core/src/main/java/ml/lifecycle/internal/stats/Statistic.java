package ml.lifecycle.internal.stats;

/** A value as a function of how much each unit counts: a unit is a row, or a kind of rows that look the same. */
@FunctionalInterface
interface Statistic {

    /**
     * The value.
     *
     * @param counts how much each unit counts, 0 or more; not changed
     * @return the value, NaN if it is not defined
     */
    double of(double[] counts);
}
