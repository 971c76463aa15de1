"""What a table of results is made of."""
from dataclasses import dataclass
from typing import Callable

import numpy as np

EXACT = 1e-12

# There is no value: where a division by zero, or what amounts to one, has the answer of a convention only.
NONE = float("nan")


@dataclass(frozen=True)
class Measure:
    """A column of results: its name, our word for it, who answered, which convention is ours where peers differ or why the
    tolerance is not 1e-12, and how near ours must be: relative to the answer where that exceeds 1, or always for what has a
    unit."""
    name: str
    ours: str
    peer: str
    note: str = ""
    tolerance: float = EXACT
    unit: bool = False

    def tolerated(self):
        return f"{self.tolerance!r}{' relative' if self.unit else ''}"


@dataclass(frozen=True)
class Family:
    """Cases of one kind of input. The seeds are first, first + 1, ...; answers gives each measure a number, NONE where there
    is no value, or leaves it out where it is not asked."""
    name: str
    first: int
    cases: int
    inputs: Callable
    answers: Callable
    measures: list

    def seeds(self):
        return range(self.first, self.first + self.cases)


def scaled(weights):
    """Weights between the least and the greatest double in the square, or None: all of them times the same is the same."""
    if len(weights) == 0:
        return None
    greatest = weights.max()
    return weights * 2.0 ** -np.floor(np.log2(greatest))
