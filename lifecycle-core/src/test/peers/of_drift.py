"""Distances between two samples and the tests beside them: SciPy, over bins that are made as DriftMethod says."""
import numpy as np
from scipy import special, stats
from scipy.spatial import distance
from statsmodels.stats.proportion import proportions_ztest

import inputs
from family import NONE, Family, Measure

FEW = 10
TRIMMED = 0.005


def edges(reference):
    """Where the share below is nearest to each tenth; of two as near the one nearer to the median, and beside it both."""
    values, counts = np.unique(reference, return_counts=True)
    below = np.cumsum(counts)[:-1]
    chosen = set()
    for tenth in range(1, 10):
        off = np.abs(10 * below - tenth * len(reference))
        nearest = np.flatnonzero(off == off.min())
        chosen.update([nearest[-1]] if tenth < 5 else [nearest[0]] if tenth > 5 else nearest)
    return np.array([values[place] / 2 + values[place + 1] / 2 for place in sorted(chosen)])


def counted(inner, values):
    """In how many rows each part lies; what is an end of two counts half in each."""
    counts = (np.bincount(np.searchsorted(inner, values, "left"), minlength=len(inner) + 1)
              + np.bincount(np.searchsorted(inner, values, "right"), minlength=len(inner) + 1))
    return counts / 2


def bins(before, now):
    """Each value, or tenths of the reference with one bin below, one above and one for new numbers between."""
    if max(len(set(before)), len(set(now))) <= FEW:
        values = np.union1d(before, now)
        return [np.array([(side == value).sum() for value in values], float) for side in (before, now)]
    inner = edges(before)
    values, counts = np.unique(before, return_counts=True)
    repeats = (counts == 1).sum() * len(now) <= len(before)
    below, above = now < before.min(), now > before.max()
    new = ~below & ~above & ~np.isin(now, values) & repeats
    return [np.append(counted(inner, before), [0, 0, 0]),
            np.append(counted(inner, now[~below & ~above & ~new]), [below.sum(), above.sum(), new.sum()])]


def over_bins(answers, before, now, missing):
    """Of the bins that hold anything; half a row is added to each."""
    used = before + now > 0
    table = np.array([before[used], now[used]])
    answers["chi_squared"] = (np.sqrt(stats.chi2_contingency(table, correction=False).statistic / table.sum())
                              if table.shape[1] > 1 else 0.0)
    counts = np.column_stack([table, missing]) if sum(missing) > 0 else table
    p, q = ((side + 0.5) / (side.sum() + 0.5 * counts.shape[1]) for side in counts)
    answers["psi"] = stats.entropy(p, q) + stats.entropy(q, p)
    answers["jensen_shannon"] = distance.jensenshannon(p, q, base=2)


def put_probability(answers, tables):
    """Where each value is a bin and five rows are expected everywhere; no p is less than that of one deal of the rows."""
    before, now = tables
    used = before + now > 0
    test = stats.chi2_contingency([before[used], now[used]], correction=False)
    floor = 1 / special.comb(before.sum() + now.sum(), min(before.sum(), now.sum()))
    if used.all() and len(used) > 1 and test.expected_freq.min() >= 5:
        answers["chi_squared_p"] = max(test.pvalue, floor)


def put_missing(answers, case):
    """The pooled test of two shares, or Fisher's with fewer than a hundred expected, of which the smaller tail counts twice."""
    gone = [int(np.isnan(side).sum()) for side in (case["before"], case["now"])]
    n, m = len(case["before"]), len(case["now"])
    answers["missing"] = abs(gone[0] / n - gone[1] / m)
    share = sum(gone) / (n + m)
    if sum(gone) in (0, n + m):
        answers["missing_p"] = 1.0
    elif min(share, 1 - share) * min(n, m) >= 100:
        answers["missing_p"] = proportions_ztest(gone, [n, m])[1]
    else:
        chance = stats.hypergeom(n + m, sum(gone), m)
        answers["missing_p"] = min(1, 2 * min(chance.cdf(gone[1]), chance.sf(gone[1] - 1)))


def unit(reference):
    """The standard deviation, or what stands for it."""
    if len(set(reference)) < 2:
        return 0
    low, first, third, high = np.quantile(reference, [0.01, 0.25, 0.75, 0.99], method="inverted_cdf")
    deviation = np.std(reference, ddof=1)
    if third > first:
        return min(deviation, third / 1.349 - first / 1.349)
    inner = np.std(np.clip(reference, low, high), ddof=1)
    return inner if inner > 0 else deviation


def trimmed(values, share):
    """The values and what of each lies between two quantiles."""
    ends = np.arange(len(values) + 1) / len(values)
    return np.sort(values), np.diff(np.clip(ends, share, 1 - share))


def wasserstein(before, now):
    if len(set(before)) == 1 and len(set(now)) == 1 and before[0] == now[0]:
        return 0.0
    scale = unit(before)
    if scale == 0:
        return NONE
    fewest = min(len(before), len(now))
    if fewest < 200:
        return stats.wasserstein_distance((before - before[0]) / scale, (now - before[0]) / scale)
    first, weights = trimmed(before, TRIMMED)
    second, others = trimmed(now, TRIMMED)
    body = stats.wasserstein_distance((first - before[0]) / scale, (second - before[0]) / scale, weights, others)
    if fewest < 1000:
        return body
    tails = [np.quantile(before, share, method="inverted_cdf") - np.quantile(now, share, method="inverted_cdf")
             for share in (TRIMMED / 2, 1 - TRIMMED / 2)]
    return body * (1 - 2 * TRIMMED) + TRIMMED * np.abs(tails).sum() / scale


