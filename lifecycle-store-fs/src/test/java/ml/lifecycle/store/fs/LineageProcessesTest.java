package ml.lifecycle.store.fs;

import static ml.lifecycle.gate.Checks.accuracy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.testkit.fault.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process adds data and trains, another promotes, a third asks where it all came from. */
class LineageProcessesTest {

    /** Adds a table and trains on a part of it, and on other data. */
    static final class Trainer {

        public static void main(String... args) {
            JavaProcess.endAfterMinutes();
            try (Lifecycle lifecycle = Lifecycle.open(args[0])) {
                Snapshot rows = lifecycle.data("rows").by("anna").add(table(0));
                Table train = rows.table().select(IntStream.range(0, 30).toArray());
                JavaProcess.say(train(lifecycle, "a part", new DataUse(DataRole.TRAIN, "30 rows", train)));
                train(lifecycle, "other data", new DataUse(DataRole.TRAIN, "others", table(1)));
            }
        }

        private static String train(Lifecycle lifecycle, String name, DataUse use) {
            return lifecycle.experiment("answers").run(name, run -> run.data(use).model("model", "yes",
                    Signature.of(Output.label("answer", List.of("yes")), Column.number("x")))).id();
        }
    }

    /** Registers and promotes. */
    static final class Promoter {

        public static void main(String... args) {
            JavaProcess.endAfterMinutes();
            try (Lifecycle lifecycle = Lifecycle.open(args[0])) {
                RegisteredModel model = lifecycle.model("answer");
                ModelVersion version = model.register(lifecycle.run(args[1]), "model");
                model.promote(version).to("production")
                        .through(QualityGate.named("release").require(accuracy().atLeast(0.5)))
                        .evaluatedBy(any -> Evidence.of(Predictions.ofLabels(List.of("yes", "yes"), List.of("yes", "yes")))
                                .data("test", "d".repeat(64)))
                        .by("ben").because("trial").submit().orThrow();
                JavaProcess.say(version.model() + " v" + version.number());
            }
        }
    }

    private static Table table(int from) {
        return Table.ofRows(IntStream.range(from, from + 40).mapToObj(x -> Map.<String, Object>of("x", x + 0.5)).toList());
    }

    private static String said(Class<?> process, String... arguments) throws IOException {
        try (JavaProcess started = JavaProcess.start(process, arguments)) {
            List<String> lines = started.join();
            assertEquals(1, lines.size(), lines::toString);
            return lines.get(0);
        }
    }

    @Test
    void each_finds_the_others_from_whatever_is_asked_about(@TempDir Path directory) throws IOException {
        String run = said(Trainer.class, directory.toString());
        assertEquals("answer v1", said(Promoter.class, directory.toString(), run));
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            Snapshot snapshot = lifecycle.data("rows").latest();
            ModelVersion version = lifecycle.model("answer").at("production");
            for (Lineage lineage : List.of(lifecycle.lineage(snapshot), lifecycle.lineage(lifecycle.run(run)),
                    lifecycle.lineage(version))) {
                assertEquals(List.of("rows v1"), lineage.snapshots().stream().map(Object::toString).toList());
                assertEquals(List.of(run), lineage.runs().stream().map(RunRecord::id).toList());
                assertEquals(List.of(version), lineage.versions());
                assertTrue(lineage.toString().contains("anna"), lineage.toString());
            }
        }
    }
}
