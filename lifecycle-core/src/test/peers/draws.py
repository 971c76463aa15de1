"""The one generator of all inputs, the same bits in Python and in Java (Draws.java).

The n-th draw of a seed is SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): all arithmetic on 64-bit integers that
wrap around,

    z = seed + n * 0x9E3779B97F4A7C15              n = 1, 2, 3, ...
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    z = z ^ (z >> 31)

uniform   (z >> 11) / 2**53, from 0 to below 1: exact in a double
below(k)  the whole part of uniform * k
bell      the sum of twelve uniforms, from the first to the last, less 6: mean 0, variance 1, from -6 to 6

What is made of these uses + - * / only, each rounded once and in the order written, so that no library of functions has a
say. Columns are drawn one after the other, each from its first row to its last.
"""
import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)


class Draws:

    def __init__(self, seed):
        self.seed = np.uint64(seed)
        self.drawn = 0

    def uniforms(self, count):
        with np.errstate(over="ignore"):
            n = np.arange(self.drawn + 1, self.drawn + count + 1, dtype=np.uint64)
            self.drawn += count
            z = self.seed + n * GOLDEN
            z = (z ^ (z >> np.uint64(30))) * FIRST
            z = (z ^ (z >> np.uint64(27))) * SECOND
            z = z ^ (z >> np.uint64(31))
        return (z >> np.uint64(11)).astype(np.float64) * 2.0 ** -53

    def uniform(self):
        return float(self.uniforms(1)[0])

    def below(self, k):
        return int(self.uniform() * k)

    def each_below(self, count, k):
        return np.floor(self.uniforms(count) * k)

    def bells(self, count):
        uniforms = self.uniforms(12 * count).reshape(count, 12)
        total = uniforms[:, 0].copy()
        for column in range(1, 12):
            total += uniforms[:, column]
        return total - 6
