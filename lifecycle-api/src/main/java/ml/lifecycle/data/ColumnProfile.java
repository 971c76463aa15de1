package ml.lifecycle.data;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

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
 * @param skewness the third central moment divided by the cube of the standard deviation, both with the divisor n; NaN where
 *         all values are the same
 * @param quantiles the numbers at 0, 0.1, 0.2, … 1, eleven of them, with linear interpolation (type 7 of R. J. Hyndman and
 *         Y. Fan, The American Statistician 50, 1996); empty for other types
 * @param edges where each part of the histogram begins, ascending: 20 parts of equal width from {@code min} to {@code max}.
 *         Where numbers further out than three interquartile ranges would press all else together, the 20 parts leave
 *         them out, and one more on either side has them. Empty for other types and where all values are the same
 * @param histogram how many numbers lie in each part, its beginning included
 * @param outliers the numbers that lie more than 1.5 interquartile ranges outside of the quartiles (J. W. Tukey,
 *         Exploratory Data Analysis, 1977)
 * @param top the most frequent values of a column that is not numeric, with their counts, most frequent first
 * @param earliest the first moment; {@code null} for other types, where there is no value, and where a profile that an
 *         earlier version stored counts only the most frequent of more than 1,024 different moments
 * @param latest the last moment; {@code null} as {@code earliest}
 * @param exact whether there were few enough different values to count each, at most 1,024. Else quantiles, histogram and
 *         outliers are of the middles of buckets: off by at most 0.4 % of each number, and where numbers lie close together
 *         about an offset, so that most of them share a power of two, by at most 1 % of their interquartile range;
 *         {@code distinct} has a standard error of about 1.2 %, and a count of
 *         {@code top} may be too small by up to 0.1 % of the rows
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
        double skewness,
        double[] quantiles,
        double[] edges,
        long[] histogram,
        long outliers,
        Map<String, Long> top,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        boolean exact) {

    private static final int SHOWN = 5;

    /** Two lines at most: how much there is of it, and its spread or its most frequent values. */
    @Override
    public String toString() {
        String text = ReportText.visible(name) + " (" + type + "): " + ReportText.count(rows) + " rows, "
                + ReportText.count(missing) + " missing, " + (exact ? "" : "≈ ") + ReportText.count(distinct) + " distinct";
        if (!Double.isNaN(mean)) {
            return text + "\n  from " + ReportText.plain(min) + " to " + ReportText.plain(max) + ", mean "
                    + ReportText.plain(mean) + ", sd " + ReportText.plain(standardDeviation);
        }
        return top.isEmpty() ? text : text + "\n  " + top.entrySet().stream().limit(SHOWN)
                .map(value -> "'" + ReportText.visible(value.getKey()) + "' " + ReportText.count(value.getValue()))
                .collect(Collectors.joining(", ")) + (top.size() > SHOWN ? ", …" : "");
    }
}
