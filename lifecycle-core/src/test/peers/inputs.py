"""Inputs from seeds: named columns of numbers. Inputs.java makes the same, in the same order of draws."""
import numpy as np

from draws import Draws

NO_WEIGHTS = np.zeros(0)


def rows(draws):
    """1 to 5,000, most of them few."""
    u = draws.uniform()
    return 1 + int(u * u * u * 5000)


def weights(draws, count):
    """None for two inputs of five; small whole numbers, some of them 0; very unequal ones; these again, times SCALES."""
    kind = draws.below(5)
    if kind < 2:
        return NO_WEIGHTS
    if kind == 2:
        whole = draws.each_below(count, 4)
        whole[0] += 1
        return whole
    u = draws.uniforms(count)
    unequal = u * u * u * 100 + 0.01
    return unequal if kind == 3 else unequal * SCALES[draws.below(2)]


# Powers of two, so that nothing is rounded; the squares of the extremes are no doubles.
SCALES = (2.0 ** -600, 2.0 ** 600)


def codes(draws, count, classes):
    """Evenly, or the first classes more often; or all the first one but for a few."""
    kind = draws.below(4)
    u = draws.uniforms(count)
    if kind == 0:
        u = u * u
    if kind == 1:
        u = u * u * u * u
    return np.floor(u * classes)


def answers(draws, truth, classes):
    """The truth, or with some probability any class."""
    wrong = draws.uniform() * 1.25 - 0.125
    lucky = draws.uniforms(len(truth))
    any_class = draws.each_below(len(truth), classes)
    return np.where(lucky < wrong, any_class, truth)


def labels(seed):
    draws = Draws(seed)
    count = rows(draws)
    classes = 2 + draws.below(5)
    truth = codes(draws, count, classes)
    predicted = answers(draws, truth, classes)
    if draws.below(10) == 0:
        predicted = predicted * 0 + draws.below(classes)
    return {"classes": np.array([float(classes)]), "truth": truth, "predicted": predicted,
            "weights": weights(draws, count)}


def scores(seed):
    """Shares of each class, one row after the other; in steps, so that scores tie and are 0, or not. Mostly the first of
    the greatest is answered."""
    draws = Draws(seed)
    count = rows(draws)
    classes = 2 + draws.below(4)
    truth = codes(draws, count, classes)
    steps = (0, 0, 2, 4, 8)[draws.below(5)]
    raw = draws.uniforms(count * classes)
    if steps > 0:
        raw = np.floor(raw * steps)
    raw = raw.reshape(count, classes)
    raw[np.arange(count), truth.astype(int)] += draws.uniform() * 2 if steps == 0 else draws.below(2)
    total = raw[:, 0].copy()
    for one in range(1, classes):
        total += raw[:, one]
    raw[total == 0, 0] = 1
    total[total == 0] = 1
    shares = raw / total[:, None]
    predicted = np.argmax(shares, axis=1).astype(float)
    if draws.below(4) == 0:
        predicted = draws.each_below(count, classes)
    return {"classes": np.array([float(classes)]), "truth": truth, "scores": shares.reshape(-1), "predicted": predicted,
            "weights": weights(draws, count)}


def numbers(seed):
    """A truth around an offset: bell-shaped, with a heavy tail, whole, or constant; and answers with errors."""
    draws = Draws(seed)
    count = rows(draws)
    shape = draws.below(8)
    bell = draws.bells(count)
    if shape == 0:
        bell = bell * bell * bell * bell * bell
    if shape == 1:
        bell = np.floor(bell)
    if shape == 2:
        bell = bell * 0
    offset = (0.0, 0.0, 1.0, 10.1, 1e6)[draws.below(5)]
    scale = ((1.0, 100.0) + SCALES)[draws.below(4)]
    truth = (bell + offset) * scale
    spread = draws.uniform() * 2
    error = draws.bells(count) * spread
    predicted = (bell + error + offset) * scale
    if draws.below(10) == 0:
        predicted = truth + 0
    return {"scale": np.array([scale]), "truth": truth, "predicted": predicted, "weights": weights(draws, count)}


def clusters(seed):
    draws = Draws(seed)
    count = rows(draws)
    classes = 1 + draws.below(6)
    found = 1 + draws.below(8)
    truth = codes(draws, count, classes)
    noise = draws.uniform()
    lucky = draws.uniforms(count)
    any_cluster = draws.each_below(count, found)
    same = truth - np.floor(truth / found) * found
    return {"classes": np.array([float(classes)]), "truth": truth,
            "clusters": np.where(lucky < noise, any_cluster, same)}


