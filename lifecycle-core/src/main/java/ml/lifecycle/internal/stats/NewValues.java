package ml.lifecycle.internal.stats;

import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * A test of how many different numbers only the current data has. If all rows are dealt out anew, a number that occurs t times
 * falls to the current side alone with a probability of about the t-th power of that side's share. These events are few or
 * hinder each other, so that their number is Poisson's at most: A. D. Barbour, L. Holst, S. Janson, Poisson Approximation
 * (1992).
 */
final class NewValues {

    /** What occurs more often does not fall to half of the rows alone. */
    private static final long FEW = 100;

    private NewValues() {}

    /**
     * How likely so many new numbers, or more, are by chance.
     *
     * @param reference the numbers of the reference
     * @param current the numbers judged
     */
    static double probability(Distribution reference, Distribution current) {
        double share = (double) current.present / (current.present + reference.present);
        double expected = 0;
        int fresh = 0;
        int i = 0;
        for (int j = 0; j < current.values.length; j++) {
            while (i < reference.values.length && reference.values[i] < current.values[j]) {
                expected += power(share, reference.counts[i++]);
            }
            boolean both = i < reference.values.length && reference.values[i] == current.values[j];
            fresh += both ? 0 : 1;
            expected += power(share, current.counts[j] + (both ? reference.counts[i++] : 0));
        }
        while (i < reference.values.length) {
            expected += power(share, reference.counts[i++]);
        }
        return fresh == 0 || expected == 0 ? fresh == 0 ? 1 : 0
                : PoissonDistribution.of(expected).survivalProbability(fresh - 1);
    }

    /** Most numbers occur once, where a power would take long. */
    private static double power(double share, long times) {
        return times == 1 ? share : times > FEW && share <= 0.5 ? 0 : Math.pow(share, times);
    }
}
