"""Metrics of labels, scores and clusters: scikit-learn."""
import warnings

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

import inputs
from family import EXACT, NONE, Family, Measure, scaled

warnings.filterwarnings("ignore")


def judged(case):
    """Truth, answers and weights of the rows that weigh anything: a row without weight is none, to us."""
    truth, predicted = case["truth"].astype(int), case["predicted"].astype(int)
    weights = scaled(case["weights"])
    if weights is None:
        return truth, predicted, None, np.ones(len(truth), bool)
    kept = weights > 0
    return truth[kept], predicted[kept], weights[kept], kept


def labels(case, seed):
    classes = int(case["classes"][0])
    truth, predicted, weights, _ = judged(case)
    everything = list(range(classes))
    one = [seed % classes]
    complete = len(set(truth)) == classes
    answers = {"accuracy": metrics.accuracy_score(truth, predicted, sample_weight=weights)}
    varies = len(set(truth)) > 1
    answers["mcc"] = metrics.matthews_corrcoef(truth, predicted, sample_weight=weights) if varies else NONE
    answers["kappa"] = metrics.cohen_kappa_score(truth, predicted, sample_weight=weights)
    for name, function in (("precision", metrics.precision_score), ("recall", metrics.recall_score),
                           ("f1", metrics.f1_score)):
        answers[name] = function(
            truth, predicted, labels=one, average=None, zero_division=np.nan, sample_weight=weights)[0]
        for average in ("micro", "weighted"):
            answers[f"{name}_{average}"] = function(
                truth, predicted, labels=everything, average=average, zero_division=0, sample_weight=weights)
        answers[f"{name}_macro"] = function(
            truth, predicted, labels=everything, average="macro", zero_division=0, sample_weight=weights) if complete else NONE
    answers["balanced_accuracy"] = (
        metrics.balanced_accuracy_score(truth, predicted, sample_weight=weights) if complete else NONE)
    return answers


def calibration(truth, shares, weights):
    """By the class with the greatest score, over the bins of scikit-learn's calibration_curve, which knows no weights."""
    highest, best = shares.max(axis=1), shares.argmax(axis=1)
    bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], highest)
    each = np.ones(len(truth)) if weights is None else weights
    total = np.bincount(bins, weights=each, minlength=10)
    if weights is None:
        right, expected = calibration_curve(best == truth, highest, n_bins=10)
        return np.sum(np.abs(right - expected) * total[total > 0]) / total.sum()
    return np.abs(np.bincount(bins, weights=each * ((best == truth) - highest))).sum() / total.sum()


def scores(case, seed):
    classes = int(case["classes"][0])
    truth, _, weights, kept = judged(case)
    shares = case["scores"].reshape(-1, classes)[kept]
    everything = list(range(classes))
    indicator = (truth[:, None] == np.arange(classes)).astype(int)
    answers = {"log_loss": metrics.log_loss(truth, shares, labels=everything, sample_weight=weights),
               "brier": metrics.brier_score_loss(
                   truth, shares, labels=everything, scale_by_half=False, sample_weight=weights)}
    answers["calibration_error"] = calibration(truth, shares, weights)
    one = seed % classes
    found = indicator[:, one].sum()
    answers["average_precision"] = (metrics.average_precision_score(
        indicator[:, one], shares[:, one], sample_weight=weights) if found > 0 else NONE)
    answers["roc_auc"] = (metrics.roc_auc_score(indicator[:, one], shares[:, one], sample_weight=weights)
                          if 0 < found < len(truth) else NONE)
    complete = indicator.sum(axis=0).min() > 0
    if not complete:
        answers["average_precision_macro"] = answers["roc_auc_macro"] = NONE
    for average in ("macro", "micro", "weighted") if complete else ("micro",):
        answers[f"average_precision_{average}"] = metrics.average_precision_score(
            indicator, shares, average=average, sample_weight=weights)
        answers[f"roc_auc_{average}"] = metrics.roc_auc_score(
            indicator, shares, average=average, sample_weight=weights)
    return answers


def clusters(case, _):
    truth, found = case["truth"].astype(int), case["clusters"].astype(int)
    answers = {"nmi": metrics.normalized_mutual_info_score(truth, found),
               "ami": metrics.adjusted_mutual_info_score(truth, found),
               "adjusted_rand": metrics.adjusted_rand_score(truth, found)}
    alone = len(set(truth)) == len(truth) and len(set(found)) == len(found)
    together = len(set(truth)) == 1 and len(set(found)) == 1
    if together:
        answers["nmi"] = NONE
    if together or alone:
        answers["ami"] = answers["adjusted_rand"] = NONE
    return answers


def silhouettes(case, _):
    found = case["clusters"].astype(int)
    if len(set(found)) == 1:
        return {"silhouette": NONE}
    if len(set(found)) == len(found):
        return {"silhouette": 0.0}
    levels = case["level"][:, None] == np.arange(3)
    return {"silhouette": metrics.silhouette_score(np.column_stack([case["x"], case["y"], levels]), found)}


def kind(name, peer, note="", tolerance=EXACT):
    return Measure(name, "MetricKind." + name.upper(), peer, note, tolerance)


def per_class(name, peer, note=""):
    """One class, which the seed chooses, and the averages of all."""
    return [Measure(name + average, "MetricKind." + name.upper(), peer, note)
            for average in ("", "_macro", "_micro", "_weighted")]


LABELS = Family("labels", 10_000, 300, inputs.labels, labels, [
    kind("accuracy", "accuracy_score"),
    kind("mcc", "matthews_corrcoef", "none where the truth is one class, where scikit-learn says 0"),
    kind("kappa", "cohen_kappa_score", "none where truth and answers are one class and the same"),
    kind("balanced_accuracy", "balanced_accuracy_score", "none where a class has no row, which scikit-learn leaves out"),
    *per_class("precision", "precision_score"), *per_class("recall", "recall_score"), *per_class("f1", "f1_score")])

SCORES = Family("scores", 20_000, 320, inputs.scores, scores, [
    kind("log_loss", "log_loss"),
    kind("brier", "brier_score_loss(scale_by_half=False)"),
    kind("calibration_error", "calibration_curve", "ten bins that hold their upper end; with weights by numpy.bincount"),
    *per_class("roc_auc", "roc_auc_score"), *per_class("average_precision", "average_precision_score")])

CLUSTERS = Family("clusters", 40_000, 300, inputs.clusters, clusters, [
    kind("nmi", "normalized_mutual_info_score"),
    kind("ami", "adjusted_mutual_info_score"),
    kind("adjusted_rand", "adjusted_rand_score")])

SILHOUETTES = Family("silhouettes", 45_000, 300, inputs.silhouettes, silhouettes, [
    kind("silhouette", "silhouette_score", "of at most 1,000 rows; none with one cluster; 0 where each row is alone")])
