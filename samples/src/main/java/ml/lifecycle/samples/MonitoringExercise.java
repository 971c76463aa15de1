package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.Checks.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import ml.lifecycle.tribuo.TribuoRun;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

/**
 * A model in use, watched: two windows of flowers as it knows them, then one of flowers with longer petals, and labels that
 * come late.
 */
public final class MonitoringExercise {

    private static final QualityGate GATE = QualityGate.named("in use")
            .require(drift().psi().atMost(0.2))
            .require(latency().p99().below(Duration.ofMillis(500)))
            .warn(accuracy().atLeast(0.80).confidence(0.95));

    private static final int WINDOW = 1_000;
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private MonitoringExercise() {}

    /**
     * Trains a tree, watches it through three windows, and lists what is kept of them.
     *
     * @param args the directory of the store; {@code monitoring-store} if not given
     * @throws IOException if the sample's data cannot be copied
     */
    public static void main(String... args) throws IOException {
        TRIBUO.setLevel(Level.WARNING);
        String directory = args.length == 0 ? "monitoring-store" : args[0];
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            Table flowers = DriftExercise.iris();
            // Flowers beyond the range of the training data are to be answered: what they are is what is watched.
            Predictor model = lifecycle.predictor("runs:/" + train(lifecycle, flowers) + "/model")
                    .with(SignaturePolicy.strict().on(Kind.OUT_OF_RANGE, Reaction.ACCEPT));
            try (Monitor monitor = lifecycle.monitor(model)     // the reference is what its run learnt from
                    .experiment("monitoring iris")
                    .window(WINDOW)
                    .through(GATE)
                    .onAlarm(alarm -> System.out.println("== Time to train anew ==\n" + alarm + "\n"))
                    .open()) {
                SplittableRandom random = new SplittableRandom(1);
                for (double factor : new double[] {1, 1, 1.2}) {
                    window(monitor, flowers, factor, random);
                }
                monitor.closeWindow();
                monitor.print();
                System.out.println("\n== What is kept, each with its profile and pages ==");
                monitor.history().orderBy("name").table("name", "tags.verdict", "metrics.rows", "metrics.labels_joined",
                        "metrics.accuracy", "metrics.drift/petal_length").print();
            }
        }
    }

    private static String train(Lifecycle lifecycle, Table flowers) {
        Snapshot snapshot = lifecycle.data("iris").add(flowers);
        Split split = Split.stratified(snapshot, "species", 0.6, 42);
        RunRecord run = lifecycle.experiment("iris")
                .run("cart", recorded -> TribuoRun.of(recorded).train(new CARTClassificationTrainer(5), split));
        return run.id();
    }

    /** A window of flowers drawn from those that are known; one in three is later named by a botanist. */
    private static void window(Monitor monitor, Table flowers, double factor, SplittableRandom random) {
        for (int number = 0; number < WINDOW; number++) {
            int row = random.nextInt(flowers.rows());
            Map<String, Object> flower = new HashMap<>(flowers.row(row));
            flower.remove("species");
            flower.put("petal_length", factor * flowers.column("petal_length").number(row));
            String id = factor + "/" + random.nextLong();
            monitor.predict(id, flower);
            if (number % 3 == 0) {
                monitor.label(id, flowers.column("species").text(row));
            }
        }
    }
}
