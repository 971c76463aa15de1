package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.Lifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment of old windows, of which a person deletes the directory. */
class RemovedExperimentTest {

    private static final int RUNS = 300;

    @TempDir
    Path directory;

    private static void runs(Lifecycle lifecycle, String experiment) {
        for (int run = 0; run < RUNS; run++) {
            byte[] content = (experiment + run).getBytes(StandardCharsets.UTF_8);
            lifecycle.experiment(experiment).run("window " + run, each -> each.artifact("report.json", content));
        }
        assertEquals(RUNS, lifecycle.experiment(experiment).runs().count());
    }

    private void delete(String experiment) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(directory.resolve("experiments"))) {
            found = all.filter(path -> path.getFileName().toString().startsWith(experiment)).toList();
        }
        assertEquals(1, found.size());
        try (Stream<Path> tree = Files.walk(found.get(0))) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private long blobs() throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve("blobs"))) {
            return tree.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void the_others_stay_whole_and_its_artifacts_are_garbage() throws IOException {
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            runs(lifecycle, "old");
            runs(lifecycle, "new");
        }
        delete("old");
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            assertEquals(List.of(), lifecycle.maintenance().verify().damages());
            assertTrue(lifecycle.maintenance().collectGarbage(Duration.ZERO) > 0);
            assertEquals(RUNS, blobs());
            assertEquals(RUNS, lifecycle.experiment("new").runs().count());
            assertEquals(RUNS, lifecycle.runs().count());
            lifecycle.experiment("new").run("later", run -> { });
            assertEquals(List.of(), lifecycle.maintenance().verify().damages());
        }
    }
}
