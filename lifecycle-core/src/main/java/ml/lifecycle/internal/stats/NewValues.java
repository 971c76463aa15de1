package ml.lifecycle.internal.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.internal.text.Shortest;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Values that only one side has, and a test of how many different numbers only the current data has: if all rows are dealt out anew, a number that occurs t times
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

    /**
     * How many rows have a value that another distribution does not have.
     *
     * @param of the rows
     * @param other the other distribution, of the same kind
     */
    static long rows(Distribution of, Distribution other) {
        if (of.texts != null) {
            return of.texts.entrySet().stream().filter(entry -> !other.texts.containsKey(entry.getKey()))
                    .mapToLong(Map.Entry::getValue).sum();
        }
        long rows = 0;
        for (int index = 0; index < of.values.length; index++) {
            rows += Arrays.binarySearch(other.values, of.values[index]) < 0 ? of.counts[index] : 0;
        }
        return rows;
    }

    /**
     * The values that another distribution does not have.
     *
     * @param of the values
     * @param other the other distribution, of the same kind
     * @return the values as texts, the most frequent first; none for numbers of which a side has more than ten
     */
    static List<String> of(Distribution of, Distribution other) {
        if (of.texts == null && Math.max(of.values.length, other.values.length) > Bins.EQUAL_SHARES) {
            return List.of();
        }
        Map<String, Long> others = texts(other);
        return texts(of).entrySet().stream().filter(entry -> !others.containsKey(entry.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }

    private static Map<String, Long> texts(Distribution of) {
        if (of.texts != null) {
            return of.texts;
        }
        Map<String, Long> found = new HashMap<>();
        of.numberCounts().forEach((value, count) -> found.put(Shortest.text(value), count));
        return found;
    }
}
