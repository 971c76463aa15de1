package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.ColumnImportance;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.SignatureException;
import org.junit.jupiter.api.Test;

/** The whole way of a model, over a store in memory. */
class TribuoLifecycleTest {

    private static final QualityGate GATE = QualityGate.named("production")
            .require(Checks.refusesInvalidInput())
            .require(Checks.isConsistent())
            .require(Checks.accuracy().atLeast(0.9))
            .require(Checks.overfitGap(Checks.accuracy()).atMost(0.1));

    private final Lifecycle lifecycle = Lifecycle.open("memory:" + UUID.randomUUID());
    private final Snapshot data = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));
    private final Split split = Split.stratified(data, "species", 0.8, 42);

    private RunRecord train() {
        return lifecycle.experiment("iris").run("cart", run -> {
            TribuoRun.of(run).train(Iris.cart(), split);
        });
    }

    @Test
    void a_model_is_trained_registered_promoted_and_served() {
        RunRecord run = train();
        assertEquals("iris v1, 80 % train", run.data().get(0).name());
        RegisteredModel model = lifecycle.model("iris-classifier");
        ModelVersion version = model.register(run, "model");
        model.promote(version).to("production").through(GATE)
                .evaluatedBy(candidate -> ModelEvidence.of(predictor(candidate), split))
                .by("anna").because("first").submit().orThrow();
        Predictor live = lifecycle.predictor("models:/iris-classifier@production");
        assertEquals("setosa", live.predict(data.table().without("species").row(0)).label());
        Evidence evidence = ModelEvidence.of(live, split);
        assertEquals(run.metrics().get("accuracy"), GATE.evaluate(evidence).results().get(2).observed(), 1e-12);
        assertEquals("The answers to 30 rows are the same in a batch, alone, in the opposite order, and of the model loaded"
                + " anew.", evidence.facts().get(Fact.CONSISTENT).detail());
    }

    @Test
    void the_report_of_a_promotion_tells_what_challenger_and_champion_look_at() {
        RegisteredModel model = lifecycle.model("iris-classifier");
        RunRecord first = train();
        RunRecord second = lifecycle.experiment("iris").run("forest",
                run -> {
            TribuoRun.of(run).train(Iris.forest(10), split);
        });
        promote(model, model.register(first, "model"));
        promote(model, model.register(second, "model"));
        List<GateReport> reports = model.history("production").events().stream().map(RegistryEvent::report).toList();
        List<ColumnImportance> alone = reports.get(0).importance();
        List<ColumnImportance> beside = reports.get(1).importance();
        assertEquals(4, alone.size());
        for (ColumnImportance column : beside) {
            assertEquals(second.metrics().get("importance/" + column.column()), column.candidate(), 1e-12);
            assertEquals(first.metrics().get("importance/" + column.column()), column.champion(), 1e-12);
        }
        assertTrue(alone.stream().allMatch(column -> Double.isNaN(column.champion())));
        assertTrue(beside.get(0).candidate() >= beside.get(1).candidate());
        assertTrue(reports.get(1).toHtml().contains("What the model looks at"));
    }

    private void promote(RegisteredModel model, ModelVersion version) {
        model.promote(version).to("production").through(GATE)
                .evaluatedBy(candidate -> ModelEvidence.of(predictor(candidate), split))
                .by("anna").because("better").submit().orThrow();
    }

    private Predictor predictor(ModelVersion version) {
        return lifecycle.predictor("models:/" + version.model() + "/" + version.number());
    }

    @Test
    void evidence_on_what_the_model_learnt_from_is_refused() {
        RegisteredModel model = lifecycle.model("iris-classifier");
        ModelVersion version = model.register(train(), "model");
        assertThrows(RefusedException.class, () -> model.promote(version).to("production").through(GATE)
                .evaluatedBy(candidate -> ModelEvidence.of(predictor(candidate), split.train(), "species"))
                .by("anna").because("first").submit());
        RunRecord byHand = lifecycle.experiment("iris").run("by hand", run -> {
            run.data(data, DataRole.TRAIN);
            run.model("model", Iris.cart().train(TribuoData.classification(data.table(), "species")), Iris.LABELS);
        });
        ModelVersion second = model.register(byHand, "model");
        assertThrows(RefusedException.class, () -> model.promote(second).to("production").through(GATE)
                .evaluatedBy(candidate -> ModelEvidence.of(predictor(candidate), data.table(), "species"))
                .by("anna").because("first").submit());
    }

    @Test
    void a_row_is_a_map_or_an_array_in_the_order_of_the_signature() {
        Predictor predictor = lifecycle.predictor("runs:/" + train().id() + "/model");
        List<String> columns = predictor.signature().inputs().stream().map(Column::name).toList();
        for (int row = 0; row < split.train().rows(); row++) {
            Map<String, Object> map = split.train().without("species").row(row);
            double[] numbers = columns.stream().mapToDouble(column -> ((Number) map.get(column)).doubleValue()).toArray();
            assertEquals(predictor.predict(map), predictor.predict(numbers));
            assertEquals(predictor.predict(map), predictor.predict(columns.stream().map(map::get).toArray()));
        }
        assertTrue(assertThrows(RefusedException.class, () -> predictor.predict(new double[] {5, 3, 1})).getMessage()
                .contains("has 3 values, and runs:/"));
        assertTrue(assertThrows(SignatureException.class, () -> predictor.predict(new double[] {5, 3, 1, Double.NaN}))
                .getMessage().contains("NaN"));
        assertTrue(assertThrows(SignatureException.class, () -> predictor.predict(new Object[] {5.0, null, 1.5, "wide"}))
                .getMessage().contains("2 violations"));
    }

    @Test
    void what_bare_tribuo_accepts_in_silence_is_refused_by_the_predictor() {
        RunRecord run = train();
        RunRecord clusters = lifecycle.experiment("iris").run("means", each -> {
            TribuoRun.of(each).cluster(Iris.means(), split);
        });
        for (RunRecord each : List.of(run, clusters)) {
            Predictor predictor = lifecycle.predictor("runs:/" + each.id() + "/model");
            Map<String, Object> good = new HashMap<>(split.test().without("species").row(0));
            assertTrue(predictor.predict(good).label().length() > 0);
            refuses(predictor, good, "extra", 1.0, "extra");
            refuses(predictor, good, "petal_width", null, "petal_width");
            refuses(predictor, good, "petal_width", Double.NaN, "NaN");
            refuses(predictor, good, "petal_width", Double.POSITIVE_INFINITY, "nfinit");
            refuses(predictor, good, "petal_width", "wide", "petal_width");
            refuses(predictor, good, "petal_width", 1e6, "petal_width");
            assertThrows(SignatureException.class, () -> predictor.predict(Map.of("sepal_length", 5.1)));
            assertThrows(SignatureException.class, () -> predictor.predict(Map.of()));
        }
    }

    private static void refuses(Predictor predictor, Map<String, Object> good, String column, Object value, String says) {
        Map<String, Object> bad = new HashMap<>(good);
        bad.put(column, value);
        String message = assertThrows(SignatureException.class, () -> predictor.predict(bad)).getMessage();
        assertTrue(message.contains(says), message);
    }
}
