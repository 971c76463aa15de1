package ml.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.core.MemoryStoreProvider;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostContentsTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x").between(0, 10));

    private final String location = "memory:lost-" + System.nanoTime();
    private final Lifecycle lifecycle = Lifecycle.open(location);
    private final RunRecord run = lifecycle.experiment("e").run("r",
            run -> run.model("model", new Stump(1), SIGNATURE).artifact("notes.md", "notes".getBytes()));

    /** As if somebody had deleted files of the store. */
    private void lose(String... digests) {
        try (LifecycleStore store = new MemoryStoreProvider().open(
                location, new StoreSettings(Durability.RUN, Clock.systemUTC()))) {
            assertEquals(digests.length,
                    store.artifacts().sweep(digest -> !Set.of(digests).contains(digest), Duration.ZERO).size());
        }
    }

    private static void assertLost(String what, org.junit.jupiter.api.function.Executable reading) {
        String message = assertThrows(CorruptException.class, reading).getMessage();
        assertTrue(message.startsWith("The content of " + what + " is lost"), message);
    }

    @Test
    void a_lost_model_is_corrupt_and_not_unknown() {
        lifecycle.model("m").register(run, "model");
        String digest = run.artifacts().get("model").digest();
        lose(digest);
        assertLost("the model models:/m/1", () -> lifecycle.predictor("models:/m/1"));
        assertLost("the model runs:/" + run.id() + "/model", () -> lifecycle.predictor("runs:/" + run.id() + "/model"));
        assertThrows(CorruptException.class, () -> lifecycle.model("m").register(run, "model"));
        assertEquals(List.of(new Damage("content " + digest, -1, -1, "is lost, and needed by models:/m/1; runs:/"
                + run.id() + "/model; restore it from a backup, or record the same content again")),
                lifecycle.maintenance().verify().damages());
        lifecycle.experiment("e").run("again", run -> run.model("model", new Stump(1), SIGNATURE));
        assertTrue(lifecycle.maintenance().verify().clean(), "the same content heals it");
        assertEquals("low", lifecycle.predictor("models:/m/1").predict(Map.of("x", 0)).label());
    }

    @Test
    void a_lost_artifact_is_corrupt_and_a_misspelt_one_not_found() {
        lose(run.artifacts().get("notes.md").digest());
        assertLost("the artifact 'notes.md' of run 'r' (" + run.id() + ")",
                () -> lifecycle.artifact("runs:/" + run.id() + "/notes.md"));
        assertThrows(NotFoundException.class, () -> lifecycle.artifact("runs:/" + run.id() + "/note.md"));
    }

    @Test
    void a_lost_snapshot_is_corrupt(@TempDir Path directory) throws Exception {
        Path csv = Files.writeString(directory.resolve("a.csv"), "x,y\n1,a\n2,b\n");
        Snapshot snapshot = lifecycle.data("d").add(csv);
        lose(snapshot.digest());
        assertLost("the snapshot " + snapshot, snapshot::table);
        assertLost("the snapshot " + snapshot, () -> lifecycle.data("d").snapshot(1).open());
        String what = lifecycle.maintenance().verify().damages().get(0).what();
        assertTrue(what.contains("needed by a snapshot of data"), what);
    }
}
