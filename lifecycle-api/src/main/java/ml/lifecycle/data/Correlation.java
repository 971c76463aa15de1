package ml.lifecycle.data;

import ml.lifecycle.report.ReportText;

/**
 * How two columns of numbers go together, over the rows that have both.
 *
 * @param first a column
 * @param second another column
 * @param pearson the coefficient of a line, from −1 to 1
 * @param spearman the same of ranks, of which equal numbers share the mean; from 1,000 of the different rows if there are more,
 *         which makes a standard error of about 0.03
 * @param rows the number of rows that have both
 */
public record Correlation(String first, String second, double pearson, double spearman, long rows) {

    /**
     * The stronger of both coefficients, without its sign.
     *
     * @return from 0 to 1
     */
    public double strength() {
        return Math.max(Math.abs(pearson), Double.isNaN(spearman) ? 0 : Math.abs(spearman));
    }

    @Override
    public String toString() {
        return ReportText.visible(first) + " and " + ReportText.visible(second) + ": pearson "
                + ReportText.coefficient(pearson) + (Double.isNaN(spearman) ? ""
                        : ", spearman " + ReportText.coefficient(spearman));
    }
}
