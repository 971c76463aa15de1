package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
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
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
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

    @Test
    void a_run_whose_end_was_damaged_says_that_its_status_may_be_wrong() throws IOException {
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            assertEquals("", lifecycle.experiment("iris").runs().list().get(0).note());
        }
        damage(file("0001.jsonl"), "\"end\"");
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            RunRecord first = lifecycle.experiment("iris").runs().where("name = 'first'").first().orElseThrow();
            assertEquals(RunStatus.INTERRUPTED, first.status());
            assertTrue(first.toString().contains("\n  damaged    the log of its experiment, so this run may have ended"),
                    first.toString());
            assertEquals(first.note(), lifecycle.run(first.id()).note());
            RunRecord second = lifecycle.experiment("iris").runs().where("name = 'second'").first().orElseThrow();
            assertTrue(second.note().contains("some of this run may be missing"), second.note());
        }
    }

    @Test
    void a_damaged_registry_is_told_once() throws IOException {
        QualityGate gate = QualityGate.named("release").require(accuracy().atLeast(0.9));
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            for (String alias : List.of("a", "b", "c")) {
                lifecycle.model("iris").protect(alias).through(gate).by("anna").because("rule").submit();
            }
        }
        try (Stream<Path> files = Files.walk(directory.resolve("models"))) {
            damage(files.filter(file -> file.endsWith("0001.jsonl")).findFirst().orElseThrow(), "\"because\":\"rule");
        }
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            assertThrows(CorruptException.class, () -> lifecycle.model("iris").history());
            assertEquals(1, lifecycle.maintenance().verify().damages().size(),
                    lifecycle.maintenance().verify().toString());
        }
    }

    @Test
    void a_deleted_artifact_is_lost_and_not_unknown() throws IOException {
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            String run = lifecycle.experiment("iris").run("notes", notes -> notes.artifact("n", "n".getBytes())).id();
            String digest = lifecycle.run(run).artifacts().get("n").digest();
            try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
                Files.delete(files.filter(file -> file.endsWith(digest)).findFirst().orElseThrow());
            }
            assertThrows(CorruptException.class, () -> lifecycle.artifact("runs:/" + run + "/n"));
            assertTrue(lifecycle.maintenance().verify().toString().contains("needed by runs:/" + run + "/n"));
        }
    }
}
