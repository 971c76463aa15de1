package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Fairness;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.GroupComparison;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.GroupCounts;
import ml.lifecycle.internal.stats.Proportion;
import ml.lifecycle.signature.Output;

/**
 * How far the rates of predicting a label differ between groups, or between a group and all rows. The rates of separate
 * groups are independent proportions. A group and all rows are not: there the group is compared with the other rows,
 * and the result is put on the scale of all rows, of which the group is a known share.
 */
final class RateGap {

    /** A rate in each group. */
    private record Rates(String words, List<Proportion> groups) {

        Proportion overall() {
            return new Proportion(groups.stream().mapToLong(Proportion::successes).sum(),
                    groups.stream().mapToLong(Proportion::trials).sum());
        }

        Proportion others(int group) {
            Proportion all = overall();
            Proportion one = groups.get(group);
            return new Proportion(all.successes() - one.successes(), all.trials() - one.trials());
        }
    }

    private final Fairness fairness;
    private final List<String> names;

    private RateGap(Fairness fairness, List<String> names) {
        this.fairness = fairness;
        this.names = names;
    }

    static Measured measure(Fairness fairness, Trial trial, double confidence, long minGroupSize) {
        String missing = Slice.problem(trial, fairness.column());
        if (!missing.isEmpty()) {
            return Measured.none(missing, 0);
        }
        Predictions predictions = trial.candidate().predictions().orElseThrow();
        int label = predictions.labels().indexOf(fairness.label());
        if (predictions.kind() != Output.Kind.LABEL || label < 0 || predictions.weights() != null) {
            return Measured.none(predictions.weights() != null
                    ? "it is not defined for rows with weights"
                    : "there is no label " + Say.name(fairness.label()) + "; there are " + predictions.labels(),
                    predictions.rows());
        }
        GroupColumn column = predictions.groups().get(fairness.column());
        return new RateGap(fairness, column.levels())
                .measure(rates(fairness.criterion(), predictions, column, label), confidence, minGroupSize,
                        predictions.rows());
    }

    /** The rates of a criterion, from cells as {@link GroupCounts} numbers them. */
    private static List<Rates> rates(Fairness.Criterion criterion, Predictions predictions, GroupColumn column,
            int label) {
        int[] cells = GroupCounts.of(predictions.truth(), predictions.predicted(), predictions.labels().size(), label,
                column.codes(), column.levels().size());
        return switch (criterion) {
            case DEMOGRAPHIC_PARITY -> List.of(rates("predicted", cells, new int[] {1, 3}, new int[] {0, 1, 2, 3}));
            case EQUAL_OPPORTUNITY -> List.of(rates("found", cells, new int[] {3}, new int[] {2, 3}));
            case EQUALISED_ODDS -> List.of(rates("found", cells, new int[] {3}, new int[] {2, 3}),
                    rates("falsely predicted", cells, new int[] {1}, new int[] {0, 1}));
            case PREDICTIVE_PARITY -> List.of(rates("rightly predicted", cells, new int[] {3}, new int[] {1, 3}));
        };
    }

    private static Rates rates(String words, int[] cells, int[] successes, int[] trials) {
        return new Rates(words, IntStream.range(0, cells.length / GroupCounts.CELLS)
                .mapToObj(group -> new Proportion(sum(cells, group, successes), sum(cells, group, trials))).toList());
    }

    private static long sum(int[] cells, int group, int[] which) {
        return IntStream.of(which).mapToLong(cell -> cells[GroupCounts.CELLS * group + cell]).sum();
    }

    private Measured measure(List<Rates> all, double confidence, long minGroupSize, int rows) {
        List<Gaps.Comparison> comparisons = new ArrayList<>();
        for (Rates rates : all) {
            String problem = problem(rates, minGroupSize);
            if (!problem.isEmpty()) {
                return Measured.none(problem, rows);
            }
            comparisons.addAll(fairness.comparison() == GroupComparison.TO_OVERALL ? toOverall(rates) : between(rates));
        }
        Gaps gaps = new Gaps(comparisons, confidence);
        return fairness.ratio() ? gaps.smallestRatio(rows) : gaps.largestDifference(rows);
    }

    private String problem(Rates rates, long minGroupSize) {
        if (names.size() < 2) {
            return "there is only one group of " + Say.name(fairness.column());
        }
        if (fairness.ratio() && rates.overall().successes() == 0) {
            return "no row is " + rates.words() + " in any group, so there is no ratio";
        }
        return Slice.thin(names, rates.groups().stream().mapToLong(Proportion::trials).toArray(), minGroupSize);
    }

    private List<Gaps.Comparison> between(Rates rates) {
        List<Gaps.Comparison> pairs = new ArrayList<>();
        for (int one = 0; one < names.size(); one++) {
            for (int other = one + 1; other < names.size(); other++) {
                boolean greater = rates.groups().get(one).rate() >= rates.groups().get(other).rate();
                pairs.add(pair(rates, greater ? one : other, greater ? other : one));
            }
        }
        return pairs;
    }

    private Gaps.Comparison pair(Rates rates, int greater, int smaller) {
        Proportion one = rates.groups().get(greater);
        Proportion other = rates.groups().get(smaller);
        String words = " between " + words(rates, greater) + " and " + words(rates, smaller);
        return fairness.ratio()
                ? new Gaps.Comparison(words, one.rate() == 0 ? 1 : other.rate() / one.rate(),
                        confidence -> estimate(other.ratio(one, confidence), other.ratio(one, (1 + confidence) / 2)))
                : new Gaps.Comparison(words, one.rate() - other.rate(), confidence ->
                        estimate(one.difference(other, confidence), one.difference(other, (1 + confidence) / 2)));
    }

    private List<Gaps.Comparison> toOverall(Rates rates) {
        List<Gaps.Comparison> groups = new ArrayList<>();
        Proportion all = rates.overall();
        for (int group = 0; group < names.size(); group++) {
            Proportion one = rates.groups().get(group);
            Proportion others = rates.others(group);
            double share = (double) one.trials() / all.trials();
            String words = " between " + words(rates, group) + " and all rows (" + Say.number(all.rate()) + ")";
            groups.add(fairness.ratio()
                    ? new Gaps.Comparison(words, one.rate() / all.rate(), confidence -> estimate(
                            toAll(one.ratio(others, confidence), share),
                            toAll(one.ratio(others, (1 + confidence) / 2), share)))
                    : new Gaps.Comparison(words, one.rate() - all.rate(), confidence -> estimate(
                            scaled(one.difference(others, confidence), 1 - share),
                            scaled(one.difference(others, (1 + confidence) / 2), 1 - share))));
        }
        return groups;
    }

    /** With r the ratio of group to others and s its share of the rows, the ratio to all is 1 / (s + (1 - s) / r). */
    private static double[] toAll(double[] ratios, double share) {
        return new double[] {1 / (share + (1 - share) / ratios[0]), 1 / (share + (1 - share) / ratios[1])};
    }

    private static double[] scaled(double[] bounds, double factor) {
        return new double[] {bounds[0] * factor, bounds[1] * factor};
    }

    private static Estimate estimate(double[] bounds, double[] interval) {
        return new Estimate(0, bounds[0], bounds[1], interval[0], interval[1], 0, "", "", null);
    }

    private String words(Rates rates, int group) {
        Proportion rate = rates.groups().get(group);
        return Say.name(names.get(group)) + " (" + Say.number(rate.rate()) + " " + rates.words() + " of "
                + Say.rows(rate.trials()) + ")";
    }
}
