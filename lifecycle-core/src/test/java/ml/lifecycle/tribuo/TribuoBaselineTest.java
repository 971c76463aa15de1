package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.baseline.DummyRegressionTrainer;

/** What every other model has to beat, and boosting, are stored, served and reproduced too. */
class TribuoBaselineTest {

    private final Lifecycle lifecycle = Lifecycle.open("memory:baseline");
    private final Snapshot iris = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));
    private final Split labels = Split.stratified(iris, "species", 0.8, 7);
    private final Split numbers = Split.random(iris.table(), "petal_width", 0.8, 7).groups("species");

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private List<Prediction> served(RunRecord run, Split split) {
        assertEquals(Outcome.IDENTICAL, lifecycle.reproduce(run).outcome());
        return lifecycle.predictor("runs:/" + run.id() + "/model").predict(split.inputs(split.train()));
    }

    @Test
    void boosted_trees_are_kept() {
        RunRecord run = lifecycle.experiment("iris").run("boosted", it -> TribuoRun.of(it).train(Iris.boosted(), labels));
        assertTrue(run.metrics().get("accuracy") >= 0.9, run.metrics().toString());
        List<Prediction> answers = served(run, labels);
        long right = IntStream.range(0, answers.size())
                .filter(row -> answers.get(row).label().equals(labels.train().column("species").text(row))).count();
        assertTrue(right >= 0.95 * answers.size(), right + " of " + answers.size());
    }

    @Test
    void a_baseline_answers_always_the_same() {
        List<Supplier<Trainer<Label>>> trainers = List.of(DummyClassifierTrainer::createMostFrequentTrainer,
                () -> DummyClassifierTrainer.createConstantTrainer("virginica"));
        for (Supplier<Trainer<Label>> trainer : trainers) {
            RunRecord run = lifecycle.experiment("iris").run("base", it -> TribuoRun.of(it).train(trainer.get(), labels));
            assertEquals(1 / 3.0, run.metrics().get("accuracy"), 1e-12);
            assertEquals(1, served(run, labels).stream().map(Prediction::label).distinct().count());
        }
        double sum = 0;
        for (int row = 0; row < numbers.train().rows(); row++) {
            sum += numbers.train().column("petal_width").number(row);
        }
        RunRecord mean = lifecycle.experiment("iris").run("mean", it ->
                TribuoRun.of(it).regress(DummyRegressionTrainer.createMeanTrainer(), numbers));
        assertEquals(sum / numbers.train().rows(), served(mean, numbers).get(3).value(), 1e-9);
        assertTrue(mean.metrics().get("r2") <= 0, mean.metrics().toString());
    }

    @Test
    void a_baseline_that_answers_by_chance_is_refused() {
        List<Trainer<Label>> trainers = List.of(
                DummyClassifierTrainer.createUniformTrainer(1), DummyClassifierTrainer.createStratifiedTrainer(1));
        for (Trainer<Label> trainer : trainers) {
            assertRefused(() -> lifecycle.experiment("iris").run("chance", it -> TribuoRun.of(it).train(trainer, labels)));
        }
        Trainer<Regressor> gaussian = DummyRegressionTrainer.createGaussianTrainer(1);
        assertRefused(() -> lifecycle.experiment("iris").run("chance", it -> TribuoRun.of(it).regress(gaussian, numbers)));
    }

    private static void assertRefused(Runnable training) {
        String message = assertThrows(RefusedException.class, training::run).getMessage();
        assertTrue(message.contains("trainer.dummyType") && message.contains("by chance"), message);
    }
}
