package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class IrisQuickstartTest {

    @Test
    void walks_the_whole_way_and_the_second_time_meets_its_champion(@TempDir Path directory) throws Exception {
        String first = run(directory);
        for (String step : List.of("== Q  Question", "== U  Understanding", "== A³ Algorithm", "== C  Conclude",
                "== K  Knowledge",
                "petal_length and petal_width correlate at 0.96.", "Gate iris data: PASS on iris v1", "Gate production: PASS", "is setosa", "is versicolor", "is virginica",
                "petal_lenght: extra; did you mean petal_length?", "PROMOTED production v1 by anna")) {
            assertTrue(first.contains(step), step + " is missing in:\n" + first);
        }
        assertFits(first, directory);

        String second = run(directory);
        assertTrue(second.contains("PROMOTED production v1 -> v2 by anna"), second);
        assertFits(second, directory);
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            assertEquals(List.of(Kind.PROTECTED, Kind.PROMOTED, Kind.PROMOTED),
                    lifecycle.model("iris-classifier").history("production").events().stream()
                            .map(RegistryEvent::kind).toList());
            assertEquals(1, lifecycle.data("iris").snapshots().size());
            assertTrue(lifecycle.maintenance().verify().clean());
        }
    }

    private static void assertFits(String printed, Path directory) {
        printed.lines().filter(line -> !line.equals(directory.toString()))
                .forEach(line -> assertTrue(line.length() <= 80, "too wide: " + line));
    }

    private static String run(Path directory) throws Exception {
        return Printed.by(() -> IrisQuickstart.main(directory.toString()));
    }
}
