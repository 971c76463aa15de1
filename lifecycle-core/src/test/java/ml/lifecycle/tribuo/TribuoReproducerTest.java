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
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.Entropy;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

class TribuoReproducerTest {

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

    private Reproduction again(RunRecord run) {
        return lifecycle.reproduce(run);
    }

    @Test
    void all_four_kinds_are_reproduced_bit_for_bit() {
        List<Supplier<Trainer<Label>>> trainers = List.of(Iris::cart, () -> Iris.forest(10), () -> Iris.neighbours(5),
                () -> new CARTClassificationTrainer(4, 0.5f, 3L));
        for (Supplier<Trainer<Label>> trainer : trainers) {
            RunRecord run = train(trainer.get(), split);
            Reproduction reproduction = again(run);
            assertEquals(Outcome.IDENTICAL, reproduction.outcome(), reproduction.toString());
            assertEquals(run.tags().get("model.digest"), reproduction.reproduced());
            assertTrue(reproduction.toString().contains("lifecycle.reproduce(lifecycle.run(\"" + run.id() + "\"))"));
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

    @Test
    void a_table_that_nobody_named_is_found_by_its_digest_as_soon_as_it_is_added() {
        Table table = Table.of(Map.of("x", List.of(1.5, 2.5, 3.5, 4.5, 5.5), "y", List.of("a", "b", "a", "b", "a")));
        RunRecord run = train(Iris.cart(), Split.random(table, "y", 0.6, 3));
        RunRecord fold = train(Iris.cart(), Folds.random(Split.random(table, "y", 0.8, 3), 2, 4).splits().get(1));
        String message = assertThrows(RefusedException.class, () -> again(run)).getMessage();
        assertTrue(message.contains("is called 'data, 60 % train', which names no snapshot, and no snapshot has the table that"
                + " was split (digest " + table.digest() + "). Add that table by lifecycle.data(name).add(table)"), message);
        lifecycle.data("too late?").add(table);
        assertEquals(Outcome.IDENTICAL, again(run).outcome());
        assertEquals(Outcome.IDENTICAL, again(fold).outcome());
        RunRecord misnamed = train(Iris.cart(), Split.random(table, "y", 0.6, 3).named("elsewhere v7"));
        assertEquals(Outcome.IDENTICAL, again(misnamed).outcome());
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
        Reproduction different = again(forged(
                new CARTClassificationTrainer(5, 1f, 42L).train(other), split.params(), split.trainUse()));
        assertEquals(Outcome.DIFFERENT, different.outcome());
        assertTrue(different.difference().startsWith("Row "), different.difference());
        CARTClassificationTrainer used = new CARTClassificationTrainer(5, 0.5f, 42L);
        used.train(data);
        Reproduction second = again(forged(used.train(data), split.params(), split.trainUse()));
        assertTrue(second.outcome() != Outcome.IDENTICAL && !second.difference().isEmpty(), second.toString());
    }

    /** Depth does not matter to a tree that ends before, but the impurity that its nodes keep does to its digest. */
    @Test
    void a_model_with_the_same_answers_is_equivalent() {
        Table table = Table.of(Map.of("x", List.of(1.5, 2.5, 3.5, 4.5), "y", List.of("a", "a", "b", "b")));
        Split parts = Split.of(table, table, "y");
        Signature signature = Signatures.infer(table.without("y"), Output.label("y", List.of("a", "b")));
        LoadedModel stored = new TribuoModelFormat().read(Iris.stored(new CARTClassificationTrainer(
                5, 1f, 0f, 1f, false, new Entropy(), 42L).train(TribuoData.classification(table, "y"))), signature);
        Trained<Label> again = Trained.of(Training.of(new LabelTask(),
                new CARTClassificationTrainer(5, 1f, 0f, 1f, false, new GiniIndex(), 42L), parts));
        Reproduction reproduction = ModelReproduction.compare("r", stored, again, parts);
        assertEquals(Outcome.EQUIVALENT, reproduction.outcome(), reproduction.toString());
        assertEquals("The answers are the same; trainer.impurity was Entropy and is GiniIndex.", reproduction.difference());
    }

    @Test
    void each_fold_of_a_cross_validation_and_a_search_is_reproduced() {
        Folds folds = Folds.stratified(split, 3, 5);
        RunRecord crossed = lifecycle.experiment("iris").run("crossed", run ->
                TribuoRun.of(run).crossValidate(() -> Iris.forest(5), folds));
        assertEquals(Outcome.IDENTICAL, again(crossed).outcome());
        assertEquals(Outcome.IDENTICAL, again(lifecycle.runs().withNested().where("name = 'fold 2'").list().get(0)).outcome());

        SearchResult<Label> result = TribuoSearch.in(lifecycle.experiment("iris"), "tune", folds)
                .grid("cart", set -> new CARTClassificationTrainer(set.whole("depth"), 1f, 1L), Param.of("depth", 1, 3)).run();
        assertEquals(Outcome.IDENTICAL, again(result.best()).outcome());
        RunRecord search = lifecycle.runs().where("name = 'tune'").list().get(0);
        Reproduction all = again(search);
        assertEquals(Outcome.IDENTICAL, all.outcome(), all.toString());
        assertEquals(all.recorded(), all.reproduced());
    }

    @Test
    void folds_of_numbers_are_reproduced_by_every_method(@TempDir Path directory) throws IOException {
        StringBuilder csv = new StringBuilder("x,at,who,y\n");
        for (int row = 0; row < 60; row++) {
            csv.append(row * 31 % 60 / 7.0).append(',').append(Instant.EPOCH.plusSeconds(row * 3_600L)).append(",p")
                    .append(row % 9).append(',').append(row / 3.5).append('\n');
        }
        Snapshot snapshot = lifecycle.data("numbers").add(Files.writeString(directory.resolve("numbers.csv"), csv));
        for (Folds folds : List.of(Folds.random(snapshot.table(), "y", 3, 1).groups("at", "who"),
                Folds.grouped(snapshot.table(), "y", "who", 3, 1).groups("at"),
                Folds.byTime(snapshot.table(), "y", "at", 3).groups("who"))) {
            RunRecord run = lifecycle.experiment("numbers").run("crossed", it -> TribuoRun.of(it)
                    .crossValidateRegression(() -> new CARTRegressionTrainer(3), folds.named(snapshot.toString())));
            assertEquals(Outcome.IDENTICAL, again(run).outcome(), folds.toString());
        }
    }

    /** A fold that says of its model what no run of ours says. */
    @Test
    void a_fold_whose_metrics_differ_is_different_and_one_whose_digest_does_is_equivalent() {
        Folds folds = Folds.stratified(iris.table(), "species", 3, 5).named(iris.toString());
        Split first = folds.splits().get(0);
        Trained<Label> trained = Trained.of(Training.of(new LabelTask(), Iris.cart(), first));
        Map<String, Double> scores = CrossValidation.scores(trained, first);
        for (double wrong : new double[] {0, 0.5}) {
            RunRecord parent = lifecycle.experiment("iris").run("forged", run -> {
                run.artifact(RecordedTrainer.ARTIFACT, RecordedTrainer.bytes(Iris.cart()));
                run.run("fold 1", fold -> {
                    fold.param("fold", 1);
                    fold.params(first.params());
                    fold.data(first.trainUse());
                    fold.data(first.testUse());
                    scores.forEach((name, value) -> fold.metric(name, value - wrong));
                    fold.tag("model.digest", "0".repeat(64));
                });
            });
            Reproduction reproduction = again(parent);
            assertEquals(wrong == 0 ? Outcome.EQUIVALENT : Outcome.DIFFERENT, reproduction.outcome());
            assertTrue(reproduction.difference().contains("old 'fold 1'"), reproduction.difference());
        }
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
        assertTrue(assertThrows(RefusedException.class, () -> again(empty)).getMessage().contains("did not record how"));
        RunRecord searched = lifecycle.experiment("iris").run("killed", run -> run.param(SearchFlow.METRIC, "accuracy"));
        assertTrue(assertThrows(RefusedException.class, () -> again(searched)).getMessage().contains("no fold that finished"));
    }
}
