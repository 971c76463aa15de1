package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees when a file of the store was damaged behind its back. */
class DamageTest {

    @TempDir
    Path directory;

    @BeforeEach
    void record_two_runs() {
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            for (String name : List.of("first", "second")) {
                lifecycle.experiment("iris").run(name, run -> {
                    run.param("name", name).tag("owner", "anna");
                    for (int step = 0; step < 100; step++) {
                        run.metric("loss", 1.0 / (step + 1), step);
                    }
                });
            }
        }
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("experiments"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().findFirst().orElseThrow();
        }
    }

    private void damage(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void a_damaged_event_leaves_the_other_runs_and_is_told() throws IOException {
        damage(file("0001.jsonl"), "\"end\"");
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            Experiment iris = lifecycle.experiment("iris");
            RunRecord second = iris.runs().where("name = 'second'").first().orElseThrow();
            assertEquals("second", second.params().get("name"));
            assertEquals(2, iris.runs().count());
            assertTrue(iris.runs().toString().contains("Damaged: 1 place in the log"), iris.runs().toString());
            assertTrue(iris.toString().contains("damaged   the log"), iris.toString());
            assertFalse(lifecycle.maintenance().verify().clean());
        }
    }

    @Test
    void damaged_points_are_not_shown_with_gaps() throws IOException {
        Path points;
        try (Stream<Path> files = Files.walk(directory.resolve("experiments"))) {
            points = files.filter(file -> file.getParent().getParent().endsWith("runs")).findFirst().orElseThrow();
        }
        damage(points, "loss");
        String damaged = points.getParent().getFileName().toString();
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            CorruptException refused = assertThrows(CorruptException.class, () -> lifecycle.points(damaged, "loss"));
            assertTrue(refused.getMessage().contains("would be shown with gaps"), refused.getMessage());
            assertEquals(0.01, lifecycle.run(damaged).metrics().get("loss"));
            String other = lifecycle.experiment("iris").runs().list().stream().map(RunRecord::id)
                    .filter(id -> !id.equals(damaged)).findFirst().orElseThrow();
            assertEquals(100, lifecycle.points(other, "loss").size());
        }
    }
}
