package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class MonitoringExerciseTest {

    @Test
    void longer_petals_call_for_a_new_training(@TempDir Path directory) throws Exception {
        String printed = Printed.by(() -> MonitoringExercise.main(directory.toString()));
        assertEquals(2, printed.split("== Time to train anew ==", -1).length, printed);
        assertTrue(printed.contains("Window 3 of runs:/"), printed);
        assertTrue(printed.contains("'petal_length'"), printed);
        printed.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            assertEquals(List.of("PASS", "PASS", "FAIL"), lifecycle.experiment("monitoring iris").runs()
                    .where("metrics.rows > 0").orderBy("name").list().stream().map(run -> run.tags().get("verdict")).toList());
        }
    }
}
