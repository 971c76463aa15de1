package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class PromotionPitfallsTest {

    @Test
    void each_pitfall_is_refused_for_its_own_reason(@TempDir Path directory) throws Exception {
        String printed = Printed.by(() -> PromotionPitfalls.main(directory.toString()));
        assertTrue(printed.contains("which the model was trained on"), printed);
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            List<RegistryEvent> events = lifecycle.model("churn").history("production").events();
            assertEquals(List.of(Kind.PROTECTED, Kind.PROMOTED, Kind.REFUSED, Kind.REFUSED),
                    events.stream().map(RegistryEvent::kind).toList());
            assertEquals(1, lifecycle.model("churn").at("production").number());
            assertEquals(Verdict.FAIL, verdict(events.get(2), "gap across region"));
            GateReport lucky = events.get(3).report();
            assertEquals(Verdict.INCONCLUSIVE, lucky.verdict());
            assertEquals(Verdict.INCONCLUSIVE, verdict(events.get(3), "better than the champion"));
        }
    }

    private static Verdict verdict(RegistryEvent event, String requirement) {
        return event.report().results().stream()
                .filter(result -> result.requirement().contains(requirement))
                .map(CheckResult::verdict).findFirst().orElseThrow();
    }
}
