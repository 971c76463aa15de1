"""Intervals and tests of proportions and of times: statsmodels and SciPy."""
import numpy as np
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

import inputs
from family import NONE, Family, Measure

CONFIDENCE = 0.95


def put(answers, name, low, high):
    answers[f"{name}_low"] = low
    answers[f"{name}_high"] = high


def share(answers, name, right, of):
    low, high = proportion_confint(right, of, alpha=1 - CONFIDENCE, method="beta") if of > 0 else (NONE, NONE)
    put(answers, name, low, high)


def tango(gained, lost, rows):
    """Where the score statistic is the quantile: its root is searched, its constrained share a root of its own."""
    z = stats.norm.ppf((1 + CONFIDENCE) / 2)

    def score(difference, sign):
        a = 2.0 * rows
        b = -(gained + lost) + (2.0 * rows - gained + lost) * difference
        c = -lost * difference * (1 - difference)
        constrained = np.roots([a, b, c]).real.max()
        variance = rows * (2 * constrained + difference * (1 - difference))
        return (gained - lost - rows * difference) - sign * z * np.sqrt(max(variance, 0))

    observed = (gained - lost) / rows
    ends = []
    for sign, far in ((1, -1.0), (-1, 1.0)):
        near = observed + (far - observed) * 1e-9  # At the observed difference itself both sides may be 0.
        ends.append(far if sign * score(far, sign) <= 0
                    else optimize.brentq(score, far, near, args=(sign,), xtol=1e-15, rtol=1e-15))
    return ends


def pairs(case, _):
    truth, mine, theirs, part = (case[name].astype(int) for name in ("truth", "mine", "theirs", "part"))
    rows = len(truth)
    answers = {}
    share(answers, "accuracy", (mine == truth).sum(), rows)
    share(answers, "recall", ((truth == 0) & (mine == 0)).sum(), (truth == 0).sum())
    share(answers, "precision", ((truth == 0) & (mine == 0)).sum(), (mine == 0).sum())
    before, now = part == 0, part == 1
    low = high = difference = NONE
    if before.any() and now.any():
        low, high = confint_proportions_2indep((mine == truth)[before].sum(), before.sum(), (mine == truth)[now].sum(),
                                               now.sum(), compare="diff", method="newcomb", alpha=1 - CONFIDENCE)
        difference = (mine == truth)[before].mean() - (mine == truth)[now].mean()
    put(answers, "overfit", low, high)
    answers["overfit"] = difference
    gained = int(((mine == truth) & (theirs != truth)).sum())
    lost = int(((mine != truth) & (theirs == truth)).sum())
    put(answers, "better", *tango(gained, lost, rows))
    now, before = (mine == truth).mean(), (theirs == truth).mean()
    answers["change"] = answers["better"] = now - before
    answers["change_relative"] = (now - before) / before if before > 0 else NONE
    answers["rows"] = rows
    both = mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
    more = stats.binomtest(gained, gained + lost, 0.5, "greater").pvalue if gained + lost > 0 else 1.0
    assert gained <= lost or abs(min(1.0, 2 * more) - both) < 1e-12, (both, more)
    answers["mcnemar"] = more
    return answers


QUANTILES = {"latency_p50": 0.5, "latency_p95": 0.95, "latency_p99": 0.99}


def times(case, _):
    millis = case["times"]
    answers = {}
    for name, share_ in QUANTILES.items():
        beyond = np.ceil(1 / (1 - share_) - 1e-9)
        sure = np.ceil(np.log(1 - CONFIDENCE) / np.log(share_) - 1e-9)
        enough = len(millis) >= max(beyond, sure)
        answers[name] = np.quantile(millis, share_, method="inverted_cdf") if enough else NONE
        low = high = NONE
        if enough:
            ends = stats.quantile_test(millis, p=share_).confidence_interval(CONFIDENCE)
            low = 0.0 if np.isnan(ends.low) else ends.low
            high = np.inf if np.isnan(ends.high) else ends.high
        put(answers, name, low, high)
    enough = len(millis) >= 100
    answers["throughput"] = 1000 / np.mean(millis) if enough else NONE
    size = len(millis) // 20
    low = high = NONE
    if enough:
        means = millis[:20 * size].reshape(20, size).mean(axis=1)
        error = stats.sem(means)
        ends = stats.t.interval(CONFIDENCE, 19, np.mean(millis), error)
        low, high = 1000 / ends[1], 1000 / ends[0] if ends[0] > 0 else np.inf
    put(answers, "throughput", low, high)
    return answers


def ends(name, ours, peer, note=""):
    return [Measure(f"{name}_{end}", ours, peer, note) for end in ("low", "high")]


INVERSE = "the inverse of the incomplete beta function, by different algorithms"

PAIRS = Family("pairs", 60_000, 300, inputs.pairs, pairs, [
    *ends("accuracy", "Clopper-Pearson", "proportion_confint(method='beta')", INVERSE),
    *ends("recall", "Clopper-Pearson", "proportion_confint(method='beta')", INVERSE),
    *ends("precision", "Clopper-Pearson", "proportion_confint(method='beta')", INVERSE),
    Measure("rows", "Rows", "len"),
    Measure("overfit", "OverfitGap", "accuracy_score of two parts"),
    *ends("overfit", "Newcombe", "confint_proportions_2indep(method='newcomb')"),
    Measure("change", "Change", "accuracy_score of two models"),
    Measure("change_relative", "Change", "accuracy_score of two models", "none where the other model's is 0"),
    Measure("better", "ChampionCheck", "accuracy_score of two models"),
    *ends("better", "Tango", "scipy.optimize.brentq", "no peer has Tango's interval: his equation is solved by SciPy"),
    Measure("mcnemar", "McNemar", "scipy.stats.binomtest(alternative='greater')",
            "one-sided; statsmodels' mcnemar(exact=True) is twice that")])

TIMES = Family("times", 70_000, 300, inputs.times, times, [
    *(measure for name in QUANTILES for measure in (
        Measure(name, "Latency", "numpy.quantile(method='inverted_cdf')", "type 1 of Hyndman and Fan", unit=True),
        *ends(name, "Latency", "scipy.stats.quantile_test().confidence_interval",
              "order statistics; 0 and infinite where SciPy says there is none"))),
    Measure("throughput", "Throughput", "numpy.mean", "none with fewer than 100 calls", unit=True),
    *ends("throughput", "Throughput", "scipy.stats.t.interval of 20 batch means")])
