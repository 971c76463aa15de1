package team;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.testkit.GateChecks;
import ml.lifecycle.testkit.LabelledData;
import ml.lifecycle.testkit.junit.GateTest;
import ml.lifecycle.testkit.junit.LifecycleTest;
import ml.lifecycle.testkit.junit.ModelUnderTest;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

@LifecycleTest
class FlowerClassifierTest {

    private static final String MODEL = "models:/flowers/1";
    private static final Split SPLIT = Flowers.split();
    private static final LabelledData TEST = LabelledData.of(SPLIT.test(), "species").trainedOn(SPLIT.train());

    private static final QualityGate GATE = QualityGate.named("flowers")
            .require(accuracy().atLeast(0.8).confidence(0.95))
            .require(macroF1().atLeast(0.9));

    @BeforeAll
    static void train_and_register(Lifecycle lifecycle) {
        RunRecord run = lifecycle.experiment("flowers")
                .run("cart", it -> TribuoRun.of(it).train(new CARTClassificationTrainer(5, 1f, 42), SPLIT));
        lifecycle.model("flowers").register(run, "model");
    }

    @Test
    void data_matches_the_schema(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(SPLIT.train().without("region")).hasNoMissing().matches(model.signature());
    }

    @Test
    void accuracy_meets_the_kpi(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).accuracy().isAtLeast(0.9);
    }

    @Test
    void answers_are_consistent(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).predictsTheSame().everyTime().singleAndInBatch().inAnyOrder().inThreads(2);
    }

    @Test
    void nonsense_is_refused(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).refusesInvalidInput();
    }

    @Test
    void regions_are_treated_alike(@ModelUnderTest(MODEL) Predictor model) {
        assertThat(model).on(TEST).fairnessGap("region").isAtMost(0.15);
    }

    @Test
    void a_model_that_is_not_good_enough_fails(@ModelUnderTest(MODEL) Predictor model) {
        assertThrows(AssertionError.class, () -> assertThat(model).on(TEST).accuracy().isAtMost(0.5));
    }

    @Test
    void nothing_optional_is_needed() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("net.jqwik.api.Arbitrary"));
    }

    @GateTest
    GateChecks gate(@ModelUnderTest(MODEL) Predictor model) {
        return assertThat(model).on(TEST).checksOf(GATE);
    }
}
