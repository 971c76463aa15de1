package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static ml.lifecycle.gate.Checks.overfitGap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

/** The lines that people are meant to write, each as it is meant to be written. */
class CallSitesTest {

    private static final long SEED = 7;

    /** All kinds of requirements; the numbers are made for 60 test rows, where chance alone gives a PSI of 0.4. */
    private static final QualityGate GATE = QualityGate.named("production")
            .require(accuracy().atLeast(0.80).confidence(0.95))
            .require(macroF1().atLeast(0.90))
            .require(overfitGap(accuracy()).atMost(0.10))
            .require(fairnessGap(accuracy()).across("region").atMost(0.20).minGroupSize(15))
            .require(drift().psi().atMost(0.5))
            .require(latency().p99().below(Duration.ofMillis(500)))
            .require(notWorseThanChampion(accuracy()).margin(0.10));

    @Test
    void from_the_question_to_the_model_in_use(@TempDir Path directory) throws IOException {
        Path csv = directory.resolve("iris.csv");
        Files.copy(CallSitesTest.class.getResourceAsStream("iris.csv"), csv);
        Path notes = Files.writeString(directory.resolve("notes.md"), "depth 5 looks best");

        try (Lifecycle lifecycle = Lifecycle.open(directory.resolve("lifecycle"))) {
            Experiment iris = lifecycle.experiment("iris")
                    .question("Which of three species is this flower?")
                    .kpi(accuracy().atLeast(0.95))
                    .kpi(latency().p99().below(Duration.ofMillis(500)));

            Snapshot data = lifecycle.data("iris").add(csv);
            assertEquals(150, data.profile().rows());
            Split split = Split.stratified(withRegion(data.table()), "species", 0.6, SEED).groups("region");

            for (int depth : List.of(2, 3, 5)) {
                iris.run("by hand", run -> {
                    run.param("maxDepth", depth);
                    for (int step = 0; step < 3; step++) {
                        run.metric("loss", 1.0 / (depth + step), step);
                    }
                    run.artifact("notes.md", notes);
                });
            }
            RunRecord best = iris.run("cart", run -> TribuoRun.of(run)
                    .train(new CARTClassificationTrainer(5, 1f, SEED), split));

            assertEquals(List.of("5"), iris.runs().where("metrics.loss < 0.9 and params.maxDepth = '5'")
                    .orderBy("metrics.loss").limit(10).list().stream().map(run -> run.params().get("maxDepth")).toList());
            assertTrue(best.metrics().get("accuracy") >= 0.9, best.toString());

            RegisteredModel model = lifecycle.model("iris-classifier");
            ModelVersion challenger = model.register(best, "model");
            model.promote(challenger).to("production")
                    .through(GATE).evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), split))
                    .by("anna").because("first model that meets the KPIs")
                    .submit().orThrow();
            assertThrows(RefusedException.class, () -> model.promote(model.register(best, "model")).to("production")
                    .through(GATE).evaluatedBy(version -> ModelEvidence.of(
                            lifecycle.predictor(version.uri()), data.table(), "species"))
                    .by("bob").because("all rows, those of the training among them").submit());
            model.promote(model.register(best, "model")).to("production")
                    .through(GATE).evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), split))
                    .by("anna").because("trained anew")
                    .submit().orThrow();
            model.rollback("production").by("anna").because("complaints from the field").submit().orThrow();
            assertEquals(3, model.history("production").events().size());

            Predictor live = lifecycle.predictor("models:/iris-classifier@production");
            assertEquals("models:/iris-classifier/1", live.source());
            assertEquals("setosa", live.predict(Map.of("sepal_length", 5.1, "sepal_width", 3.5,
                    "petal_length", 1.4, "petal_width", 0.2)).label());
            assertThrows(SignatureException.class, () -> live.predict(Map.of("sepal_length", 5.1)));
        }
    }

    /** Iris comes from one place; a made-up region gives the fairness check something to compare. */
    private static Table withRegion(Table iris) {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (TableColumn column : iris.columns()) {
            List<Object> values = new ArrayList<>();
            for (int row = 0; row < iris.rows(); row++) {
                values.add(column.value(row));
            }
            columns.put(column.name(), values);
        }
        List<Object> regions = new ArrayList<>();
        for (int row = 0; row < iris.rows(); row++) {
            regions.add(row % 2 == 0 ? "north" : "south");
        }
        columns.put("region", regions);
        return Table.of(columns);
    }
}
