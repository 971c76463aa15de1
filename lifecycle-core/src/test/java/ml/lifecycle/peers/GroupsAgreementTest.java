package ml.lifecycle.peers;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.mae;
import static ml.lifecycle.gate.Checks.recall;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fairness;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Differences and ratios between groups are those of fairlearn. */
class GroupsAgreementTest {

    private static final String GROUP = "group";

    private static Map<String, Measure> criteria() {
        Map<String, Measure> measures = new LinkedHashMap<>();
        for (Fairness.Criterion criterion : Fairness.Criterion.values()) {
            Fairness difference = new Fairness.Of(criterion, "c0").across(GROUP);
            String name = criterion.name().toLowerCase(Locale.ROOT);
            measures.put(name + "_difference", difference);
            measures.put(name + "_difference_to_overall", difference.toOverall());
            measures.put(name + "_ratio", difference.ratioOfRates());
            measures.put(name + "_ratio_to_overall", difference.ratioOfRates().toOverall());
        }
        return measures;
    }

    private static Map<String, Measure> gaps(String name, Metric metric) {
        FairnessGap gap = fairnessGap(metric).across(GROUP);
        return Map.of(name + "_gap", gap, name + "_gap_to_overall", gap.toOverall(),
                name + "_greatest", metric.perGroup(GROUP));
    }

    @Test
    @DisplayName("groups")
    void groups() {
        Answers.of("groups").compare(seed -> {
            Map<String, double[]> input = Inputs.of("groups", seed);
            Predictions labels = Predictions.ofCodes(Judged.names(input.get("classes")),
                    Judged.codes(input.get("truth")), Judged.codes(input.get("predicted")));
            Predictions numbers = Predictions.ofNumbers(input.get("truth"), input.get("predicted"));
            GroupColumn groups = GroupColumn.of(
                    Judged.texts(input.get("group")).stream().map(Objects::requireNonNull).toList());
            double[] weights = input.get("weights");
            Map<String, Double> values = Judged.values(Evidence.of(labels.group(GROUP, groups)), criteria());
            Evidence weighed = Evidence.of(Judged.weighed(labels.group(GROUP, groups), weights));
            values.putAll(Judged.values(weighed, gaps("accuracy", accuracy())));
            values.putAll(Judged.values(weighed, gaps("recall", recall("c0"))));
            values.putAll(Judged.values(
                    Evidence.of(Judged.weighed(numbers.group(GROUP, groups), weights)), gaps("mae", mae())));
            return values;
        });
    }
}
