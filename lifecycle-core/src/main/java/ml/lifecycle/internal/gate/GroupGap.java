package ml.lifecycle.internal.gate;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Estimate;

/**
 * The largest difference of a metric between two groups.
 *
 * <p>That the largest difference is at most a bound means that all are: each pair is tested on its own at the asked
 * confidence, and the upper bound is the greatest of theirs (an intersection-union test: R. L. Berger, Technometrics 24
 * (1982)). For the lower bound one pair is enough, so the confidence is divided among the pairs (Bonferroni).
 */
final class GroupGap {

    private final FairnessGap gap;
    private final double confidence;

    private GroupGap(FairnessGap gap, double confidence) {
        this.gap = gap;
        this.confidence = confidence;
    }

    static Measured measure(FairnessGap gap, Trial trial, double confidence, long minGroupSize) {
        Predictions predictions = trial.candidate().predictions().orElse(null);
        GroupColumn column = predictions == null ? null : predictions.groups().get(gap.column());
        if (predictions == null || column == null) {
            return Measured.none(predictions == null
                    ? "there are no predictions"
                    : "the predictions have no groups " + Say.name(gap.column()) + "; they have "
                            + predictions.groups().keySet(), 0);
        }
        List<Slice> slices = Slice.of(predictions, column);
        String problem = problem(slices, gap.metric(), gap.column(), minGroupSize);
        return problem.isEmpty()
                ? new GroupGap(gap, confidence).measure(slices, predictions.rows())
                : Measured.none(problem, predictions.rows());
    }

    /** Why the groups cannot be compared; empty if they can. */
    static String problem(List<Slice> slices, Metric metric, String column, long minGroupSize) {
        if (slices.size() < 2) {
            return "there is only one group of " + Say.name(column);
        }
        String thin = slices.stream().filter(slice -> size(slice, metric) < minGroupSize)
                .map(slice -> Say.name(slice.name()) + " (" + size(slice, metric) + ")")
                .collect(Collectors.joining(", "));
        if (!thin.isEmpty()) {
            return "fewer than " + Say.rows(minGroupSize) + " that count for it in " + thin;
        }
        return slices.stream().map(slice -> reason(slice, metric)).filter(reason -> !reason.isEmpty())
                .findFirst().orElse("");
    }

    private static long size(Slice slice, Metric metric) {
        Estimate estimate = Estimate.of(metric, slice.predictions(), 0);
        return estimate.counts() == null ? slice.predictions().rows() : estimate.rows();
    }

    private static String reason(Slice slice, Metric metric) {
        Estimate estimate = Estimate.of(metric, slice.predictions(), 0);
        return Double.isNaN(estimate.value())
                ? "in the group " + Say.name(slice.name()) + " " + estimate.problem()
                : "";
    }

    private Measured measure(List<Slice> slices, int rows) {
        double[] values = slices.stream()
                .mapToDouble(slice -> Estimate.of(gap.metric(), slice.predictions(), 0).value()).toArray();
        int best = 0;
        int worst = 0;
        for (int group = 1; group < values.length; group++) {
            best = values[group] > values[best] ? group : best;
            worst = values[group] < values[worst] ? group : worst;
        }
        String on = " between " + words(slices.get(best), values[best]) + " and "
                + words(slices.get(worst), values[worst]);
        double value = values[best] - values[worst];
        return new Measured(confidence == 0 ? Estimate.point(value, rows) : bounds(slices, value, rows), on);
    }

    private String words(Slice slice, double value) {
        return Say.name(slice.name()) + " (" + Say.number(value) + " on " + Say.rows(size(slice, gap.metric())) + ")";
    }

    private Estimate bounds(List<Slice> slices, double value, int rows) {
        int pairs = slices.size() * (slices.size() - 1) / 2;
        double[] ends = {0, 0, 0, 0};
        String method = "";
        for (int one = 0; one < slices.size(); one++) {
            for (int other = one + 1; other < slices.size(); other++) {
                Estimate usual = difference(slices.get(one), slices.get(other), confidence);
                Estimate careful = difference(slices.get(one), slices.get(other), 1 - (1 - confidence) / pairs);
                if (Double.isNaN(usual.upper())) {
                    return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "",
                            usual.problem(), null);
                }
                ends[0] = Math.max(ends[0], Math.max(careful.lower(), -careful.upper()));
                ends[1] = Math.max(ends[1], Math.max(usual.upper(), -usual.lower()));
                ends[2] = Math.max(ends[2], Math.max(careful.low(), -careful.high()));
                ends[3] = Math.max(ends[3], Math.max(usual.high(), -usual.low()));
                method = usual.method();
            }
        }
        return new Estimate(value, ends[0], ends[1], ends[2], ends[3], rows, method, "", null);
    }

    private Estimate difference(Slice one, Slice other, double confidence) {
        return Estimate.ofIndependent(gap.metric(), one.predictions(), other.predictions(), confidence);
    }
}
