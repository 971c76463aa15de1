"""Differences and ratios between groups: fairlearn."""
import numpy as np
from fairlearn import metrics as fair
from sklearn import metrics

import inputs
from family import NONE, Family, Measure, scaled

METHODS = {"": "between_groups", "_to_overall": "to_overall"}
RATES = {"demographic_parity": (fair.selection_rate,),
         "equal_opportunity": (fair.true_positive_rate,),
         "equalised_odds": (fair.true_positive_rate, fair.false_positive_rate),
         "predictive_parity": (metrics.precision_score,)}


def trials(rate, truth, predicted):
    """The rows that a rate is a share of."""
    return {"selection_rate": np.ones(len(truth), bool), "true_positive_rate": truth == 1,
            "false_positive_rate": truth == 0, "precision_score": predicted == 1}[rate.__name__]


def criterion(name, rates, truth, predicted, group, answers):
    whose = {rate: trials(rate, truth, predicted) for rate in rates}
    defined = len(set(group)) > 1 and all(set(group) == set(group[rows]) for rows in whose.values())
    frames = [fair.MetricFrame(metrics=rate, y_true=truth, y_pred=predicted, sensitive_features=group)
              for rate in rates] if defined else []
    happens = all(frame.overall > 0 for frame in frames)
    for suffix, method in METHODS.items():
        answers[f"{name}_difference{suffix}"] = (
            max(frame.difference(method=method) for frame in frames) if defined else NONE)
        answers[f"{name}_ratio{suffix}"] = (
            min(frame.ratio(method=method) for frame in frames) if defined and happens else NONE)


def gap(name, frame, group, answers):
    defined = len(set(group)) > 1 and not frame.by_group.isna().any()
    for suffix, method in METHODS.items():
        answers[f"{name}_gap{suffix}"] = frame.difference(method=method) if defined else NONE
    answers[f"{name}_greatest"] = NONE if frame.by_group.isna().any() else frame.group_max()


def groups(case, _):
    truth, predicted, group = (case[name].astype(int) for name in ("truth", "predicted", "group"))
    answers = {}
    for name, rates in RATES.items():
        criterion(name, rates, truth * 0 + (truth == 0), predicted * 0 + (predicted == 0), group, answers)
    weights = scaled(case["weights"])
    kept = np.ones(len(truth), bool) if weights is None else weights > 0
    if set(group) != set(group[kept]) or kept.sum() == 1:
        return answers  # Ours has a group without rows then; and fairlearn takes no single row.
    parts = {"accuracy": metrics.accuracy_score, "mae": metrics.mean_absolute_error,
             "recall": lambda y, p, sample_weight=None: metrics.recall_score(
                 y, p, labels=[0], average=None, zero_division=np.nan, sample_weight=sample_weight)[0]}
    for name, function in parts.items():
        frame = fair.MetricFrame(
            metrics=function, y_true=truth[kept], y_pred=predicted[kept], sensitive_features=group[kept],
            sample_params=None if weights is None else {"sample_weight": weights[kept]})
        gap(name, frame, group, answers)
    return answers


GROUPS = Family("groups", 50_000, 300, inputs.groups, groups, [
    *(Measure(f"{name}_{kind}{suffix}", "Criterion." + name.upper(), "MetricFrame(" + ", ".join(rate.__name__ for rate in rates) + ")." + kind,
              "none with one group, with a group of which a rate has no rows, and for a ratio of rates that are all 0, where "
              "fairlearn says 0 or 1" if suffix == "" else "")
      for name, rates in RATES.items() for kind in ("difference", "ratio") for suffix in METHODS),
    *(Measure(f"{name}_{what}", "WorstGroup" if what == "greatest" else "FairnessGap", f"MetricFrame({function}).{peer}",
              "none with one group, where fairlearn says 0" if what == "gap" else "")
      for name, function in (("accuracy", "accuracy_score"), ("mae", "mean_absolute_error"), ("recall", "recall_score"))
      for what, peer in (("gap", "difference()"), ("gap_to_overall", "difference(method='to_overall')"),
                         ("greatest", "group_max()")))])
