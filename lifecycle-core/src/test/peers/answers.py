"""Asks the peers and writes what they answer, for the tests of ml.lifecycle.peers:

    python3 lifecycle-core/src/test/peers/answers.py

It needs the libraries that PEERS.md beside the answers names, and nothing in the build needs it. Each table begins with the names of the
measures and their tolerances; a field is empty where a measure is not asked, and "none" where there is no value.
"""
import math
import platform
from importlib.metadata import version
from pathlib import Path

from of_bounds import PAIRS, TIMES
from of_columns import COLUMNS
from of_drift import DRIFT, LEVELS
from of_groups import GROUPS
from of_labels import CLUSTERS, LABELS, SCORES, SILHOUETTES
from of_numbers import NUMBERS

FAMILIES = [LABELS, SCORES, NUMBERS, CLUSTERS, SILHOUETTES, GROUPS, PAIRS, TIMES, COLUMNS, DRIFT, LEVELS]
WITHOUT = {
    "MetricKind.EMPTY_CLUSTERS": "a number that the run recorded, as it is",
    "Recorded": "a number that somebody recorded, as it is",
    "the probability and chance of PSI and Jensen-Shannon": "no peer has a test of these; simulated by DriftCalibration",
    "the probability of Wasserstein with 1,000 values or more": "two tests joined, of which each is compared by itself",
    "the probability of chi squared where fewer than five rows are expected": "by moments of random deals; SciPy deals at random",
    "bounds of F1, MCC, kappa, areas, losses, errors and cluster metrics": "no peer has these; simulated by the tests of coverage",
    "bounds of ratios of rates": "statsmodels has the score interval and that of logarithms, not that of Donner and Zou",
    "profiles of more than 1,024 different values, and rank correlations of more than 1,000 different rows":
        "sketches and samples with an error that is stated, not figures to agree with",
}
LIBRARIES = ["scikit-learn", "scipy", "fairlearn", "statsmodels", "numpy", "pandas"]
RESULTS = Path(__file__).parent.parent / "resources" / "peers"


def text(value):
    if value is None:
        return ""
    return "none" if math.isnan(value) else repr(float(value))


def quoted(words):
    return ", ".join(f"`{word}`" for word in words.split(", "))


def results(family):
    names = [measure.name for measure in family.measures]
    asked = dict.fromkeys(names, 0)
    lines = [",".join(["seed"] + names),
             ",".join(["tolerance"] + [measure.tolerated() for measure in family.measures])]
    for seed in family.seeds():
        answers = family.answers(family.inputs(seed), seed)
        assert set(answers) <= set(names), set(answers) - set(names)
        for name in answers:
            asked[name] += 1
        lines.append(",".join([str(seed)] + [text(answers.get(name)) for name in names]))
    (RESULTS / f"{family.name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return asked


def ten_inputs():
    """Of each of the first ten families the first input that is neither long nor short."""
    lines = []
    for family in FAMILIES[:10]:
        seed = next(seed for seed in family.seeds() if 100 < sum(map(len, family.inputs(seed).values())) < 2000)
        for name, column in family.inputs(seed).items():
            values = [repr(float(value)).replace("nan", "NaN") for value in column]
            lines.append(" ".join([family.name, str(seed), name] + values))
    (RESULTS / "inputs.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    RESULTS.mkdir(parents=True, exist_ok=True)
    lines = ["# Whom our figures are compared with", "",
             "Written by `answers.py` with Python " + platform.python_version() + ", "
             + ", ".join(f"{library} {version(library)}" for library in LIBRARIES) + ".", "",
             "| measure | ours | peer | cases | tolerance | convention |", "|---|---|---|---|---|---|"]
    for family in FAMILIES:
        asked = results(family)
        lines += [f"| {family.name}: {measure.name} | {quoted(measure.ours)} | `{measure.peer}` | {asked[measure.name]} | {measure.tolerated()} "
                  f"| {measure.note} |" for measure in family.measures]
    lines += ["", "Not compared:", "", "| ours | because |", "|---|---|"]
    lines += [f"| `{ours}` | {reason} |" for ours, reason in WITHOUT.items()]
    ten_inputs()
    (RESULTS / "PEERS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
