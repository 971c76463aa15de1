package ml.lifecycle.testkit.junit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.testkit.GateChecks;
import ml.lifecycle.testkit.LabelledData;
import ml.lifecycle.testkit.ToyLifecycle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Test classes that the tests of the extension run; none is run by itself. */
final class Samples {

    static final Map<Lifecycle, String> SEEN = new ConcurrentHashMap<>();

    /** What the tests on the named store got, by identity. */
    static final Set<Predictor> NAMED = Collections.newSetFromMap(new IdentityHashMap<>());

    private Samples() {}

    /** The lines that a user writes. */
    @LifecycleTest
    static class FiveLines {

        private static final LabelledData TEST_DATA = ToyLifecycle.test();

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @Test
        void meets_the_kpi(@ModelUnderTest("models:/toy@staging") Predictor model) {
            assertThat(model).on(TEST_DATA).accuracy().isAtLeast(0.95);
            assertThat(model).on(TEST_DATA).fairnessGap("region").isAtMost(0.15);
            assertThat(model).refusesInvalidInput();
        }

        @Test
        void trains_deterministically() {
            assertThatTraining(() -> ToyLifecycle.train(42)).isDeterministic();
        }
    }

    @LifecycleTest
    static class EachItsOwn {

        @BeforeEach
        void empty(Lifecycle lifecycle) {
            assertEquals(0, lifecycle.experiments().size());
        }

        @RepeatedTest(20)
        void fills_it(Lifecycle lifecycle) {
            SEEN.put(lifecycle, "open");
            lifecycle.experiment("mine").run("run", run -> run.metric("accuracy", 1));
            assertEquals(1, lifecycle.experiments().size());
        }
    }

    @LifecycleTest
    static class Shared {

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            SEEN.put(lifecycle, "of the class");
            ToyLifecycle.fill(lifecycle);
        }

        @RepeatedTest(2)
        void sees_what_the_class_filled_in_an_opening_of_its_own(Lifecycle lifecycle,
                @DataUnderTest("toy") Snapshot snapshot, @DataUnderTest(value = "toy", snapshot = 1) Table table,
                @DataUnderTest(value = "toy", label = "colour") LabelledData data) {
            assertEquals(null, SEEN.put(lifecycle, "of the test"));
            assertEquals(40, snapshot.rows());
            assertEquals(40, table.rows());
            assertEquals("toy v1 (40 rows)", data.toString());
        }

        @Nested
        class Inside {

            @Test
            void sees_it_too(@ModelUnderTest("models:/toy/1") Predictor model) {
                assertEquals("models:/toy/1", model.source());
            }
        }
    }

    /** Each test asks for the same model and data; one moves the alias. */
    @LifecycleTest
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SharedModels {

        static final List<Predictor> MODELS = new ArrayList<>();
        static final List<LabelledData> DATA = new ArrayList<>();

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @RepeatedTest(2)
        void a_asks(@ModelUnderTest("models:/toy@staging") Predictor model,
                @DataUnderTest(value = "toy", label = "colour") LabelledData data) {
            assertThat(model).on(data).accuracy().isAtLeast(0.9);
            MODELS.add(model);
            DATA.add(data);
        }

        @Test
        void b_moves_the_alias(Lifecycle lifecycle) {
            RunRecord again = lifecycle.experiment("toy").run("again",
                    run -> run.model("model", ToyLifecycle.train(9), ToyLifecycle.SIGNATURE));
            ToyLifecycle.promote(lifecycle.model("toy"), lifecycle.model("toy").register(again, "model"));
        }

        @Nested
        class Later {

            @Test
            void asks_again(@ModelUnderTest("models:/toy@staging") Predictor moved,
                    @ModelUnderTest("models:/toy/1") Predictor first) {
                MODELS.add(first);
                MODELS.add(moved);
            }
        }
    }

    @LifecycleTest
    static class OneAssertion {

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @RepeatedTest(1)
        void asks(@ModelUnderTest("models:/toy@staging") Predictor model,
                @DataUnderTest(value = "toy", label = "colour") LabelledData data) {
            assertThat(model).on(data).accuracy().isAtLeast(0.9);
        }
    }

    @LifecycleTest
    static class TwentyAssertions {

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @RepeatedTest(20)
        void asks(@ModelUnderTest("models:/toy@staging") Predictor model,
                @DataUnderTest(value = "toy", label = "colour") LabelledData data) {
            assertThat(model).on(data).accuracy().isAtLeast(0.9);
        }
    }

    @LifecycleTest
    static class Absent {

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @Test
        void no_alias(@ModelUnderTest("models:/toy@production") Predictor model) {}

        @Test
        void no_model(@ModelUnderTest("models:/boy@production") Predictor model) {}

        @Test
        void no_data(@DataUnderTest("boy") Table table) {}

        @Test
        void no_label(@DataUnderTest("toy") LabelledData data) {}
    }

    @LifecycleTest(store = "memory:named")
    static class Named {

        @Test
        void finds_it_again(@ModelUnderTest("models:/toy/1") Predictor model) {
            NAMED.add(model);
        }

        @Test
        void finds_the_model(@ModelUnderTest("models:/toy@staging") Predictor model) {
            assertEquals("models:/toy/1", model.source());
            NAMED.add(model);
        }
    }

    @LifecycleTest
    static class Configured {

        @Test
        void finds_the_model(@ModelUnderTest("models:/toy@staging") Predictor model) {
            assertEquals("models:/toy/1", model.source());
        }
    }

    @LifecycleTest
    static class Damaged {

        @Test
        void damages_its_store(Lifecycle lifecycle) {
            DirectoryStores.DAMAGED.addAll(DirectoryStores.OPENED);
            SEEN.put(lifecycle, "damaged");
        }
    }

    @LifecycleTest
    static class Gate {

        private static final QualityGate GATE = QualityGate.named("production")
                .require(Checks.accuracy().atLeast(0.9))
                .require(Checks.recall("red").atLeast(1.0).minRows(100))
                .require(Checks.logLoss().atMost(0));

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
        }

        @GateTest
        GateChecks production(@ModelUnderTest("models:/toy@staging") Predictor model) {
            return assertThat(model).on(ToyLifecycle.test()).checksOf(GATE);
        }

        @GateTest
        GateChecks empty(@ModelUnderTest("models:/toy@staging") Predictor model) {
            return assertThat(model).on(ToyLifecycle.test()).checksOf(QualityGate.named("empty"));
        }
    }

    @LifecycleTest
    static class ProtectedGate {

        @BeforeAll
        static void fill(Lifecycle lifecycle) {
            ToyLifecycle.fill(lifecycle);
            lifecycle.model("toy").protect("production").through(Gate.GATE).by("anna").because("agreed").submit();
        }

        @GateTest
        GateChecks of_an_alias_that_is_not_protected(@ModelUnderTest("models:/toy@staging") Predictor model,
                @GateUnderTest("models:/toy@staging") QualityGate absent) {
            return assertThat(model).on(ToyLifecycle.test()).checksOf(absent);
        }

        @GateTest
        GateChecks of_a_version(@GateUnderTest("models:/toy/1") QualityGate none) {
            throw new AssertionError("not reached");
        }

        @GateTest
        GateChecks production(@ModelUnderTest("models:/toy@staging") Predictor model,
                @GateUnderTest("models:/toy@production") QualityGate gate) {
            return assertThat(model).on(ToyLifecycle.test()).checksOf(gate);
        }
    }
}
