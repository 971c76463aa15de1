package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class TuneAndReproduceTest {

    @Test
    void the_winner_is_registered_and_is_the_same_when_a_second_process_trains_it(@TempDir Path directory)
            throws Exception {
        String first = Printed.by(() -> TuneAndReproduce.main(directory.toString()));
        assertEquals(2, count(first, "in a second process: IDENTICAL"), first);
        assertEquals(2, count(first, "trained 9 candidates"), first);
        assertEquals(2, count(first, "1 row of the "), first);
        assertEquals(2, count(first, "the nearest row with another answer is row "), first);
        assertEquals(3, count(first, "the answer would be "), first); // two other cultivars, one other diagnosis
        assertEquals(2, count(first, "k-means: NMI "), first);
        assertEquals(2, first.lines().filter(line -> line.endsWith(", 0 empty clusters")).count(), first);
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            for (String name : List.of("wine", "breast-cancer")) {
                assertEquals(1, lifecycle.model(name).versions().size());
                Split split = Split.stratified(lifecycle.data(name).latest(),
                        name.equals("wine") ? "cultivar" : "diagnosis", 0.8, 42);
                QualityGate gate = QualityGate.named("kpi").require(Checks.accuracy().atLeast(0.85));
                assertEquals(Verdict.PASS, gate.evaluate(
                        ModelEvidence.of(lifecycle.predictor("models:/" + name + "/1"), split)).verdict());
            }
        }

        String second = Printed.by(() -> TuneAndReproduce.main(directory.toString()));
        assertEquals(2, count(second, "trained 0 candidates"), second);
        assertEquals(2, count(second, "in a second process: IDENTICAL"), second);
        assertTrue(second.contains("(found)"), second);
    }

    private static long count(String printed, String text) {
        return printed.lines().filter(line -> line.startsWith(text)).count();
    }
}
