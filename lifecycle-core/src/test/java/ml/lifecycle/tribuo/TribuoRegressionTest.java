package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

class TribuoRegressionTest {

    private static final List<Supplier<Trainer<Regressor>>> TRAINERS = List.of(() -> new CARTRegressionTrainer(4),
            () -> new CARTJointRegressionTrainer(4), () -> Iris.regressionForest(5), () -> Iris.regressionNeighbours(3),
            Iris::linear);

    private final Lifecycle lifecycle = Lifecycle.open("memory:regression");
    private final Snapshot iris = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));
    private final Split split = Split.random(iris.table(), "petal_width", 0.8, 7).named(iris.toString()).groups("species");

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private RunRecord regress(Trainer<Regressor> trainer, Split parts) {
        return lifecycle.experiment("width").run("regress", run -> {
            TribuoRun.of(run).regress(trainer, parts);
        });
    }

    @Test
    void all_kinds_are_recorded_served_and_reproduced() {
        for (Supplier<Trainer<Regressor>> trainer : TRAINERS) {
            RunRecord run = regress(trainer.get(), split);
            String kind = run.params().get("algorithm");
            assertTrue(run.metrics().get("r2") > 0.8, kind + run.metrics());
            for (String metric : List.of("rmse", "mae", "r2", "train/rmse", "train/mae", "train/r2", "training_ms")) {
                assertTrue(run.metrics().containsKey(metric), kind + " " + metric);
            }
            assertTrue(run.metrics().get("importance/petal_length") > run.metrics().get("importance/sepal_width"), kind);
            assertFalse(run.artifacts().containsKey("confusion.txt"));

            Model<Regressor> bare = trainer.get().train(TribuoData.regression(split.train().without("species"), "petal_width"));
            assertEquals(TribuoDigest.of(bare), run.tags().get("model.digest"), kind);
            Predictor served = lifecycle.predictor("runs:/" + run.id() + "/model");
            assertEquals(Output.number("petal_width"), served.signature().output());
            List<Prediction> answers = served.predict(split.inputs(split.train()));
            var examples = TribuoData.regression(split.train().without("species"), "petal_width");
            for (int row = 0; row < answers.size(); row++) {
                double expected = bare.predict(List.of(examples.getExample(row))).get(0).getOutput().getValues()[0];
                assertEquals(expected, answers.get(row).value(), kind);
                assertEquals(Double.toString(expected), answers.get(row).label());
            }
            assertEquals(Outcome.IDENTICAL, lifecycle.reproduce(run).outcome(), kind);
        }
    }

    @Test
    void a_linear_model_tells_its_weights_with_the_largest_first() throws IOException {
        RunRecord run = regress(Iris.linear(), split);
        String told;
        try (InputStream content = lifecycle.artifact("runs:/" + run.id() + "/top_features.txt")) {
            told = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertTrue(told.startsWith("The weights of"), told);
        double[] weights = told.lines().filter(line -> line.startsWith("  "))
                .mapToDouble(line -> Math.abs(Double.parseDouble(line.strip().split(" +")[1]))).toArray();
        assertEquals(4, weights.length, told);
        for (int place = 1; place < weights.length; place++) {
            assertTrue(weights[place] <= weights[place - 1], told);
        }
    }

    @Test
    void the_metrics_are_those_of_the_answers_beside_the_truth() {
        RunRecord run = regress(new CARTRegressionTrainer(4), split);
        List<Prediction> answers = lifecycle.predictor("runs:/" + run.id() + "/model")
                .with(SignaturePolicy.strict().on(Kind.OUT_OF_RANGE, Reaction.ACCEPT)).predict(split.inputs(split.test()));
        double squares = 0;
        double distances = 0;
        for (int row = 0; row < answers.size(); row++) {
            double error = answers.get(row).value() - split.test().column("petal_width").number(row);
            squares += error * error;
            distances += Math.abs(error);
        }
        assertEquals(Math.sqrt(squares / answers.size()), run.metrics().get("rmse"), 1e-12);
        assertEquals(distances / answers.size(), run.metrics().get("mae"), 1e-12);
    }

    @Test
    void a_cross_validation_gives_mean_deviation_and_interval() {
        Folds folds = Folds.random(iris.table(), "petal_width", 5, 42).groups("species").named(iris.toString());
        RunRecord run = lifecycle.experiment("width").run("cart", it ->
                TribuoRun.of(it).crossValidateRegression(() -> new CARTRegressionTrainer(4), folds));
        double mean = lifecycle.runs().where("parent = '" + run.id() + "'").list().stream()
                .mapToDouble(fold -> fold.metrics().get("rmse")).average().orElseThrow();
        assertEquals(mean, run.metrics().get("rmse"), 1e-12);
        assertTrue(run.metrics().get("rmse/low") < mean && mean < run.metrics().get("rmse/high"));
        assertTrue(run.metrics().get("rmse/deviation") > 0);
    }

    @Test
    void a_search_takes_the_smallest_error() {
        Folds folds = Folds.random(iris.table(), "petal_width", 4, 42).groups("species").named(iris.toString());
        SearchResult<Regressor> result = TribuoSearch.regression(lifecycle.experiment("width"), "tune", folds)
                .grid("cart", set -> new CARTRegressionTrainer(set.whole("depth")), Param.of("depth", 1, 4))
                .grid("linear", set -> Iris.linear())
                .run();
        double least = lifecycle.runs().withNested().where("name like 'cart%' or name = 'linear'").list().stream()
                .mapToDouble(run -> run.metrics().get("rmse")).min().orElseThrow();
        assertEquals(least, result.best().metrics().get("rmse"));
        assertEquals(3, result.trained());
        assertTrue(result.toString().startsWith("rmse in 4 folds"), result.toString());
    }

    @Test
    void what_is_no_regression_is_refused() {
        Split species = Split.random(iris.table(), "species", 0.8, 7);
        assertTrue(assertThrows(RefusedException.class, () -> regress(new CARTRegressionTrainer(4), species)).getMessage()
                .contains("TribuoRun.train"));
        // Steps of this size make the weights grow beyond all numbers.
        Trainer<Regressor> wild = new LinearSGDTrainer(new SquaredLoss(), SGD.getSimpleSGD(10), 20, 42L);
        assertTrue(assertThrows(RefusedException.class, () -> regress(wild, split)).getMessage().contains("converge"));
        assertTrue(assertThrows(RefusedException.class, () -> regress(
                new LinearSGDTrainer(new SquaredLoss(), SGD.getSimpleSGD(0.1), 0, 42L), split)).getMessage().contains("epochs"));
    }

    @Test
    void classes_that_are_numbers_with_fractions_are_refused() {
        RefusedException refusal = assertThrows(RefusedException.class, () -> lifecycle.experiment("width")
                .run("classify", run -> TribuoRun.of(run).train(new CARTClassificationTrainer(4), split)));
        assertTrue(refusal.getMessage().contains("TribuoRun.regress"), refusal.getMessage());
        Table whole = Table.of(Map.of("x", List.of(1.5, 2.5, 3.5, 4.5), "y", List.of(0, 1, 0, 1)));
        assertEquals(2, TribuoData.classification(whole, "y").getOutputInfo().size());
    }

    @Test
    void a_signature_for_another_number_is_refused() {
        byte[] stored = Iris.stored(Iris.regressions().get("linear regression"));
        assertTrue(assertThrows(RefusedException.class, () -> new TribuoModelFormat().read(stored,
                new Signature(Iris.NUMBERS.inputs(), Output.number("width")))).getMessage()
                .contains("[sepal_length]"));
        assertTrue(assertThrows(RefusedException.class, () -> new TribuoModelFormat().read(stored, Iris.LABELS))
                .getMessage().contains("answers LABEL, but it answers NUMBER"));
    }

    @Test
    void models_of_different_settings_have_different_digests() {
        var data = TribuoData.regression(Iris.TABLE.without("species"), "petal_width");
        assertNotEquals(TribuoDigest.of(new CARTRegressionTrainer(2).train(data)),
                TribuoDigest.of(new CARTRegressionTrainer(3).train(data)));
    }
}
