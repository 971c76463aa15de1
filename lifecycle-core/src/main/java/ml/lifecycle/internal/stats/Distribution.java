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

    /** The interquartile range of a normal distribution, in standard deviations. */
    private static final double NORMAL_QUARTILES = 1.349;
    /** Few numbers far out are at most so many of all, on either side. */
    private static final double TAIL = 0.01;
    /** Squares of numbers of so many powers of two, added up, are doubles; and no greater power has a reciprocal. */
    private static final int SAFE = 400;
    private static final int LARGEST = 1000;

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
     * That of a column without values.
     *
     * @param name the column
     * @param numeric whether it stands beside numbers
     * @param missing how many rows it has
     * @return the distribution
     */
    public static Distribution none(String name, boolean numeric, long missing) {
        return numeric ? numbers(name, new double[0], new long[0], missing) : texts(name, Map.of(), missing, 0);
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
        if (texts != null || present == 0) {
            return Double.NaN;
        }
        double origin = middle();
        double mean = origin + meanBeyond(origin);
        return Double.isFinite(mean) ? mean : meanOfHuge();
    }

    /**
     * How much greater the mean is than another one. It is not taken from both means, which are rounded: of numbers about a
     * large offset little would be left.
     *
     * @param other the other distribution, of numbers
     * @return the difference, NaN where there are no numbers
     */
    double meanLess(Distribution other) {
        if (present == 0 || other.present == 0) {
            return Double.NaN;
        }
        double less = meanBeyond(other.middle()) - other.meanBeyond(other.middle());
        return Double.isFinite(less) ? less : mean() - other.mean();
    }

    private double middle() {
        return values[values.length / 2];
    }

    /** The mean of the differences from a number. */
    private double meanBeyond(double origin) {
        double sum = 0;
        for (int index = 0; index < values.length; index++) {
            sum += (values[index] - origin) * counts[index];
        }
        return sum / present;
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
     * The sample standard deviation, with the divisor n − 1. Squares are taken of numbers divided by a power of two where they
     * would over- or underflow, and what the rounding of the mean adds to them is taken off.
     *
     * @return 0 with fewer than two numbers; infinite if the differences from the mean overflow
     */
    public double deviation() {
        if (values.length < 2) {
            return 0;
        }
        double mean = mean();
        double greatest = Math.max(mean - values[0], values[values.length - 1] - mean);
        int exponent = Math.getExponent(greatest);
        double unit = Math.abs(exponent) <= SAFE ? 1 : Math.scalb(1.0, Math.max(-LARGEST, exponent));
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < values.length; index++) {
            double off = (values[index] - mean) / unit;
            sum += off * counts[index];
            squares += off * off * counts[index];
        }
        return Double.isFinite(greatest)
                ? unit * Math.sqrt(Math.max(0, squares - sum / present * sum) / (present - 1)) : Double.POSITIVE_INFINITY;
    }

    /**
     * A quantile: the least number that at least this share of the numbers does not exceed (type 1 of Hyndman and Fan, The
     * American Statistician 50, 1996).
     *
     * @param share from 0 to 1
     * @return NaN without numbers
     */
    double quantile(double share) {
        double below = 0;
        for (int index = 0; index < values.length; index++) {
            below += counts[index];
            if (below >= share * present) {
                return values[index];
            }
        }
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /**
     * The unit of distances between numbers: the standard deviation or, where that is smaller, the interquartile range
     * divided by 1.349, which is the same for a normal distribution. So a few numbers far out, which make the standard
     * deviation as large as they like, do not make every change look small: B. W. Silverman, Density Estimation (1986),
     * section 3.4.2. Where the quartiles are the same, the standard deviation counts after the outermost 1 % on either
     * side were moved to the quantile there, if these differ: J. W. Tukey, Annals of Mathematical Statistics 33 (1962).
     *
     * @return 0 if there is one number only, or none; infinite if all of these overflow
     */
    public double scale() {
        double deviation = deviation();
        if (values.length < 2) {
            return 0;
        }
        double quartiles = quantile(0.75) / NORMAL_QUARTILES - quantile(0.25) / NORMAL_QUARTILES;
        if (quartiles > 0) {
            return Math.min(deviation, quartiles);
        }
        double inner = winsorised(quantile(TAIL), quantile(1 - TAIL)).deviation();
        return inner > 0 ? inner : deviation;
    }

    private Distribution winsorised(double low, double high) {
        double[] moved = Arrays.stream(values).map(value -> Math.max(low, Math.min(high, value))).toArray();
        return numbers(name, moved, counts, missing);
    }

    /** How many numbers occur once. */
    long singles() {
        return Arrays.stream(counts).filter(count -> count == 1).count();
    }

    /** How often each number occurs. */
    Map<Double, Long> numberCounts() {
        Map<Double, Long> found = new HashMap<>();
        for (int index = 0; index < values.length; index++) {
            found.put(values[index], counts[index]);
        }
        return found;
    }

    /** The share of the rows with a value whose value occurs once: about that of rows to come whose value is new. */
    double shareOfSingles() {
        long once = texts == null ? singles() : texts.values().stream().filter(count -> count == 1).count();
        return (double) once / present;
    }

    /** Whether there is one value only, or none. */
    boolean isConstant() {
        return texts == null ? values.length < 2 : texts.size() < 2;
    }

    /**
     * The same with texts of truth as numbers, 0 and 1; numbers stay.
     *
     * @return numbers
     */
    Distribution asNumbers() {
        if (texts == null) {
            return this;
        }
        long no = texts.getOrDefault("false", 0L);
        long yes = texts.getOrDefault("true", 0L);
        return no == 0 ? numbers(name, yes == 0 ? new double[0] : new double[] {1}, yes == 0 ? new long[0] : new long[] {yes}, missing)
                : yes == 0 ? numbers(name, new double[] {0}, new long[] {no}, missing)
                        : numbers(name, new double[] {0, 1}, new long[] {no, yes}, missing);
    }
}
