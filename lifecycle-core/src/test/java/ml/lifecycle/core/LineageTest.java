package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

    private static final Path IRIS = Path.of("src/test/resources/iris.csv");
    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x").between(0, 10));

    private final String place = "memory:lineage-" + System.nanoTime();
    private final Lifecycle lifecycle = Lifecycle.open(place);

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private RunRecord run(String experiment, String name, DataUse... uses) {
        return lifecycle.experiment(experiment).run(name, run -> {
            List.of(uses).forEach(run::data);
            run.model("model", new Stump(1), SIGNATURE);
        });
    }

    private static List<String> names(Lineage lineage) {
        return lineage.runs().stream().map(RunRecord::name).toList();
    }

    @Test
    void the_same_content_is_found_under_all_its_names() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        Snapshot copy = lifecycle.data("copy").add(Table.ofRows(
                IntStream.range(0, 150).mapToObj(iris.table()::row).toList()));
        Split split = Split.stratified(iris, "species", 0.8, 7);
        RunRecord parts = run("trees", "parts", split.trainUse(), split.testUse());
        RunRecord whole = run("neighbours", "whole", new DataUse(DataRole.TRAIN, "all of it", copy.table()));
        run("trees", "other", new DataUse(DataRole.TRAIN, "iris v1", "a".repeat(64), 150));
        ModelVersion version = lifecycle.model("flowers").register(parts, "model");

        try (Lifecycle elsewhere = Lifecycle.open(place)) {
            for (Snapshot snapshot : List.of(iris, copy, elsewhere.data("copy").latest())) {
                Lineage lineage = elsewhere.lineage(snapshot);
                assertEquals(List.of("whole", "parts"), names(lineage));
                assertEquals(List.of(version), lineage.versions());
                assertEquals(List.of("copy v1", "iris v1"),
                        lineage.snapshots().stream().map(Object::toString).toList());
                assertEquals(List.of(DataRole.TRAIN, DataRole.TRAIN, DataRole.TEST),
                        lineage.links().stream().map(link -> link.use().role()).toList());
            }
            Lineage made = elsewhere.lineage(version);
            assertEquals(List.of("iris v1, 80 % train", "iris v1, 20 % test"),
                    made.links().stream().map(link -> link.use().name()).toList());
            assertEquals(2, made.snapshots().size());
            assertEquals(parts.id(), Objects.requireNonNull(made.links().get(0).run()).id());
            assertEquals(List.of(version), elsewhere.lineage(parts).versions());
            assertEquals(List.of(), elsewhere.lineage(whole).versions());
        }
    }

    @Test
    void a_part_of_a_part_comes_from_the_whole() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        Table part = iris.table().without("species").select(3, 4, 5).select(0, 2).without("petal_width");
        run("parts", "part", new DataUse(DataRole.TEST, "two rows", part));
        assertEquals(List.of("part"), names(lifecycle.lineage(iris)));
        assertEquals(iris.tableDigest(), part.source());
    }

    @Test
    void a_part_that_was_added_as_a_snapshot_comes_from_the_whole_still() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        Snapshot features = lifecycle.data("features").add(iris.table().without("petal_width"));
        Snapshot few = lifecycle.data("few").add(features.table().select(0, 60, 120));
        Split split = Split.stratified(features, "species", 0.8, 7);
        RunRecord part = run("trees", "part", split.trainUse());
        RunRecord third = run("trees", "part of a part", new DataUse(DataRole.TRAIN, few.toString(), few.table()));

        try (Lifecycle elsewhere = Lifecycle.open(place)) {
            assertEquals(List.of("part", "part of a part"), names(elsewhere.lineage(iris)));
            assertEquals(List.of("part", "part of a part"), names(elsewhere.lineage(features)));
            assertEquals(List.of("part of a part"), names(elsewhere.lineage(few)));
            assertEquals("[features v1, iris v1]", elsewhere.lineage(part).snapshots().toString());
            assertEquals("[few v1, features v1, iris v1]", elsewhere.lineage(third).snapshots().toString());
        }
    }

    @Test
    void one_part_of_two_tables_comes_from_both_and_tables_may_be_parts_of_each_other() {
        Snapshot first = lifecycle.data("raw").add(Table.ofRows(
                List.of(Map.of("id", 1, "x", 1.5), Map.of("id", 2, "x", 2.5))));
        Snapshot second = lifecycle.data("raw").add(Table.ofRows(
                List.of(Map.of("id", 8, "x", 1.5), Map.of("id", 9, "x", 2.5))));
        Snapshot features = lifecycle.data("features").add(first.table().without("id"));
        assertEquals(1, lifecycle.data("features").add(second.table().without("id")).number());
        Snapshot turned = lifecycle.data("features").add(features.table().select(1, 0));
        lifecycle.data("features").add(turned.table().select(1, 0));
        lifecycle.experiment("x").run("x", run -> run.data(turned, DataRole.TRAIN));
        for (Snapshot each : List.of(first, second, features, turned)) {
            assertEquals(List.of("x"), names(lifecycle.lineage(each)));
        }
        assertEquals(2, lifecycle.data("features").snapshots().size());
    }

    @Test
    void a_run_that_goes_on_is_found_and_one_that_used_data_twice_is_one_run() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        lifecycle.experiment("open").run("going on", run -> {
            run.data(iris, DataRole.TRAIN);
            run.data(iris, DataRole.VALIDATION);
            Lineage lineage = lifecycle.lineage(iris);
            assertEquals(2, lineage.links().size());
            assertEquals(List.of("going on"), names(lineage));
        });
    }

    @Test
    void a_directory_has_lineage_too(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("1.png"), "meow");
        Snapshot images = lifecycle.data("images").add(directory);
        lifecycle.experiment("cats").run("net", run -> run.data(images, DataRole.TRAIN));
        Lineage lineage = lifecycle.lineage(images);
        assertEquals(List.of("net"), names(lineage));
        assertEquals(-1, lineage.links().get(0).use().rows());
    }

    @Test
    void a_version_whose_run_is_elsewhere_still_says_its_data() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        RunRecord run = run("trees", "parts", new DataUse(DataRole.TRAIN, "iris v1", iris.table()));
        lifecycle.model("flowers").register(run, "model");
        try (Lifecycle other = Lifecycle.open(place + "-other")) {
            Snapshot same = other.data("same").add(IRIS);
            copyModels(place, place + "-other");
            Lineage lineage = other.lineage(same);
            assertEquals(1, lineage.versions().size());
            assertNull(lineage.links().get(0).run());
            assertTrue(other.lineage(lineage.versions().get(0)).runs().isEmpty());
        }
    }

    /** As when somebody takes the models of a store along, and not the experiments. */
    private static void copyModels(String from, String to) {
        StoreSettings settings = new StoreSettings(Durability.RUN, Clock.systemUTC());
        try (LifecycleStore source = new MemoryStoreProvider().open(from, settings);
                LifecycleStore target = new MemoryStoreProvider().open(to, settings)) {
            for (String key : source.logs().keys(LogKind.MODEL)) {
                LogId log = new LogId(LogKind.MODEL, key);
                source.logs().read(log, 0, (sequence, buffer, offset, length) -> target.logs().append(
                        log, Arrays.copyOfRange(buffer, offset, offset + length), EventLogs.ANY, Commit.WRITTEN));
            }
        }
    }

    @Test
    void it_prints_who_added_the_data() {
        Snapshot iris = lifecycle.data("iris").by("anna").add(IRIS);
        lifecycle.data("copy").by("an import").add(Table.ofRows(IntStream.range(0, 150).mapToObj(iris.table()::row).toList()));
        RunRecord run = run("trees", "cart", new DataUse(DataRole.TRAIN, "iris v1", iris.table()));
        assertEquals(String.join("\n",
                "cart",
                "  role   data     snapshot          added by         experiment",
                "  train  iris v1  copy v1, iris v1  an import, anna  trees"),
                lifecycle.lineage(run).toString());
    }

    @Test
    void it_prints_what_differs() {
        Snapshot iris = lifecycle.data("iris").add(IRIS);
        assertEquals("iris v1: no use of data is recorded", lifecycle.lineage(iris).toString());
        Split split = Split.stratified(iris, "species", 0.8, 7);
        RunRecord run = run("trees", "cart", split.trainUse(), split.testUse());
        ModelVersion version = lifecycle.model("flowers").register(run, "model");
        run("trees", "x", new DataUse(DataRole.VALIDATION, "x".repeat(60), iris.table()));
        assertEquals(String.join("\n",
                "iris v1",
                "  role        data                    experiment  run   model",
                "  train       iris v1, 80 % train     trees       cart  flowers v1",
                "  test        iris v1, 20 % test      trees       cart  flowers v1",
                "  validation  xxxxxxxxxxxxxxxxxxxxx…  trees       x"),
                lifecycle.lineage(iris).toString());
        assertEquals(String.join("\n",
                "flowers v1",
                "  role   data                 snapshot  experiment  run",
                "  train  iris v1, 80 % train  iris v1   trees       cart",
                "  test   iris v1, 20 % test   iris v1   trees       cart"),
                lifecycle.lineage(version).toString());
    }
}
