package ml.lifecycle.data;

import java.util.Map;
import ml.lifecycle.signature.ColumnType;

/**
 * What is known of a column. Statistics of numbers are NaN for other types, and where there is no value.
 *
 * @param name the column
 * @param type what its values are
 * @param rows the number of rows
 * @param missing the number of rows without a value
 * @param distinct the number of different values
 * @param min the smallest number
 * @param max the largest number
 * @param mean the arithmetic mean
 * @param standardDeviation the sample standard deviation (divisor n − 1)
 * @param quantiles the numbers at 0, 0.1, 0.2, … 1, eleven of them; empty for other types
 * @param top the most frequent values of a column that is not numeric, with their counts, most frequent first
 */
public record ColumnProfile(
        String name,
        ColumnType type,
        long rows,
        long missing,
        long distinct,
        double min,
        double max,
        double mean,
        double standardDeviation,
        double[] quantiles,
        Map<String, Long> top) {}
