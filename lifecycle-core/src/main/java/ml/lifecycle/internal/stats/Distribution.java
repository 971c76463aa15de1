package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** How often the values of a column occur: numbers, ascending, or texts. Immutable. */
public final class Distribution {

    final String name;
    /** Different numbers, ascending; empty for texts. */
    final double[] values;
    /** How often each number occurs. */
    final long[] counts;
    /** How often each text occurs, or {@code null} for numbers. */
    final @Nullable Map<String, Long> texts;
    final long missing;
    final long present;

    private Distribution(
            String name, double[] values, long[] counts, @Nullable Map<String, Long> texts, long missing, long present) {
        this.name = name;
        this.values = values;
        this.counts = counts;
        this.texts = texts;
        this.missing = missing;
        this.present = present;
    }

    /**
     * That of a column of a table, exactly.
     *
     * @param column the column
     * @return its distribution
     */
    public static Distribution of(TableColumn column) {
        return column.type() == ColumnType.TEXT ? ofTexts(column) : ofNumbers(column);
    }

    /**
     * That of a column of a table whose values are taken as texts.
     *
     * @param column the column
     * @return its distribution
     */
    public static Distribution categories(TableColumn column) {
        return ofTexts(column);
    }

    private static Distribution ofNumbers(TableColumn column) {
        double[] numbers = new double[column.size()];
        int present = 0;
        for (int row = 0; row < numbers.length; row++) {
            if (!column.isMissing(row)) {
                numbers[present++] = column.number(row) + 0.0;
            }
        }
        Arrays.sort(numbers, 0, present);
        double[] values = new double[present];
        long[] counts = new long[present];
        int distinct = 0;
        for (int index = 0; index < present; index++) {
            if (distinct == 0 || values[distinct - 1] != numbers[index]) {
                values[distinct++] = numbers[index];
            }
            counts[distinct - 1]++;
        }
        return numbers(column.name(), Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct),
                column.size() - present);
    }

    private static Distribution ofTexts(TableColumn column) {
        Map<String, Long> counts = new HashMap<>();
        long missing = 0;
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text == null) {
                missing++;
            } else {
                counts.merge(text, 1L, Long::sum);
            }
        }
        return texts(column.name(), counts, missing, column.size() - missing);
    }

    /**
     * That of numbers.
     *
     * @param name the column
     * @param values the different numbers, ascending; not copied
     * @param counts how often each occurs; not copied
     * @param missing how many rows have no value
     * @return the distribution
     */
    public static Distribution numbers(String name, double[] values, long[] counts, long missing) {
        return new Distribution(name, values, counts, null, missing, Arrays.stream(counts).sum());
    }

    /**
     * That of texts.
     *
     * @param name the column
     * @param counts how often each occurs; not copied
     * @param missing how many rows have no value
     * @param present how many rows have one; more than the counts say where rare texts are not counted
     * @return the distribution
     */
    public static Distribution texts(String name, Map<String, Long> counts, long missing, long present) {
        return new Distribution(name, new double[0], new long[0], counts, missing, present);
    }

    /**
     * The number of rows with a value.
     *
     * @return 0 or more
     */
    public long present() {
        return present;
    }

    /**
     * The share of the rows without a value.
     *
     * @return from 0 to 1, NaN without rows
     */
    public double missingShare() {
        return (double) missing / rows();
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    public long rows() {
        return missing + present;
    }

    /**
     * The arithmetic mean.
     *
     * @return NaN without numbers
     */
    public double mean() {
        double sum = 0;
        for (int index = 0; index < values.length; index++) {
            sum += values[index] * counts[index];
        }
        return texts != null ? Double.NaN : Double.isFinite(sum) || present == 0 ? sum / present : meanOfHuge();
    }

    /** Shares rather than sums, for numbers whose sum overflows. */
    private double meanOfHuge() {
        double mean = 0;
        for (int index = 0; index < values.length; index++) {
            mean += values[index] * ((double) counts[index] / present);
        }
        return mean;
    }

    /**
     * The sample variance, with the divisor n − 1.
     *
     * @return 0 with fewer than two numbers
     */
    public double variance() {
        double mean = mean();
        double squares = 0;
        for (int index = 0; index < values.length; index++) {
            squares += (values[index] - mean) * (values[index] - mean) * counts[index];
        }
        return present < 2 ? 0 : squares / (present - 1);
    }

    /**
     * The texts that another distribution does not have.
     *
     * @param other the other one
     * @return the texts, the most frequent first; none for numbers
     */
    public List<String> textsBeyond(Distribution other) {
        if (texts == null || other.texts == null) {
            return List.of();
        }
        return texts.entrySet().stream().filter(entry -> !other.texts.containsKey(entry.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }
}
