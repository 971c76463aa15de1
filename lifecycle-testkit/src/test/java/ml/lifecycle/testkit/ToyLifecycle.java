package ml.lifecycle.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;

/** Fills a lifecycle: the data set {@code toy}, an experiment with a run, the model {@code toy} at {@code staging}. */
public final class ToyLifecycle {

    public static final QualityGate GATE = QualityGate.named("staging").require(Checks.recorded("accuracy").atLeast(0.9));

    public static final Signature SIGNATURE = Toy.SIGNATURE;

    private ToyLifecycle() {}

    public static RunRecord fill(Lifecycle lifecycle) {
        Snapshot data = lifecycle.data("toy").add(Toy.table(40, 1));
        Centroids trained = Centroids.train(data.table());
        RunRecord run = lifecycle.experiment("toy").run("centroids", it -> {
            it.param("seed", 1).data(data, DataRole.TRAIN).metric("accuracy", 1.0);
            it.artifact("notes.md", "fine".getBytes(StandardCharsets.UTF_8));
            it.model("model", new ToyFormat.Wrapped(trained), Toy.SIGNATURE);
        });
        RegisteredModel model = lifecycle.model("toy");
        promote(model, model.register(run, "model"));
        return run;
    }

    public static void promote(RegisteredModel model, ModelVersion version) {
        model.promote(version).to("staging").through(GATE)
                .evaluatedBy(judged -> Evidence.of(Map.of("accuracy", 1.0)).model(judged.digest()).data("toy", "0".repeat(64)))
                .by("anna").because("first").submit().orThrow();
    }

    /** The trained model as a training gives it, comparable by its bytes only. */
    public static Object train(long seed) {
        return new ToyFormat.Wrapped(Centroids.train(Toy.table(40, seed)));
    }

    public static LabelledData test() {
        return Toy.data(60, 7);
    }
}
