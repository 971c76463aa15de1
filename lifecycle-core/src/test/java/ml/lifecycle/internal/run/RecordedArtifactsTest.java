package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.ConflictException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories that runs keep. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedArtifactsTest extends RecordingFixture {

    @TempDir
    private Path directory;

    @Test
    void a_directory_is_kept_with_all_its_files() throws IOException {
        Files.createDirectories(directory.resolve("plots/deep"));
        Files.writeString(directory.resolve("a.txt"), "a");
        Files.writeString(directory.resolve("plots/deep/b.txt"), "bb");
        RunRecord record = iris.run("r", run -> run.artifact("out", directory));
        assertEquals(List.of("out/a.txt", "out/plots/deep/b.txt"), List.copyOf(record.artifacts().keySet()));
        assertEquals(2, record.artifacts().get("out/plots/deep/b.txt").size());
        assertTrue(experiments.referencedDigests().contains(Digests.of("bb")));
    }

    @Test
    void links_are_refused_and_nothing_is_kept() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "a");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("a.txt"));
        try (Run run = iris.start("r")) {
            assertThrows(RefusedException.class, () -> run.artifact("out", link));
            assertThrows(RefusedException.class, () -> run.artifact("out", directory));
            assertThrows(NotFoundException.class, () -> run.artifact("out", directory.resolve("absent")));
            assertTrue(run.record().artifacts().isEmpty());
            assertTrue(store.artifacts().digests().isEmpty());
        }
    }

    @Test
    void another_content_at_the_same_path_is_a_conflict() {
        try (Run run = iris.start("r")) {
            run.artifact("a", new byte[] {1}).artifact("a", new byte[] {1});
            assertThrows(ConflictException.class, () -> run.artifact("a", new byte[] {2}));
            assertEquals(Digests.of(new byte[] {1}), run.record().artifacts().get("a").digest());
        }
    }
}
