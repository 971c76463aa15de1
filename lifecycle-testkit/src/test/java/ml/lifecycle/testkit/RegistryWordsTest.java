package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertAllThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.testkit.junit.LifecycleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** Assertions on runs, registered models, reports and trainings, and several at once: what passes, what failures say. */
@LifecycleTest
class RegistryWordsTest {

    private RunRecord run;

    @BeforeEach
    void fill(Lifecycle lifecycle) {
        run = ToyLifecycle.fill(lifecycle);
    }

    @Test
    void a_run_is_asserted_by_what_it_recorded() {
        assertThat(run).isFinished().hasParam("seed", 1).satisfies(Checks.recorded("accuracy").atLeast(0.9))
                .hasArtifact("notes.md").hasModel("model").usedData(DataRole.TRAIN);
        Failure.says(() -> assertThat(run).hasStatus(RunStatus.FAILED),
                "Expected run \"centroids\" of \"toy\" to be FAILED, but it is FINISHED.", "  run    " + run.id() + ", FINISHED");
        Failure.says(() -> assertThat(run).hasParam("seed", 2),
                "to have recorded the param seed as \"2\", but it is \"1\".", "  params  {seed=1}");
        Failure.says(() -> assertThat(run).hasParam("depth", 2), "but it did not record it.");
        Failure.says(() -> assertThat(run).satisfies(Checks.recorded("accuracy").atMost(0.5)),
                "to have recorded accuracy at most 0.5, but it has not.", "  observed  1\n", "  metrics   {accuracy=1.0}");
        Failure.says(() -> assertThat(run).satisfies(Checks.recorded("loss").atMost(0.5)),
                "but that could not be shown.", "  observed  nothing");
        Failure.says(() -> assertThat(run).hasArtifact("plot.png"), "to have an artifact \"plot.png\", but it has [notes.md");
        Failure.says(() -> assertThat(run).hasModel("notes.md"), "to have a model \"notes.md\", but it has [model].");
        Failure.says(() -> assertThat(run).usedData(DataRole.TEST), "to have recorded TEST data, but it did not.",
                "run.data(snapshot, DataRole.TEST)");
    }

    @Test
    void who_remembers_the_rows_of_the_training_is_not_better_than_trivial(Lifecycle lifecycle) {
        LabelledData seen = LabelledData.of(lifecycle.data("toy").latest(), "colour");
        for (String uri : List.of("models:/toy/1", "runs:/" + run.id() + "/model")) {
            Predictor model = lifecycle.predictor(uri);
            Failure.says(() -> assertThat(model).on(seen).isBetterThanTrivial(), "on toy v1 (40 rows): better than trivial on data"
                    + " that it has not seen; but it was trained on these rows.", "  observed  the training data \"toy v1\"");
            assertThat(model).on(seen).accuracy().isAtLeast(0.5);
            assertThat(model).on(ToyLifecycle.test()).isBetterThanTrivial();
        }
    }

    @Test
    void a_failed_run_shows_its_failure(Lifecycle lifecycle) {
        assertThrows(IllegalStateException.class, () -> lifecycle.experiment("toy").run("broken", it -> {
            throw new IllegalStateException("no heap");
        }));
        RunRecord failed = lifecycle.experiment("toy").runs().where("status = 'FAILED'").list().get(0);
        Failure.says(() -> assertThat(failed).isFinished(), "to be FINISHED, but it is FAILED.", "no heap");
    }

    @Test
    void a_registered_model_is_asserted_by_its_aliases(Lifecycle lifecycle) {
        RegisteredModel model = lifecycle.model("toy");
        assertThat(model).hasAlias("staging").hasAlias("staging", 1).hasVersions(1);
        Failure.says(() -> assertThat(model).hasAlias("production"),
                "Expected model 'toy' to have the alias 'production', but it has {staging=1}.",
                "  model  1 version, aliases {staging=1}", "promote a version to 'production'");
        Failure.says(() -> assertThat(model).hasAlias("production", 1), "to have the alias 'production', but it has");
        Failure.says(() -> assertThat(model).hasAlias("staging", 2),
                "to have the alias 'staging' at version 2, but it is at version 1.", "PROMOTED staging v1 by anna");
        Failure.says(() -> assertThat(model).hasVersions(2), "to have 2 versions, but it has 1.");
        Failure.says(() -> assertThat(lifecycle.model("none")).hasAlias("staging"), "but it has none.");
    }

    @Test
    void protection_is_asserted(Lifecycle lifecycle) {
        RegisteredModel model = lifecycle.model("toy");
        Failure.says(() -> assertThat(model).isProtected("staging"),
                "to have the alias 'staging' protected by a gate, but it is not.", "model.protect(\"staging\").through(gate)");
        model.protect("staging").through(ToyLifecycle.GATE).by("anna").because("from now on").submit();
        assertThat(model).isProtected("staging");
    }

    @Test
    void a_report_is_asserted_by_its_verdict() {
        QualityGate gate = QualityGate.named("g").require(Checks.recorded("accuracy").atLeast(0.9));
        assertThat(gate.evaluate(Evidence.of(Map.of("accuracy", 0.95)))).passes();
        assertThat(gate.evaluate(Evidence.of(Map.of("accuracy", 0.5)))).hasVerdict(Verdict.FAIL);
        Failure.says(() -> assertThat(gate.evaluate(Evidence.of(Map.of("accuracy", 0.5)))).passes(),
                "Expected gate 'g' to say PASS, but it says FAIL.", "  not passed  recorded accuracy at least 0.9");
    }

