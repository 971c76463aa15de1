package ml.lifecycle.samples;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.testkit.LabelledData;
import ml.lifecycle.tribuo.TribuoData;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.impl.ArrayExample;

/** The same assertions against Tribuo without a signature: they fail just where Tribuo answers what it should refuse. */
class BareTribuoTest {

    private static final Split SPLIT = IrisWithRegion.split();
    private static final LabelledData TEST = LabelledData.of(SPLIT.test(), "species");

    /** A model of Tribuo as an application would call it. */
    private record Bare(Model<Label> model, Signature signature) implements Predictor {

        @Override
        public Prediction predict(Map<String, ?> row) {
            ArrayExample<Label> example = new ArrayExample<>(new Label("unknown"));
            row.forEach((name, value) -> {
                if (value instanceof Number number) {
                    example.add(name, number.doubleValue());
                }
            });
            org.tribuo.Prediction<Label> answer = model.predict(example);
            Map<String, Double> scores = new LinkedHashMap<>();
            answer.getOutputScores().forEach((label, score) -> scores.put(label, score.getScore()));
            return new Prediction(answer.getOutput().getLabel(), Double.NaN, scores, List.of());
        }

        @Override
        public List<Prediction> predict(List<? extends Map<String, ?>> rows) {
            List<Prediction> answers = new ArrayList<>();
            rows.forEach(row -> answers.add(predict(row)));
            return answers;
        }

        @Override
        public List<Prediction> predict(Table table) {
            List<Prediction> answers = new ArrayList<>();
            for (int row = 0; row < table.rows(); row++) {
                answers.add(predict(table.row(row)));
            }
            return answers;
        }

        @Override
        public Predictor with(SignaturePolicy policy) {
            return this;
        }

        @Override
        public String source() {
            return "bare Tribuo";
        }

        @Override
        public String digest() {
            return "0".repeat(64);
        }
    }

    private static Predictor bare() {
        Table train = SPLIT.train().without("region");
        Model<Label> model = new CARTClassificationTrainer(5, 1f, 42).train(TribuoData.classification(train, "species"));
        Output output = Output.label("species", Signatures.levels(train.column("species")));
        return new Bare(model, Signatures.infer(train.without("species"), output));
    }

    @Test
    void quality_and_consistency_are_no_worse_without_a_signature() {
        assertThat(bare()).on(TEST).accuracy().isAtLeast(0.9)
                .fairnessGap("region").isAtMost(0.15)
                .predictsTheSame().everyTime().singleAndInBatch().inAnyOrder().inThreads(8);
    }

    @Test
    void invalid_input_is_answered_and_the_failure_names_each_kind() {
        AssertionFailedError failure =
                assertThrows(AssertionFailedError.class, () -> assertThat(bare()).refusesInvalidInput());
        String message = failure.getMessage();
        assertAll(
                () -> assertTrue(message.startsWith("Expected bare Tribuo to refuse every row that breaks its signature"), message),
                () -> assertTrue(message.contains("MISSING of \"sepal_length\" (absent) was answered with"), message),
                () -> assertTrue(message.contains("EXTRA of \"extra_column\""), message),
                () -> assertTrue(message.contains("WRONG_TYPE of \"sepal_length\" (\"not a number\") was answered"), message),
                () -> assertTrue(message.contains("NOT_A_NUMBER of \"sepal_length\" (Double.NaN)"), message),
                () -> assertTrue(message.contains("INFINITE of \"sepal_length\""), message),
                () -> assertTrue(message.contains("OUT_OF_RANGE of \"sepal_length\""), message));
    }

    @Test
    @Tag("slow") // a Java process is started
    void a_stored_model_refuses_and_answers_the_same_in_another_process(@TempDir Path store) {
        try (Lifecycle lifecycle = Lifecycle.open(store)) {
            RunRecord run = lifecycle.experiment("iris").run("cart",
                    it -> TribuoRun.of(it).train(new CARTClassificationTrainer(5, 1f, 42), SPLIT));
            lifecycle.model("iris").register(run, "model");
            Predictor model = lifecycle.predictor("models:/iris/1");
            assertThat(model).refusesInvalidInput()
                    .on(TEST).predictsTheSame().inAnotherProcess(store);
        }
    }
}
