package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.gate.WorstGroup;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.text.Count;

/**
 * Judges a metric in each group of rows. At a confidence, each group is one test, and the levels are those of S. Holm
 * (1979): the clearest of n groups at an n-th of the error, the next at one of n - 1, and so on.
 */
final class WorstGroupJudge {

    /** One group with its value and the p-value of being out of bounds. */
    private record Judged(Slice slice, Estimate value, double doubt) {}

    private final ThresholdCheck check;
    private final Metric metric;
    private final String column;

    WorstGroupJudge(ThresholdCheck check, WorstGroup measure) {
        this.check = check;
        this.metric = measure.metric();
        this.column = measure.column();
    }

    CheckResult judge(Trial trial) {
        String missing = Slice.problem(trial, column);
        if (!missing.isEmpty()) {
            return nothing(missing, 0);
        }
        Predictions predictions = trial.candidate().predictions().orElseThrow();
        List<Judged> groups = Slice.of(metric, predictions, predictions.groups().get(column)).stream()
                .map(slice -> new Judged(slice, Estimate.of(metric, slice.part(), 0), doubt(slice)))
                .sorted(Comparator.comparingDouble(Judged::doubt)).toList();
        String thin = Slice.thin(groups.stream().map(group -> group.slice().name()).toList(),
                groups.stream().mapToLong(group -> group.value().rows()).toArray(),
                Math.max(check.minRows(), check.minGroupSize()));
        if (!thin.isEmpty() || groups.isEmpty()) {
            return nothing(groups.isEmpty() ? "there are no groups" : thin, predictions.rows());
        }
        for (Judged group : groups) {
            if (Double.isNaN(group.value().value())) {
                return nothing("in the group " + Say.name(group.slice().name()) + " " + group.value().problem(),
                        group.value().rows());
            }
        }
        return judge(groups);
    }

    private double doubt(Slice slice) {
        return check.confidence() == 0 || Double.isNaN(Estimate.of(metric, slice.part(), 0).value())
                ? 1
                : Estimate.doubt(metric, slice.part(), check.bound(), check.confidence());
    }

    private CheckResult judge(List<Judged> groups) {
        Bound bound = check.bound();
        Comparator<Judged> byDistance = Comparator.comparingDouble(group -> room(group.value().value(), bound));
        Judged worst = groups.stream().min(byDistance).orElseThrow();
        boolean passes = bound.admits(worst.value().value());
        if (check.confidence() == 0 || !passes) {
            return result(passes ? Verdict.PASS : Verdict.FAIL, worst, groups.size(), Double.NaN, "; "
                    + (check.confidence() == 0 ? "point estimate, " : "the measured value is beyond the bound, ")
                    + "required " + bound);
        }
        List<String> doubtful = new ArrayList<>();
        for (int rank = 0; rank < groups.size(); rank++) {
            if (!doubtful.isEmpty() || groups.get(rank).doubt() > (1 - check.confidence()) / (groups.size() - rank)) {
                doubtful.add(Say.name(groups.get(rank).slice().name()));
            }
        }
        double level = 1 - (1 - check.confidence()) / (groups.size() - groups.indexOf(worst));
        String with = "; with " + Say.percent(check.confidence())
                + " confidence for all groups together (Holm), required "
                + bound;
        return doubtful.isEmpty()
                ? result(Verdict.PASS, worst, groups.size(), level, with + ", which all groups show")
                : result(Verdict.INCONCLUSIVE, worst, groups.size(), level,
                        with + "; too few rows to show it for " + String.join(", ", doubtful));
    }

    /** How far a value is within the bound; negative outside. */
    private static double room(double value, Bound bound) {
        return Math.min(value - bound.low(), bound.high() - value);
    }

    private CheckResult result(Verdict verdict, Judged worst, int groups, double level, String more) {
        Estimate shown = Double.isNaN(level) ? worst.value() : Estimate.of(metric, worst.slice().part(), level);
        double end = Double.isInfinite(check.bound().low()) ? check.bound().high() : check.bound().low();
        String sentence = Say.number(shown.value(), end) + " in " + Say.name(worst.slice().name()) + " on "
                + Say.rows(shown.rows()) + ", the worst of " + Count.of(groups, "group") + more + ".";
        return new CheckResult(
                check.describe(), verdict, shown.value(), shown.low(), shown.high(), shown.rows(), sentence);
    }

    private CheckResult nothing(String problem, long rows) {
        return new CheckResult(check.describe(), Verdict.INCONCLUSIVE, Double.NaN, Double.NaN, Double.NaN, rows,
                "There is no value: " + problem + ".");
    }
}
