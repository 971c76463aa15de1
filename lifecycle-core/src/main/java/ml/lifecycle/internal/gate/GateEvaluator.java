package ml.lifecycle.internal.gate;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.gate.Change;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.CombinedCheck;
import ml.lifecycle.gate.CustomCheck;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.FactCheck;
import ml.lifecycle.gate.Fairness;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.OverfitGap;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Recorded;
import ml.lifecycle.gate.Rows;
import ml.lifecycle.gate.SchemaCheck;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.gate.ValueCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.gate.WarnOnly;
import ml.lifecycle.gate.WorstGroup;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Judges evidence by a gate. */
public final class GateEvaluator {

    private GateEvaluator() {}

    /**
     * Judges evidence. The same gate and the same evidence always give the same report.
     *
     * @param gate the requirements
     * @param candidate what is judged
     * @param champion the champion's evidence on the same data, or {@code null} if there is no champion
     * @return the report: FAIL if a check fails, else INCONCLUSIVE if one is or if there is none, else PASS
     */
    public static GateReport evaluate(QualityGate gate, Evidence candidate, @Nullable Evidence champion) {
        Trial trial = new Trial(candidate, champion);
        List<CheckResult> results = gate.checks().stream().map(check -> judge(check, trial)).toList();
        return new GateReport(gate.name(), GateCodec.digest(gate), verdict(results), results,
                candidate.modelDigest().orElse(null), candidate.dataDigest().orElse(null), candidate.dataName())
                .notes(candidate.notes());
    }

    private static Verdict verdict(List<CheckResult> results) {
        return all(results.stream().filter(CheckResult::blocking).map(CheckResult::verdict).toList());
    }

    private static Verdict all(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return verdicts.isEmpty() || verdicts.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    private static Verdict any(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.PASS)) {
            return Verdict.PASS;
        }
        return verdicts.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.FAIL;
    }

    private static CheckResult judge(Check check, Trial trial) {
        if (check instanceof ThresholdCheck threshold) {
            return judge(threshold, trial);
        }
        if (check instanceof ChampionCheck comparison) {
            return new ChampionJudge(comparison, trial).judge();
        }
        if (check instanceof FactCheck fact) {
            return new FactJudge(fact).judge(trial.candidate());
        }
        if (check instanceof CombinedCheck combined) {
            return combine(combined, trial);
        }
        if (check instanceof ValueCheck values) {
            return new ValueJudge(values).judge(trial.candidate());
        }
        if (check instanceof SchemaCheck schema) {
            return new SchemaJudge(schema).judge(trial.candidate());
        }
        return check instanceof WarnOnly warning ? warn(warning, trial) : custom((CustomCheck) check, trial);
    }

    private static CheckResult combine(CombinedCheck check, Trial trial) {
        List<CheckResult> parts = check.checks().stream().map(part -> judge(part, trial)).toList();
        List<Verdict> verdicts = parts.stream().map(CheckResult::verdict).toList();
        boolean all = check.mode() == CombinedCheck.Mode.ALL;
        long passed = verdicts.stream().filter(verdict -> verdict == Verdict.PASS).count();
        String which = parts.stream().map(part -> Names.printable(part.requirement()) + ": " + part.verdict())
                .collect(Collectors.joining("; ", "", "."));
        return new CheckResult(check.describe(), all ? all(verdicts) : any(verdicts), Double.NaN, Double.NaN,
                Double.NaN, parts.stream().mapToLong(CheckResult::rows).max().orElse(0),
                passed + " of " + parts.size() + " pass, " + (all ? "all are" : "one is") + " required. " + which, true, parts);
    }

    private static CheckResult warn(WarnOnly check, Trial trial) {
        CheckResult result = judge(check.check(), trial);
        return new CheckResult(result.requirement(), result.verdict(), result.observed(), result.low(), result.high(),
                result.rows(), result.sentence(), false, result.parts());
    }

    private static CheckResult custom(CustomCheck check, Trial trial) {
        Verdict verdict = check.judge(trial.candidate());
        String sentence = switch (verdict) {
            case PASS -> "The custom check says yes.";
            case FAIL -> "The custom check says no.";
            case INCONCLUSIVE -> "Only the name of this custom check is known here: its code is not written down.";
        };
        return new CheckResult(check.describe(), verdict, Double.NaN, Double.NaN, Double.NaN, 0, sentence);
    }

    private static CheckResult judge(ThresholdCheck check, Trial trial) {
        if (check.measure() instanceof Drift drift) {
            return new DriftJudge(check, drift).judge(trial);
        }
        if (check.measure() instanceof WorstGroup groups) {
            return new WorstGroupJudge(check, groups).judge(trial);
        }
        return check.measure() instanceof Change change && new Pairing(trial, change.baseline()).isFirst()
                ? ChampionJudge.first(check.describe())
                : new ThresholdJudge(check, measure(check, trial)).judge();
    }

    private static Measured measure(ThresholdCheck check, Trial trial) {
        Measure measure = check.measure();
        Measuring measuring = new Measuring(trial, check.confidence());
        if (measure instanceof Metric metric) {
            return measuring.metric(metric);
        }
        if (measure instanceof Latency latency) {
            return measuring.latency(latency);
        }
        if (measure instanceof Throughput throughput) {
            return measuring.throughput(throughput);
        }
        if (measure instanceof OverfitGap gap) {
            return measuring.overfitGap(gap);
        }
        if (measure instanceof FairnessGap gap) {
            return GroupGap.measure(gap, trial, check.confidence(), check.minGroupSize());
        }
        if (measure instanceof Fairness fairness) {
            return RateGap.measure(fairness, trial, check.confidence(), check.minGroupSize());
        }
        if (measure instanceof Change change) {
            return measuring.change(change);
        }
        if (measure instanceof DataMeasure data) {
            return new DataMeasuring(data).of(trial);
        }
        return measure instanceof Rows ? measuring.rows() : measuring.recorded((Recorded) measure);
    }
}
