package ml.lifecycle.gate;

import java.util.List;
import ml.lifecycle.signature.ColumnType;

/** What can be asked of a column of data: {@code column("age").isBetween(0, 120)}. */
public final class ColumnChecks {

    private final String column;

    ColumnChecks(String column) {
        this.column = column;
    }

    private ValueCheck each(ValueCheck.Rule rule) {
        return new ValueCheck(column, rule, 1);
    }

    private DataMeasure measure(DataMeasure.Statistic statistic) {
        return new DataMeasure(statistic, column, 0, null);
    }

    /**
     * The column is there.
     *
     * @return the check
     */
    public SchemaCheck exists() {
        return new SchemaCheck(List.of(new SchemaCheck.Field(column, null)), false);
    }

    /**
     * The column is there and of a type; whole numbers are numbers too.
     *
     * @param type the type
     * @return the check
     */
    public SchemaCheck isOfType(ColumnType type) {
        return new SchemaCheck(List.of(new SchemaCheck.Field(column, type)), false);
    }

    /**
     * Each row has a value.
     *
     * @return the check
     */
    public ValueCheck isPresent() {
        return each(new ValueCheck.Present());
    }

    /**
     * No value occurs twice.
     *
     * @return the check
     */
    public ValueCheck isUnique() {
        return each(new ValueCheck.Unique());
    }

    /**
     * Each number lies between two others, both included.
     *
     * @param low the smallest allowed number, or negative infinity
     * @param high the greatest allowed number, or infinity
     * @return the check
     * @throws ml.lifecycle.RefusedException if they are no bounds; see {@link Bound}
     */
    public ValueCheck isBetween(double low, double high) {
        return each(new ValueCheck.Within(new Bound(low, high)));
    }

    /**
     * Each value is one of some.
     *
     * @param values the allowed values, as text
     * @return the check
     * @throws ml.lifecycle.RefusedException if there are none
     */
    public ValueCheck isOneOf(String... values) {
        return each(new ValueCheck.OneOf(List.of(values)));
    }

    /**
     * Each value matches a regular expression as a whole; see {@link ValueCheck.Matches}.
     *
     * @param regex the expression
     * @return the check
     * @throws ml.lifecycle.RefusedException if it is no expression
     */
    public ValueCheck matches(String regex) {
        return each(new ValueCheck.Matches(regex));
    }

    /**
     * No number or timestamp is less than the one before.
     *
     * @return the check
     */
    public ValueCheck doesNotDecrease() {
        return each(new ValueCheck.Increasing(false));
    }

    /**
     * Each number or timestamp is greater than the one before.
     *
     * @return the check
     */
    public ValueCheck increases() {
        return each(new ValueCheck.Increasing(true));
    }

    /**
     * Each value occurs in a column of the reference data of the evidence, as a foreign key does.
     *
     * @param reference the column of the reference data
     * @return the check
     */
    public ValueCheck isAmong(String reference) {
        return each(new ValueCheck.Among(reference));
    }

    /**
     * The share of rows without a value, from 0 to 1.
     *
     * @return the measure
     */
    public DataMeasure missing() {
        return measure(DataMeasure.Statistic.MISSING);
    }

    /**
     * The number of different values.
     *
     * @return the measure
     */
    public DataMeasure distinct() {
        return measure(DataMeasure.Statistic.DISTINCT);
    }

    /**
     * The arithmetic mean of the numbers.
     *
     * @return the measure
     */
    public DataMeasure mean() {
        return measure(DataMeasure.Statistic.MEAN);
    }

    /**
     * The sample standard deviation of the numbers, with the divisor n − 1.
     *
     * @return the measure
     */
    public DataMeasure standardDeviation() {
        return measure(DataMeasure.Statistic.STANDARD_DEVIATION);
    }

    /**
     * A quantile of the numbers, with linear interpolation: type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50
     * (1996).
     *
     * @param quantile from 0, the least, to 1, the greatest
     * @return the measure
     * @throws ml.lifecycle.RefusedException if it is not from 0 to 1
     */
    public DataMeasure quantile(double quantile) {
        return new DataMeasure(DataMeasure.Statistic.QUANTILE, column, quantile, null);
    }

    /**
     * The share that a class has of the rows with a value, from 0 to 1.
     *
     * @param label the class
     * @return the measure
     */
    public DataMeasure share(String label) {
        return new DataMeasure(DataMeasure.Statistic.SHARE, column, 0, label);
    }
}
