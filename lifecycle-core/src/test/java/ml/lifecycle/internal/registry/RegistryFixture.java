package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.AfterEach;

/** A model of which versions are registered and promoted, and the evidence for that. */
abstract class RegistryFixture {

    static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x").between(0, 10));
    static final QualityGate GATE = QualityGate.named("release").require(accuracy().atLeast(0.7));
    static final String TEST_DATA = "d".repeat(64);
    /** What the models were trained on. */
    static final Table TRAINING = Table.of(Map.of("x", List.of(1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25)));

    final Lifecycle lifecycle = Lifecycle.open("memory:registry-" + System.nanoTime());
    final RegisteredModel model = lifecycle.model("size");

    @AfterEach
    void the_store_is_whole() {
        assertTrue(lifecycle.maintenance().verify().clean());
        lifecycle.close();
    }

    RunRecord run(double threshold) {
        return lifecycle.experiment("stumps").run("stump", run -> {
            run.metric("accuracy", threshold).data(new DataUse(DataRole.TRAIN, "train", TRAINING), TRAINING);
            run.model("model", new Stump(threshold), SIGNATURE).artifact("notes.md", "notes".getBytes());
        });
    }

    ModelVersion version(double threshold) {
        return model.register(run(threshold), "model");
    }

    /** Evidence of so many right answers of ten. */
    static Evidence right(int right) {
        List<String> truth = Collections.nCopies(10, "high");
        List<String> predicted = new ArrayList<>(Collections.nCopies(right, "high"));
        predicted.addAll(Collections.nCopies(10 - right, "low"));
        return Evidence.of(Predictions.ofLabels(truth, predicted)).data("test", TEST_DATA);
    }

    /** Rows of which any threshold from 0 to 9 answers so many of ten right. */
    static Table rows(int right) {
        List<Object> x = new ArrayList<>(Collections.nCopies(right, 9.5));
        x.addAll(Collections.nCopies(10 - right, 0.0));
        return Table.of(Map.of("x", x, "size", Collections.nCopies(10, "high")));
    }

    /** Evidence as a protected alias takes it: so many right answers of ten, of the stored model. */
    Evidence measured(ModelVersion version, int right) {
        return ModelEvidence.of(lifecycle.predictor(version.uri()), rows(right), "size");
    }

    PromotionOutcome promote(ModelVersion version, int right) {
        return model.promote(version).to("production").through(GATE).evaluatedBy(any -> measured(any, right))
                .by("anna").because("trial").submit();
    }

    static void assertMessage(
            Class<? extends LifecycleException> kind, org.junit.jupiter.api.function.Executable call, String part) {
        LifecycleException thrown = assertThrows(kind, call);
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