    @Test
    void a_model_survives_the_store(Lifecycle lifecycle) {
        Predictor model = lifecycle.predictor("models:/toy@staging");
        assertThat(model).refusesInvalidInput()
                .on(Toy.data(30, 5)).accuracy().isAtLeast(0.95)
                .predictsTheSame().afterReload(() -> lifecycle.predictor("models:/toy/1")).inThreads(8);
        assertThat(lifecycle.data("toy").latest()).hasNoMissing().hasAtLeastRows(40);
        Failure.says(() -> assertThat(lifecycle.data("toy").latest()).hasAtLeastRows(41), "Expected toy v1 to have at least 41");
    }

    @Test
    void trainings_that_agree_pass_whatever_they_give(Lifecycle lifecycle) {
        assertThatTraining(() -> ToyLifecycle.train(1)).isDeterministic();
        assertThatTraining(() -> Centroids.train(Toy.table(20, 1))).isDeterministic();
        assertThatTraining(() -> lifecycle.predictor("models:/toy/1")).isDeterministic();
        assertThatTraining(() -> run).isDeterministic();
        assertThatTraining(() -> new double[][] {{1, 2}, {3}}).isDeterministic();
        assertThatTraining(() -> Map.of("a", List.of(1, 2), "b", "text")).isDeterministic();
    }

    @Test
    void trainings_that_differ_show_the_first_difference() {
        AtomicInteger seed = new AtomicInteger();
        AssertionFailedError failure = Failure.of(
                () -> assertThatTraining(() -> Map.of("a", 1, "weights", new int[] {7, seed.incrementAndGet()})).isDeterministic());
        assertEquals("weights[1]: 1", failure.getExpected().getValue());
        assertEquals("weights[1]: 2", failure.getActual().getValue());
        Failure.says(() -> assertThatTraining(() -> Map.of("weights", seed.incrementAndGet())).isDeterministic(),
                "Expected two trainings to give the same model, but the models differ.",
                "  first difference  part 1 of 1", "a trainer that is shared", "a shuffle or split without a seed");
        Failure.says(() -> assertThatTraining(() -> ToyLifecycle.train(seed.incrementAndGet())).isDeterministic(),
                "Wrapped as toy", "from byte 0: ");
        Failure.says(() -> assertThatTraining(() -> new int[seed.incrementAndGet()]).isDeterministic(), "nothing more after");
        Failure.says(() -> assertThatTraining(() -> FakeModel.ofRows("m", Toy.SIGNATURE,
                row -> FakeModel.scored(1.0 / seed.incrementAndGet()))).isDeterministic(), "answer to row(\"x\", ");
    }

    @Test
    void what_a_training_throws_passes_through_and_what_cannot_be_compared_is_refused() {
        IOException mine = new IOException("mine");
        assertSame(mine, assertThrows(IOException.class, () -> assertThatTraining(() -> {
            throw mine;
        }).isDeterministic()));
        String message = assertThrows(RefusedException.class,
                () -> assertThatTraining(Object::new).isDeterministic()).getMessage();
        assertEquals("Two trainings cannot be compared by a java.lang.Object: no model format on the class path can write it."
                + " Return the model, a Predictor, the record of the run, or the learned numbers as a record, array, list or"
                + " map.", message);
    }

    @Test
    void several_failures_are_collected(Lifecycle lifecycle) {
        MultipleFailuresError failures = assertThrows(MultipleFailuresError.class, () -> assertAllThat(all -> {
            all.assertThat(run).hasParam("seed", 2).hasArtifact("notes.md").hasArtifact("plot.png");
            all.assertThat(lifecycle.model("toy")).hasVersions(7);
            all.assertThat(lifecycle.predictor("models:/toy/1")).on(Toy.data(20, 1)).accuracy().isAtMost(0.1);
            all.assertThat(lifecycle.data("toy").latest()).hasAtLeastRows(1000).column("x").isBetween(0, 1);
            all.assertThat(Toy.table(4, 1)).hasAtLeastRows(5);
            all.assertThat(ToyLifecycle.GATE.evaluate(Evidence.of(Map.of()))).passes();
            all.assertThatTraining(() -> Math.random()).isDeterministic();
        }));
        assertEquals(9, failures.getFailures().size());
    }

    @Test
    void a_single_failure_stays_what_it_is_and_none_is_a_pass() {
        assertAllThat(all -> all.assertThat(run).isFinished());
        assertThrows(AssertionFailedError.class, () -> assertAllThat(all -> all.assertThat(run).hasParam("seed", 2)));
    }

    @Test
    void an_exception_among_collected_failures_carries_them_along() {
        IllegalStateException mine = new IllegalStateException("mine");
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> assertAllThat(all -> {
            all.assertThat(run).hasParam("seed", 2);
            throw mine;
        }));
        assertSame(mine, thrown);
        assertInstanceOf(AssertionFailedError.class, mine.getSuppressed()[0]);
    }
}
