package ml.lifecycle.samples;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static ml.lifecycle.testkit.LifecycleAssertions.row;

import java.time.Duration;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.testkit.LabelledData;
import ml.lifecycle.testkit.junit.LifecycleTest;
import ml.lifecycle.testkit.junit.ModelUnderTest;
import ml.lifecycle.tribuo.TribuoData;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

/** What there is to ask of a model, an assertion each; the model is evaluated once for all of them. */
@LifecycleTest
class IrisTwentyAssertionsTest {

    private static final String MODEL = "models:/iris-classifier/1";
    private static final Split SPLIT = IrisWithRegion.split();
    private static final LabelledData TEST =
            LabelledData.of(SPLIT.test(), "species").named("iris, test part").trainedOn(SPLIT.train());

    @BeforeAll
    static void train_and_register(Lifecycle lifecycle) {
        RunRecord run = lifecycle.experiment("iris").run("cart", it -> TribuoRun.of(it).train(trainer(), SPLIT));
        lifecycle.model("iris-classifier").register(run, "model");
    }

    private static CARTClassificationTrainer trainer() {
        return new CARTClassificationTrainer(5, 1f, 42);
    }

    private static Model<Label> train() {
        return trainer().train(TribuoData.classification(SPLIT.train().without("region"), "species"));
    }

    @Test
    void schema(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(SPLIT.train().without("region")).matches(model.signature());
    }

    @Test
    void nothing_missing() {
        assertThat(TEST.table()).hasNoMissing();
    }

    @Test
    void plausible_petals() {
        assertThat(TEST.table()).column("petal_length").isBetween(0.1, 10);
    }

    @Test
    void accuracy(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).accuracy().isAtLeast(0.9);
    }

    @Test
    void accuracy_with_confidence(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).accuracy().withConfidence(0.95).isAtLeast(0.8);
    }

    @Test
    void accuracy_of_one_region(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).where("region", "north").accuracy().isAtLeast(0.85);
    }

    @Test
    void balanced_accuracy(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).balancedAccuracy().isAtLeast(0.9);
    }

    @Test
    void macro_f1(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).macroF1().isAtLeast(0.9);
    }

    @Test
    void macro_f1_with_confidence(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).macroF1().withConfidence(0.95).isAtLeast(0.8);
    }

    @Test
    void recall_of_setosa(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).recall("setosa").isAtLeast(0.99);
    }

    @Test
    void fairness(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).fairnessGap("region").isAtMost(0.15);
    }

    @Test
    void overfitting(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).measure(Checks.overfitGap(Checks.accuracy())).isAtMost(0.1);
    }

    @Test
    void better_than_guessing(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).isBetterThanTrivial();
    }

    @Test
    void latency(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).latencyP99().isAtMost(Duration.ofMillis(500));
    }

    @Test
    void consistency(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).predictsTheSame().everyTime().singleAndInBatch().inAnyOrder();
    }

    @Test
    void many_threads(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).predictsTheSame().inThreads(8);
    }

    @Test
    void invalid_input(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).refusesInvalidInput();
    }

    @Test
    void noise(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).underNoise(0.01).flipsAtMost(0.05);
    }

    @Test
    void a_textbook_flower(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).predicts(
                row("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2), "setosa");
    }

    @Test
    void determinism() {
        assertThatTraining(() -> train()).isDeterministic();
    }
}
