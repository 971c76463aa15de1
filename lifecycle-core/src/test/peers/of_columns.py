"""What a profile says of columns, and what a gate measures of data: NumPy, SciPy and pandas."""
import numpy as np
import pandas
from scipy import stats

import inputs
from family import NONE, Family, Measure

DECILES = range(10, 100, 10)


def spread(answers, present):
    """Statistics of numbers, none of these without one."""
    some = len(present) > 0
    varies = some and present.min() < present.max()
    answers["x_min"] = present.min() if some else NONE
    answers["x_max"] = present.max() if some else NONE
    answers["x_mean"] = np.mean(present) if some else NONE
    answers["x_deviation"] = np.std(present, ddof=1) if len(present) > 1 else NONE
    answers["x_skewness"] = stats.skew(present - present[0]) if varies else NONE
    for decile in DECILES:
        answers[f"x_quantile_{decile}"] = np.quantile(present, decile / 100) if some else NONE
    low, high = np.quantile(present, [0.25, 0.75]) if some else (0, 0)
    fence = 1.5 * (high - low)
    answers["x_outliers"] = ((present < low - fence) | (present > high + fence)).sum()


def histogram(answers, seed, present):
    """Twenty parts of the range, unless numbers lie more than three quartile ranges out (of type 1)."""
    if len(present) == 0 or present.min() == present.max():
        return
    low, high = np.quantile(present, [0.25, 0.75], method="inverted_cdf")
    if present.min() < low - 3 * (high - low) or present.max() > high + 3 * (high - low):
        return
    counts, edges = np.histogram(present, 20)
    part = seed % 20
    answers["x_edge"] = edges[part]
    inner = edges[max(1, part):min(20, part + 2)]
    if np.abs(present[:, None] - inner[None, :]).min() > 1e-9 * (edges[20] - edges[0]):
        answers["x_part"] = counts[part]


def together(answers, x, y, few):
    both = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[both], y[both]
    defined = len(x) > 2 and x.min() < x.max() and y.min() < y.max()
    if len(x) == 2:
        return
    if defined:
        answers["both"] = len(x)
    answers["pearson"] = stats.pearsonr(x, y).statistic if defined else NONE
    if few:
        answers["spearman"] = stats.spearmanr(x, y).statistic if defined else NONE


def columns(case, seed):
    scale = case["scale"][0]
    x, y, level = case["x"] / scale, case["y"], case["level"]
    table = pandas.DataFrame({"x": x, "y": y, "level": level})
    answers = {"rows": len(table), "x_missing": table.x.isna().mean(), "x_distinct": table.x.nunique() if table.x.notna().any() else NONE,
               "level_missing": table.level.isna().mean(), "level_distinct": table.level.nunique() if table.level.notna().any() else NONE}
    few = len(table.drop_duplicates()) <= 1000
    if few:
        answers["duplicate_rows"] = table.duplicated().sum()
    present = x[~np.isnan(x)]
    spread(answers, present)
    histogram(answers, seed, present)
    answers["x_quantile"] = np.quantile(present, seed % 101 / 100) if len(present) > 0 else NONE
    counts = table.level.value_counts(normalize=True)
    answers["level_share"] = counts.get(0.0, 0.0) if len(counts) > 0 else NONE
    answers["level_most"] = table.level.value_counts().max() if len(counts) > 0 else NONE
    if scale == 1:
        together(answers, x, y, few)
    return answers


OFFSET = "; blocks of rows are joined by means that are doubles, so that an offset of 1e9 deviations costs digits"

COLUMNS = Family("columns", 80_000, 600, inputs.columns, columns, [
    Measure("rows", "DataMeasure.ROWS, ColumnProfile.rows", "len"),
    Measure("duplicate_rows", "DataMeasure.DUPLICATE_ROWS", "DataFrame.duplicated"),
    Measure("x_missing", "DataMeasure.MISSING, ColumnProfile.missing", "Series.isna"),
    Measure("level_missing", "DataMeasure.MISSING, ColumnProfile.missing", "Series.isna"),
    Measure("x_distinct", "DataMeasure.DISTINCT, ColumnProfile.distinct", "Series.nunique", "none without a value"),
    Measure("level_distinct", "DataMeasure.DISTINCT, ColumnProfile.distinct", "Series.nunique", "none without a value"),
    Measure("level_share", "DataMeasure.SHARE", "Series.value_counts(normalize=True)", "of the rows with a value"),
    Measure("x_mean", "DataMeasure.MEAN, ColumnProfile.mean", "numpy.mean"),
    Measure("x_deviation", "DataMeasure.STANDARD_DEVIATION, ColumnProfile.standardDeviation",
            "numpy.std(ddof=1)", "divisor n - 1" + OFFSET, 1e-9, unit=True),
    Measure("x_quantile", "DataMeasure.QUANTILE", "numpy.quantile", "type 7 of Hyndman and Fan"),
    Measure("level_most", "ColumnProfile.top", "Series.value_counts"),
    Measure("x_min", "ColumnProfile.min", "numpy.min"), Measure("x_max", "ColumnProfile.max", "numpy.max"),
    Measure("x_skewness", "ColumnProfile.skewness", "scipy.stats.skew",
            "both moments with the divisor n (bias=True); SciPy is given the differences from the first value" + OFFSET, 1e-8),
    *(Measure(f"x_quantile_{decile}", "ColumnProfile.quantiles", "numpy.quantile", "type 7 of Hyndman and Fan")
      for decile in DECILES),
    Measure("x_outliers", "ColumnProfile.outliers", "numpy.quantile", "beyond 1.5 quartile ranges of type 7"),
    Measure("x_edge", "ColumnProfile.edges", "numpy.histogram", "the part that the seed chooses, where no number lies far out"),
    Measure("x_part", "ColumnProfile.histogram", "numpy.histogram", "where no number lies on its ends, which rounding could put on either side"),
    Measure("pearson", "Correlation.pearson", "scipy.stats.pearsonr", "none for a constant" + OFFSET, 1e-9),
    Measure("spearman", "Correlation.spearman", "scipy.stats.spearmanr"),
    Measure("both", "Correlation.rows", "numpy.isnan")])