def silhouettes(seed):
    """Few rows of two numbers and a level, and clusters that are apart or not."""
    draws = Draws(seed)
    u = draws.uniform()
    count = 1 + int(u * u * u * 300)
    found = codes(draws, count, 1 + draws.below(5))
    apart = draws.uniform() * 4
    return {"x": found * apart + draws.bells(count), "y": draws.bells(count), "level": draws.each_below(count, 3),
            "clusters": found}


def groups(seed):
    """Labels of rows in one to five groups, of which some may be small."""
    draws = Draws(seed)
    count = rows(draws)
    classes = 2 + draws.below(2)
    truth = codes(draws, count, classes)
    predicted = answers(draws, truth, classes)
    return {"classes": np.array([float(classes)]), "truth": truth, "predicted": predicted,
            "group": codes(draws, count, 1 + draws.below(5)), "weights": weights(draws, count)}


def pairs(seed):
    """Two models on the same rows, and which part each row is in."""
    draws = Draws(seed)
    count = rows(draws)
    classes = 2 + draws.below(3)
    truth = codes(draws, count, classes)
    return {"classes": np.array([float(classes)]), "truth": truth, "mine": answers(draws, truth, classes),
            "theirs": answers(draws, truth, classes), "part": codes(draws, count, 2)}


def times(seed):
    """Milliseconds, with a heavy tail, or in steps."""
    draws = Draws(seed)
    u = draws.uniforms(rows(draws))
    steps = draws.below(3)
    heavy = 1 / (1.001 - u)
    return {"times": heavy if steps == 0 else np.floor(u * 20) * 0.25 + 0.25 if steps == 1 else heavy * heavy}


def holes(draws, values):
    """The values, of which none or some are missing."""
    share = (0.0, 0.0, 0.1, 0.6)[draws.below(4)]
    return np.where(draws.uniforms(len(values)) < share, np.nan, values)


def columns(seed):
    """Two columns of at most 961 different numbers around an offset, of which one may be scaled, and one of levels."""
    draws = Draws(seed)
    count = rows(draws)
    offset = (0.0, 0.0, 1.0, 1e3, 1e6)[draws.below(5)]
    step = (1.0, 0.25, 0.1, 1e-3)[draws.below(4)]
    shape = draws.below(6)
    bell = draws.bells(count)
    steps = np.floor(bell * 80)
    if shape == 0:
        steps = np.floor(bell * 2)
    if shape == 1:
        steps = np.floor(bell * bell * bell * 2)
    if shape == 2:
        steps = steps * 0
    slope = draws.uniform() * 2 - 1
    other = np.floor((bell * slope + draws.bells(count)) * 40)
    levels = codes(draws, count, 1 + draws.below(12))
    scale = (1.0, 1.0, 1.0, *SCALES)[draws.below(5)]
    return {"scale": np.array([scale]), "x": holes(draws, (steps * step + offset) * scale), "y": holes(draws, other), "level": holes(draws, levels)}


def sample(draws, count, shape, levels):
    """Few levels, whole numbers, tenths, or numbers of which hardly any is there twice."""
    if shape == 0:
        return draws.each_below(count, levels)
    bell = draws.bells(count)
    if shape == 1:
        return np.floor(bell * 3)
    return np.floor(bell * 80) * 0.1 if shape == 2 else bell


def drift(seed):
    """Numbers before and now: of the same kind, moved and stretched, or not; and both scaled, or not."""
    draws = Draws(seed)
    before_rows, now_rows = rows(draws), rows(draws)
    shape = draws.below(5)
    levels = 1 + draws.below(14)
    offset = (0.0, 0.0, 1.0, 1e3, 1e6)[draws.below(5)]
    shift = (0.0, 0.0, 0.1, 1.0, 30.0)[draws.below(5)]
    stretch = (1.0, 1.0, 2.0)[draws.below(3)]
    scale = (1.0, 1.0, 1.0, *SCALES)[draws.below(5)]
    before = (sample(draws, before_rows, shape, levels) + offset) * scale
    now = (sample(draws, now_rows, shape, levels) * stretch + shift + offset) * scale
    return {"scale": np.array([scale]), "before": holes(draws, before), "now": holes(draws, now)}


def many(draws):
    """1 to 80, mostly few."""
    u = draws.uniform()
    return 1 + int(u * u * u * 80)


def levels(seed):
    """Levels before and now, of which some may be new or gone."""
    draws = Draws(seed)
    before_rows, now_rows = rows(draws), rows(draws)
    before = codes(draws, before_rows, many(draws))
    now = codes(draws, now_rows, many(draws)) + (0.0, 0.0, 3.0)[draws.below(3)]
    return {"before": holes(draws, before), "now": holes(draws, now)}
