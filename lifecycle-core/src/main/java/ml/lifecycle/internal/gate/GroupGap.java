package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GroupComparison;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.Part;

/** How far a metric differs between groups, or between a group and all rows. */
final class GroupGap {

    private final Metric metric;
    private final Predictions all;
    private final List<Slice> slices;
    private final List<Estimate> values;

    private GroupGap(Metric metric, Predictions all, String column) {
        this.metric = metric;
        this.all = all;
        this.slices = Slice.of(metric, all, all.groups().get(column));
        this.values = slices.stream().map(slice -> Estimate.of(metric, slice.part(), 0)).toList();
    }

    static Measured measure(FairnessGap gap, Trial trial, double confidence, long minGroupSize) {
        String missing = Slice.problem(trial, gap.column());
        if (!missing.isEmpty()) {
            return Measured.none(missing, 0);
        }
        Predictions all = trial.candidate().predictions().orElseThrow();
        GroupGap groups = new GroupGap(gap.metric(), all, gap.column());
        String problem = groups.problem(gap.column(), minGroupSize);
        if (!problem.isEmpty()) {
            return Measured.none(problem, all.rows());
        }
        List<Gaps.Comparison> comparisons = gap.comparison() == GroupComparison.TO_OVERALL
                ? groups.toOverall()
                : groups.between();
        return new Gaps(comparisons, confidence).largestDifference(all.rows());
    }

    /** Why the groups cannot be compared; empty if they can. */
    private String problem(String column, long minGroupSize) {
        if (slices.size() < 2) {
            return "there is only one group of " + Say.name(column);
        }
        String thin = Slice.thin(slices.stream().map(Slice::name).toList(),
                values.stream().mapToLong(Estimate::rows).toArray(), minGroupSize);
        for (int group = 0; thin.isEmpty() && group < slices.size(); group++) {
            if (!Double.isFinite(values.get(group).value())) {
                return "in the group " + Say.name(slices.get(group).name()) + " "
                        + (values.get(group).problem().isEmpty() ? "it is infinite" : values.get(group).problem());
            }
        }
        return thin;
    }

    private List<Gaps.Comparison> between() {
        List<Gaps.Comparison> pairs = new ArrayList<>();
        for (int one = 0; one < slices.size(); one++) {
            for (int other = one + 1; other < slices.size(); other++) {
                boolean greater = values.get(one).value() >= values.get(other).value();
                pairs.add(pair(greater ? one : other, greater ? other : one));
            }
        }
        return pairs;
    }

    private Gaps.Comparison pair(int one, int other) {
        return new Gaps.Comparison(" between " + words(one) + " and " + words(other),
                values.get(one).value() - values.get(other).value(), confidence -> Estimate.ofIndependent(
                        metric, slices.get(one).part(), slices.get(other).part(), confidence));
    }

    private List<Gaps.Comparison> toOverall() {
        double overall = Estimate.of(metric, all, 0).value();
        List<Gaps.Comparison> groups = new ArrayList<>();
        for (int group = 0; group < slices.size(); group++) {
            Part part = slices.get(group).part();
            groups.add(new Gaps.Comparison(" between " + words(group) + " and all rows (" + Say.number(overall) + ")",
                    values.get(group).value() - overall,
                    confidence -> Estimate.ofPart(metric, all, part.numbers(), confidence)));
        }
        return groups;
    }

    private String words(int group) {
        return Say.name(slices.get(group).name()) + " (" + Say.number(values.get(group).value()) + " on "
                + Say.rows(values.get(group).rows()) + ")";
    }
}
