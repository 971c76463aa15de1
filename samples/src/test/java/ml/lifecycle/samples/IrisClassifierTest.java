package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static ml.lifecycle.testkit.LifecycleAssertions.row;

import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.testkit.GateChecks;
import ml.lifecycle.testkit.LabelledData;
import ml.lifecycle.testkit.junit.GateTest;
import ml.lifecycle.testkit.junit.GateUnderTest;
import ml.lifecycle.testkit.junit.LifecycleTest;
import ml.lifecycle.testkit.junit.ModelUnderTest;
import ml.lifecycle.tribuo.TribuoData;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

/** How a team tests its model: the five basic tests, a line each, and what is worth asking beyond. */
@LifecycleTest
class IrisClassifierTest {

    private static final String MODEL = "models:/iris-classifier@staging";
    private static final Split SPLIT = IrisWithRegion.split();
    private static final LabelledData TEST =
            LabelledData.of(SPLIT.test(), "species").named("iris, test part").trainedOn(SPLIT.train());

    private static final QualityGate GATE = QualityGate.named("production")
            .require(accuracy().atLeast(0.80).confidence(0.95))
            .require(macroF1().atLeast(0.90))
            .require(fairnessGap(accuracy()).across("region").atMost(0.20).minGroupSize(15));

    /** A real test names a store instead: {@code @LifecycleTest(store = "lifecycle")}. */
    @BeforeAll
    static void train_and_register(Lifecycle lifecycle) {
        RunRecord run = lifecycle.experiment("iris").run("cart", it -> TribuoRun.of(it).train(trainer(), SPLIT));
        RegisteredModel model = lifecycle.model("iris-classifier");
        model.promote(model.register(run, "model")).to("staging").through(GATE)
                .evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), SPLIT))
                .by("anna").because("to be tested").submit().orThrow();
        model.protect("production").through(GATE).by("anna").because("agreed with the team").submit();
    }

    private static CARTClassificationTrainer trainer() {
        return new CARTClassificationTrainer(5, 1f, 42);
    }

    private static Model<Label> train() {
        return trainer().train(TribuoData.classification(SPLIT.train().without("region"), "species"));
    }

    @Test
    void data_matches_the_schema(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(SPLIT.train().without("region")).hasNoMissing().matches(model.signature());
    }

    // README: tests
    @Test
    void accuracy_meets_the_kpi(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).accuracy().isAtLeast(0.9);
    }

    @Test
    void answers_are_consistent(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).predictsTheSame().everyTime().singleAndInBatch().inAnyOrder().inThreads(8);
    }

    @Test
    void nonsense_is_refused(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).refusesInvalidInput();
    }

    @Test
    void regions_are_treated_alike(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).fairnessGap("region").isAtMost(0.15);
    }

    // README: end

    @Test
    void training_is_deterministic() {
        assertThatTraining(() -> train()).isDeterministic();
    }

    @Test
    void it_is_better_than_guessing_and_knows_the_textbook_flowers(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).isBetterThanTrivial();
        assertThat(model).predicts(
                row("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2), "setosa");
    }

    @Test
    void it_survives_loading(Lifecycle lifecycle, @ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).predictsTheSame().afterReload(() -> lifecycle.predictor(MODEL));
    }

    @GateTest
    GateChecks it_will_get_through_the_gate_of_production(@ModelUnderTest(MODEL) Predictor model,
            @GateUnderTest("models:/iris-classifier@production") QualityGate gate) {
        return assertThat(model).on(TEST).checksOf(gate);
    }
}
