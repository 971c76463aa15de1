package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.tribuo.TribuoReproduction.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class TribuoReproductionTest {

    private final Lifecycle lifecycle = Lifecycle.open("memory:reproduction");
    private final Snapshot iris = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));
    private final Split split = Split.stratified(iris, "species", 0.8, 7);

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private RunRecord train(Trainer<Label> trainer, Split parts) {
        return lifecycle.experiment("iris").run("train", run -> {
            TribuoRun.of(run).train(trainer, parts);
        });
    }

    private TribuoReproduction again(RunRecord run) {
        return TribuoReproduction.of(lifecycle, run.id());
    }

    @Test
    void all_four_kinds_are_reproduced_bit_for_bit() {
        List<Supplier<Trainer<Label>>> trainers = List.of(Iris::cart, () -> Iris.forest(10), () -> Iris.neighbours(5),
                () -> new CARTClassificationTrainer(4, 0.5f, 3L));
        for (Supplier<Trainer<Label>> trainer : trainers) {
            RunRecord run = train(trainer.get(), split);
            TribuoReproduction reproduction = again(run);
            assertEquals(Outcome.IDENTICAL, reproduction.outcome(), reproduction.toString());
            assertEquals(run.tags().get("model.digest"), reproduction.reproduced());
            assertTrue(reproduction.toString().contains("TribuoReproduction.of(lifecycle, \"" + run.id() + "\")"));
        }
        RunRecord clusters = lifecycle.experiment("iris").run("means", run -> {
            TribuoRun.of(run).cluster(Iris.means(), split);
        });
        assertEquals(Outcome.IDENTICAL, again(clusters).outcome());
    }

    @Test
    void every_kind_of_split_is_made_again(@TempDir Path directory) throws IOException {
        StringBuilder csv = new StringBuilder("x,at,who,site,y\n");
        for (int row = 0; row < 60; row++) {
            csv.append(row * 31 % 60).append(',').append(Instant.EPOCH.plusSeconds(row / 2 * 3_600L)).append(",p")
                    .append(row % 9).append(",s").append(row % 4).append(row % 2 == 0 ? ",a\n" : ",b\n");
        }
        Snapshot snapshot = lifecycle.data("visits").add(Files.writeString(directory.resolve("visits.csv"), csv));
        String name = snapshot.toString();
        for (Split parts : List.of(
                Split.grouped(snapshot.table(), "y", "who", 0.7, 3).named(name).groups("at", "site"),
                Split.byTime(snapshot.table(), "y", "at", 0.7).named(name).groups("who"),
                Split.random(snapshot.table(), "y", 0.7, 3).named(name).groups("at", "who", "site"))) {
            RunRecord run = train(Iris.cart(), parts);
            Split made = Split.recorded(lifecycle, run);
            assertEquals(parts.trainUse(), made.trainUse());
            assertEquals(parts.inputs(parts.train()).digest(), made.inputs(made.train()).digest());
            assertEquals(Outcome.IDENTICAL, again(run).outcome());
        }
    }

    /** A run that says of a model that another trainer made it, as no run of ours does. */
    private RunRecord forged(org.tribuo.Model<Label> model, Map<String, String> params, DataUse train) {
        return lifecycle.experiment("iris").run("forged", run -> {
            run.params(params);
            run.data(train);
            run.data(split.testUse());
            run.model("model", model, Iris.LABELS);
        });
    }

    @Test
    void another_model_is_found_to_be_equivalent_or_different() {
        var data = TribuoData.classification(split.train(), "species");
        var other = TribuoData.classification(split.test(), "species");
        TribuoReproduction different = again(forged(
                new CARTClassificationTrainer(5, 1f, 42L).train(other), split.params(), split.trainUse()));
        assertEquals(Outcome.DIFFERENT, different.outcome());
        assertTrue(different.difference().startsWith("Row "), different.difference());
        CARTClassificationTrainer used = new CARTClassificationTrainer(5, 0.5f, 42L);
        used.train(data);
        TribuoReproduction second = again(forged(used.train(data), split.params(), split.trainUse()));
        assertTrue(second.outcome() != Outcome.IDENTICAL && !second.difference().isEmpty(), second.toString());
    }

    @Test
    void other_data_is_told_before_anything_is_trained() {
        var model = Iris.cart().train(TribuoData.classification(split.train(), "species"));
        DataUse use = split.trainUse();
        RunRecord moved = forged(model, Split.stratified(iris, "species", 0.8, 8).params(), use);
        assertTrue(assertThrows(ConflictException.class, () -> again(moved)).getMessage().contains(use.digest()));
        RunRecord unnamed = forged(model, split.params(), new DataUse(DataRole.TRAIN, "by hand", use.digest(), 120));
        assertTrue(assertThrows(RefusedException.class, () -> again(unnamed)).getMessage().contains("by hand"));
        RunRecord unsplit = forged(model, Map.of(), use);
        assertTrue(assertThrows(RefusedException.class, () -> again(unsplit)).getMessage().contains("split.target"));
        RunRecord empty = lifecycle.experiment("iris").run("empty", run -> run.param("a", 1));
        assertTrue(assertThrows(RefusedException.class, () -> again(empty)).getMessage().contains("no model"));
    }
}
