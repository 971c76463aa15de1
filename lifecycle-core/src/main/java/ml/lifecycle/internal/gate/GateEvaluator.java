package ml.lifecycle.internal.gate;

import java.util.List;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.OverfitGap;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Recorded;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
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
                candidate.modelDigest().orElse(null), candidate.dataDigest().orElse(null), candidate.dataName());
    }

    private static Verdict verdict(List<CheckResult> results) {
        List<Verdict> verdicts = results.stream().map(CheckResult::verdict).toList();
        if (verdicts.contains(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return verdicts.isEmpty() || verdicts.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    private static CheckResult judge(Check check, Trial trial) {
        if (check instanceof ChampionCheck comparison) {
            return new ChampionJudge(comparison).judge(trial);
        }
        ThresholdCheck threshold = (ThresholdCheck) check;
        return threshold.measure() instanceof Drift drift
                ? new DriftJudge(threshold, drift).judge(trial)
                : new ThresholdJudge(threshold, measure(threshold, trial)).judge();
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
        if (measure instanceof OverfitGap gap) {
            return measuring.overfitGap(gap);
        }
        return measure instanceof FairnessGap gap
                ? GroupGap.measure(gap, trial, check.confidence(), check.minGroupSize())
                : measuring.recorded((Recorded) measure);
    }
}
