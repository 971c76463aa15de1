"""Metrics of numbers: scikit-learn."""
import numpy as np
from sklearn import metrics

import inputs
from family import NONE, Family, Measure, scaled


def relative(truth, predicted, weights):
    """scikit-learn divides by 2.2e-16 where the truth is less: there we divide by the truth, and of 0 it is infinite."""
    least = np.abs(truth).min()
    if least >= np.finfo(float).eps:
        return metrics.mean_absolute_percentage_error(truth, predicted, sample_weight=weights)
    return np.average(np.abs((truth - predicted) / truth), weights=weights) if least > 0 else np.inf


def numbers(case, _):
    scale = case["scale"][0]
    huge = scale in inputs.SCALES
    unit = scale if huge else 1.0
    truth, predicted, weights = case["truth"] / unit, case["predicted"] / unit, scaled(case["weights"])
    if weights is not None:
        kept = weights > 0
        truth, predicted, weights = truth[kept], predicted[kept], weights[kept]
    answers = {
        "rmse": metrics.root_mean_squared_error(truth, predicted, sample_weight=weights) * unit,
        "mae": metrics.mean_absolute_error(truth, predicted, sample_weight=weights) * unit,
        "mape": relative(truth, predicted, weights)}
    answers["r2"] = metrics.r2_score(truth, predicted, sample_weight=weights) if len(set(truth)) > 1 else NONE
    return answers


NUMBERS = Family("numbers", 30_000, 300, inputs.numbers, numbers, [
    Measure("rmse", "MetricKind.RMSE", "root_mean_squared_error", unit=True),
    Measure("mae", "MetricKind.MAE", "mean_absolute_error", unit=True),
    Measure("r2", "MetricKind.R2", "r2_score", "none where the truth is one number, where scikit-learn says 0 or 1"),
    Measure("mape", "MetricKind.MAPE", "mean_absolute_percentage_error",
            "infinite where a truth is 0; scikit-learn divides by 2.2e-16 where a truth is less, we do not", unit=True)])