def kolmogorov_smirnov(before, now):
    """Exact for few rows, else approximate with Stephens' correction; 1 where Kolmogorov's variable is below 0.3."""
    n, m = len(before), len(now)
    if n * m <= 250_000:
        return stats.ks_2samp(before, now, method="exact").pvalue
    root = np.sqrt(n * m / (n + m))
    value = (root + 0.12 + 0.11 / root) * stats.ks_2samp(before, now, method="asymp").statistic
    return special.kolmogorov(value) if value >= 0.3 else 1.0


def rounded_like(now, before):
    """Now's numbers, of which those that before does not have, but for their rounding to a float, are taken as these."""
    values = np.unique(before)
    above = np.searchsorted(values, now)
    taken = now.copy()
    for near in (above - 1, above):
        inside = (near >= 0) & (near < len(values))
        other = values[np.clip(near, 0, len(values) - 1)]
        rounded = (now.astype(np.float32) == other) | (other.astype(np.float32) == now)
        whole = (now == np.rint(now)) & (other == np.rint(other))
        taken = np.where(inside & rounded & ~whole & ~np.isin(now, values), other, taken)
    return taken


def numbers(case, _):
    before, now = (side[~np.isnan(side)] / case["scale"][0] for side in (case["before"], case["now"]))
    if min(len(before), len(now)) < 5:
        return {}
    if case["scale"][0] == 1:  # The others are beyond what a float holds.
        now = rounded_like(now, before)
    answers = {}
    tables = bins(before, now)
    over_bins(answers, *tables, [np.isnan(side).sum() for side in (case["before"], case["now"])])
    n, m = len(before), len(now)
    d = stats.ks_2samp(before, now, method="asymp").statistic
    answers["kolmogorov_smirnov"] = d
    answers["wasserstein"] = wasserstein(before, now)
    mean = np.mean(before)
    answers["mean_shift"] = abs(np.mean(now) - mean) / abs(mean) if mean != 0 else NONE
    put_missing(answers, case)
    answers["kolmogorov_smirnov_p"] = kolmogorov_smirnov(before, now)
    if mean != 0 and np.mean(now) != mean and np.var(before) + np.var(now) > 0:
        floor = min(1, 2 / special.comb(n + m, min(n, m)))
        answers["mean_shift_p"] = max(floor, *(
            stats.ttest_ind(before - before[0], now - before[0], equal_var=equal).pvalue for equal in (True, False)))
    return answers


def levels(case, _):
    before, now = (side[~np.isnan(side)] for side in (case["before"], case["now"]))
    _, counts = np.unique(before, return_counts=True)
    if min(len(before), len(now)) < 5 or len(before) >= 20 and (counts == 1).sum() > 0.5 * len(before):
        return {}
    answers = {}
    values = np.union1d(before, now)
    tables = [np.array([(side == value).sum() for value in values], float) for side in (before, now)]
    over_bins(answers, *tables, [np.isnan(side).sum() for side in (case["before"], case["now"])])
    put_probability(answers, tables)
    put_missing(answers, case)
    return answers


def over(what):
    return [Measure("psi", "DriftMethod.PSI", "scipy.stats.entropy", "natural logarithm, half a row in each bin" + what),
            Measure("jensen_shannon", "DriftMethod.JENSEN_SHANNON", "scipy.spatial.distance.jensenshannon(base=2)",
                    "half a row in each bin" + what),
            Measure("chi_squared", "DriftMethod.CHI_SQUARED", "scipy.stats.chi2_contingency(correction=False)",
                    "Cramer's V without Yates' correction; nothing is pooled" + what)]


def shares():
    return [Measure("missing", "ColumnDrift.missing", "numpy.isnan"),
            Measure("missing_p", "ColumnDrift.missing", "proportions_ztest, scipy.stats.hypergeom",
                    "Fisher's test with fewer than a hundred expected")]


DRIFT = Family("drift", 90_000, 400, inputs.drift, numbers, [
    *over("; the bins are made by the script, no peer has them"),
    Measure("kolmogorov_smirnov", "DriftMethod.KOLMOGOROV_SMIRNOV", "scipy.stats.ks_2samp"),
    Measure("kolmogorov_smirnov_p", "DriftMethod.KOLMOGOROV_SMIRNOV", "scipy.stats.ks_2samp(method='exact'), scipy.special.kolmogorov",
            "exact up to a product of 250,000 rows, then approximate with Stephens' correction; SciPy rounds the number of rows instead"),
    Measure("wasserstein", "DriftMethod.WASSERSTEIN", "scipy.stats.wasserstein_distance",
            "in units of the reference; SciPy is given the weights that are left between the outermost 0.5 %, and differences"
            " from the first number"),
    Measure("mean_shift", "DriftMethod.MEAN_SHIFT", "numpy.mean"),
    Measure("mean_shift_p", "DriftMethod.MEAN_SHIFT", "scipy.stats.ttest_ind",
            "the greater one of Welch's and Student's; SciPy is given differences from the first number"), *shares()])

LEVELS = Family("levels", 95_000, 1000, inputs.levels, levels, [
    *over(""),
    Measure("chi_squared_p", "DriftMethod.CHI_SQUARED", "scipy.stats.chi2_contingency(correction=False)",
            "where five rows are expected everywhere; else by moments of random deals, which no peer has"),
    *shares()])
