package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.Transformation;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.TransformedModel;
import org.tribuo.transform.transformations.BinningTransformation;
import org.tribuo.transform.transformations.LinearScalingTransformation;
import org.tribuo.transform.transformations.MeanStdDevTransformation;
import org.tribuo.transform.transformations.SimpleTransform;

/** What prepares the rows of training is part of the model: raw rows go in when it predicts. */
class PreparationTest {

    private final Lifecycle lifecycle = Lifecycle.open("memory:preparation");

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        lifecycle.close();
    }

    /** Height in metres and weight in grams: neighbours that are not scaled see the weight alone. Texts, and gaps. */
    private Snapshot people(boolean gaps) throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("height,weight,colour,y\n");
        for (int row = 0; row < 200; row++) {
            boolean tall = random.nextBoolean();
            boolean gap = gaps && row % 3 == 1;
            csv.append(gap ? "" : (tall ? 1.9 : 1.5) + random.nextGaussian() / 20).append(',')
                    .append(gaps && row % 9 == 2 ? "" : 70_000.5 + random.nextInt(20_000)).append(',')
                    .append(gaps && row % 3 == 0 ? "" : random.nextInt(3) == 0 ? "red" : "blue")
                    .append(tall ? ",tall\n" : ",short\n");
        }
        return lifecycle.data(gaps ? "gaps" : "people").add(Files.writeString(directory.resolve("people.csv"), csv));
    }

    private static Trainer<Label> scaled(Trainer<Label> inner, Transformation... numbers) {
        return new TransformTrainer<>(inner,
                new TransformationMap(Map.of("height|weight", List.of(numbers))));
    }

    private RunRecord train(Trainer<Label> trainer, Split split) {
        return lifecycle.experiment("people").run("train", run -> {
            TribuoRun.of(run).train(trainer, split);
        });
    }

    @Test
    void scaling_is_part_of_the_stored_model() throws IOException {
        Split split = Split.stratified(people(false), "y", 0.7, 1);
        RunRecord raw = train(Iris.neighbours(5), split);
        RunRecord run = train(scaled(Iris.neighbours(5), new MeanStdDevTransformation()), split);
        assertTrue(run.metrics().get("accuracy") > raw.metrics().get("accuracy") + 0.1, raw.metrics() + " " + run.metrics());
        assertEquals("MeanStdDevTransformation", run.params().get("trainer.transformations.featureTransformationList.0.list.0"),
                run.params().toString());

        // What serving answers for raw rows is what Tribuo answers for rows that are scaled by hand with what training saw.
        var data = TribuoData.classification(split.train(), "y");
        TransformedModel<Label> bare = (TransformedModel<Label>) scaled(Iris.neighbours(5), new MeanStdDevTransformation())
                .train(data);
        double[] heights = numbers(split.train(), "height");
        double mean = Arrays.stream(heights).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(heights).map(height -> (height - mean) * (height - mean)).sum()
                / (heights.length - 1));
        assertEquals((1.7 - mean) / deviation, bare.getTransformerMap().get("height").get(0).transform(1.7), 1e-9);
        Predictor served = lifecycle.predictor("runs:/" + run.id() + "/model");
        List<Prediction> answers = served.predict(split.inputs(split.train()));
        for (int row = 0; row < answers.size(); row++) {
            var example = bare.getTransformerMap().transformExample(data.getExample(row));
            assertEquals(bare.getInnerModel().predict(example).getOutput().getLabel(), answers.get(row).label());
        }
        assertEquals(Outcome.IDENTICAL, lifecycle.reproduce(run).outcome());
    }

    @Test
    void every_transformation_is_stored_reproduced_and_has_a_digest() throws IOException {
        Split split = Split.stratified(people(false), "y", 0.7, 1);
        for (Transformation transformation : List.of(new MeanStdDevTransformation(), new LinearScalingTransformation(0, 1),
                SimpleTransform.log(), SimpleTransform.mul(2), BinningTransformation.equalFrequency(4),
                BinningTransformation.equalWidth(4), BinningTransformation.stdDevs(2))) {
            RunRecord run = train(scaled(Iris.cart(), transformation), split);
            Reproduction again = lifecycle.reproduce(run);
            assertEquals(Outcome.IDENTICAL, again.outcome(), transformation + again.toString());
            assertEquals(run.tags().get("model.digest"), again.reproduced());
        }
    }

    @Test
    void gaps_are_filled_when_serving_as_in_training() throws IOException {
        Split split = Split.stratified(people(true), "y", 0.7, 1);
        assertTrue(assertThrows(RefusedException.class, () -> train(Iris.cart(), split)).getMessage()
                .contains("ImputeTrainer"));
        for (ImputeTrainer.Fill fill : ImputeTrainer.Fill.values()) {
            RunRecord run = train(new ImputeTrainer<>(
                    scaled(Iris.neighbours(5), new MeanStdDevTransformation()), fill), split);
            assertEquals(fill.toString(), run.params().get("trainer.fill"));
            assertTrue(run.metrics().get("accuracy") > 0.7, run.metrics().toString());
            Predictor served = lifecycle.predictor("runs:/" + run.id() + "/model");
            Table inputs = split.inputs(split.train());
            Map<String, Object> fills = fills(inputs, fill);
            for (int row = 0; row < inputs.rows(); row++) {
                Map<String, Object> filled = new HashMap<>(fills);
                filled.putAll(inputs.row(row));
                assertEquals(served.predict(filled), served.predict(inputs.row(row)));
            }
            assertEquals(Outcome.IDENTICAL, lifecycle.reproduce(run).outcome());
        }
    }

    private static double[] numbers(Table table, String column) {
        return IntStream.range(0, table.rows()).mapToDouble(table.column(column)::number).toArray();
    }

    private static Map<String, Object> fills(Table inputs, ImputeTrainer.Fill fill) {
        Map<String, Object> fills = new HashMap<>(Map.of("colour", "blue"));
        for (String column : List.of("height", "weight")) {
            double[] values = Arrays.stream(numbers(inputs, column)).filter(value -> !Double.isNaN(value)).sorted()
                    .toArray();
            fills.put(column, fill == ImputeTrainer.Fill.MEAN ? Arrays.stream(values).average().orElseThrow()
                    : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2);
        }
        return fills;
    }

    @Test
    void what_is_learnt_of_gaps_comes_from_the_rows_of_training_alone() throws IOException {
        Table table = people(true).table();
        Model<Label> all = new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEAN)
                .train(TribuoData.classification(table.without("y"), table.column("y"), true));
        Table some = table.select(IntStream.range(0, 100).toArray());
        Model<Label> half = new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEAN)
                .train(TribuoData.classification(some.without("y"), some.column("y"), true));
        assertNotEquals(((ImputedModel<Label>) all).fills(), ((ImputedModel<Label>) half).fills());
    }

    @Test
    void clusters_of_scaled_rows_have_their_distances() throws IOException {
        Split split = Split.stratified(people(true), "y", 0.7, 1);
        RunRecord run = lifecycle.experiment("people").run("means", it -> {
            TribuoRun.of(it).cluster(new ImputeTrainer<>(new TransformTrainer<>(Iris.means(), new TransformationMap(
                    Map.of("height|weight", List.of(new LinearScalingTransformation(0, 1))))), ImputeTrainer.Fill.MEDIAN),
                    split);
        });
        Prediction answer = lifecycle.predictor("runs:/" + run.id() + "/model").predict(split.inputs(split.train())).get(0);
        assertEquals(3, answer.scores().size());
        assertTrue(answer.scores().get(answer.label()) < 2, answer.scores().toString());
    }

    @Test
    void transformations_that_destroy_what_they_are_given_are_refused() throws IOException {
        Split split = Split.stratified(people(false), "y", 0.7, 1);
        Trainer<Label> all = new TransformTrainer<>(Iris.cart(), new TransformationMap(List.of(new MeanStdDevTransformation())));
        assertTrue(assertThrows(RefusedException.class, () -> train(all, split)).getMessage().contains("'colour' is TEXT"));
        Table constant = Table.of(Map.of("x", List.of(1.0, 1.0, 1.0, 1.0), "z", List.of(1.0, 2.0, 3.0, 4.0),
                "y", List.of("a", "b", "a", "b")));
        assertTrue(assertThrows(RefusedException.class, () -> train(all, Split.of(constant, constant, "y"))).getMessage()
                .contains("divides by 0"));
        Trainer<Label> sparse = new TransformTrainer<>(Iris.cart(),
                new TransformationMap(Map.of("height", List.<Transformation>of(new MeanStdDevTransformation()))), false, true);
        assertTrue(assertThrows(RefusedException.class, () -> train(sparse, split)).getMessage().contains("implicit zero"));
    }

    @Test
    void a_feature_that_a_named_transformation_would_destroy_is_refused_by_its_name() throws IOException {
        Split split = Split.stratified(people(false), "y", 0.7, 1);
        Map<String, Transformation> destroyed = Map.of("colour=red", new MeanStdDevTransformation(),
                "col.*", new MeanStdDevTransformation(), "same", new MeanStdDevTransformation(),
                "s.*", new MeanStdDevTransformation(), "negative", SimpleTransform.log(), "same|x", SimpleTransform.log());
        Table table = Table.of(Map.of("same", List.of(0.0, 0.0, 0.0, 0.0), "x", List.of(1.0, 2.0, 3.0, 4.0),
                "negative", List.of(1.0, -2.0, 3.0, 4.0), "y", List.of("a", "b", "a", "b")));
        destroyed.forEach((pattern, transformation) -> {
            RecordingRun run = new RecordingRun();
            Trainer<Label> trainer = new TransformTrainer<>(Iris.cart(),
                    new TransformationMap(Map.of(pattern, List.of(transformation))));
            RefusedException refusal = assertThrows(RefusedException.class, () -> TribuoRun.of(run).train(
                    new ImputeTrainer<>(trainer, ImputeTrainer.Fill.MEAN),
                    pattern.startsWith("col") ? split : Split.of(table, table, "y")), pattern);
            String feature = pattern.startsWith("col") ? "'colour=" : pattern.startsWith("s") ? "'same'" : "'negative'";
            assertTrue(refusal.getMessage().contains(feature), refusal.getMessage());
            assertTrue(run.params.isEmpty(), "nothing is recorded");
        });
        // The same columns, and nothing is lost.
        TribuoRun.of(new RecordingRun()).train(new TransformTrainer<>(Iris.cart(), new TransformationMap(
                Map.of("x", List.of(new MeanStdDevTransformation())))), Split.of(table, table, "y"));
    }

    /** Here neighbours tie in nearly every row: Tribuo itself answers a row otherwise alone than among others. */
    @Test
    void neighbours_that_tie_answer_a_row_alone_as_among_others_also_when_rows_are_prepared() {
        Random random = new Random(3);
        List<Object> x = new ArrayList<>();
        List<Object> z = new ArrayList<>();
        List<Object> y = new ArrayList<>();
        for (int row = 0; row < 80; row++) {
            x.add((double) random.nextInt(3));
            z.add((double) random.nextInt(3));
            y.add(List.of("a", "b", "c").get(random.nextInt(3)));
        }
        Table table = Table.of(Map.of("x", x, "z", z, "y", y));
        Split split = Split.of(table, table, "y");
        TransformationMap doubled = new TransformationMap(Map.of("x|z", List.of(SimpleTransform.mul(2))));
        List<Prediction> plain = served(Iris.neighbours(2), split).predict(split.inputs(table));
        for (Trainer<Label> trainer : List.<Trainer<Label>>of(new TransformTrainer<>(Iris.neighbours(2), doubled),
                new TransformTrainer<>(Iris.neighbours(2), doubled, true),
                new ImputeTrainer<>(new TransformTrainer<>(Iris.neighbours(2), doubled), ImputeTrainer.Fill.MEAN))) {
            Predictor served = served(trainer, split);
            List<Prediction> together = served.predict(split.inputs(table));
            for (int row = 0; row < together.size(); row++) {
                assertEquals(together.get(row), served.predict(split.inputs(table).row(row)));
                // To double all distances changes no neighbour.
                assertEquals(plain.get(row).label(), together.get(row).label());
            }
        }
    }

    private Predictor served(Trainer<Label> trainer, Split split) {
        return lifecycle.predictor("runs:/" + train(trainer, split).id() + "/model");
    }

    @Test
    void gaps_are_filled_by_the_outermost_trainer_only() throws IOException {
        Split split = Split.stratified(people(false), "y", 0.7, 1);
        Trainer<Label> inside = scaled(new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEAN),
                new MeanStdDevTransformation());
        assertTrue(assertThrows(RefusedException.class, () -> train(inside, split)).getMessage().contains("outermost"));
        Table hollow = Table.of(Map.of("x", Arrays.asList(1.0, null), "y", List.of("a", "b")));
        assertTrue(assertThrows(RefusedException.class, () -> train(new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEAN),
                Split.of(hollow, hollow, "y"))).getMessage().contains("Row 1 of the training data has no value in any"));
        Table empty = Table.of(Map.of("x", Arrays.asList(null, null), "z", List.of(1.0, 2.0), "y", List.of("a", "b")));
        assertThrows(RefusedException.class, () -> train(new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEAN),
                Split.of(empty, empty, "y")));
    }
}
