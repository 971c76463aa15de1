package ml.lifecycle.tribuo;

import static ml.lifecycle.signature.SignaturePolicy.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.ModelFacts;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.junit.jupiter.api.Test;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

/** Rows that a model refuses in use: one of a level that no row of the training part has. */
class RefusedRowsTest {

    private static final QualityGate GATE = QualityGate.named("production").require(Checks.accuracy().atLeast(0.9));
    private static final String TWO = "2 of 40 rows were refused by the model and count as not answered: row 3 (country:"
            + " 'Holand' was not seen in training; expected ";

    private final Lifecycle lifecycle = Lifecycle.open("memory:" + UUID.randomUUID());
    private final Split split = Split.of(rows(0, 80), rows(1_000, 40, 3, 17), "rich");

    /** A row is rich from 50 on, whatever its country; these rows have a country of their own. */
    private static Table rows(int first, int count, int... rare) {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        List<Object> countries = new ArrayList<>(IntStream.range(0, count).mapToObj(row -> row % 2 == 0 ? "Peru" : "Chad").toList());
        for (int row : rare) {
            countries.set(row, "Holand");
        }
        double[] x = IntStream.range(0, count).mapToDouble(row -> (row * 37 % 100) + first / 1e5).toArray();
        columns.put("x", IntStream.range(0, count).mapToObj(row -> (Object) x[row]).toList());
        columns.put("country", countries);
        columns.put("rich", IntStream.range(0, count).mapToObj(row -> (Object) (x[row] >= 50 ? "yes" : "no")).toList());
        return Tables.of(columns);
    }

    private RunRecord train() {
        return lifecycle.experiment("income").run("cart", run -> {
            TribuoRun.of(run).explaining(40).train(Iris.cart(), split);
        });
    }

    private Predictor predictor() {
        lifecycle.model("income").register(train(), "model");
        return lifecycle.predictor("models:/income/1");
    }

    @Test
    void a_run_counts_and_names_them_and_its_accuracy_takes_them_for_wrong() {
        RunRecord run = train();
        assertEquals(2.0, run.metrics().get("refused_rows"));
        assertTrue(run.tags().get("refused").startsWith(TWO), run.tags().get("refused"));
        assertTrue(run.tags().get("refused").contains("row 17 (country: 'Holand'"), run.tags().get("refused"));
        assertTrue(run.metrics().get("accuracy") <= 38 / 40.0);
        assertFalse(run.metrics().containsKey("log_loss"), run.metrics().toString());
    }

    @Test
    void what_a_run_measures_is_what_a_promotion_measures_and_the_report_names_them() {
        RunRecord run = train();
        RegisteredModel model = lifecycle.model("income");
        ModelVersion version = model.register(run, "model");
        model.protect("production").through(GATE).by("anna").because("rule").submit();
        GateReport report = model.promote(version).to("production").through(GATE)
                .evaluatedBy(candidate -> ModelEvidence.of(lifecycle.predictor("models:/income/1"), split))
                .by("anna").because("first").submit().orThrow().event().report();
        assertEquals(run.metrics().get("accuracy"), report.results().get(0).observed());
        assertEquals(40, report.results().get(0).rows());
        for (String text : List.of(report.toJson(), report.toHtml(), report.toMarkdown(), report.notes().toString())) {
            assertTrue(text.contains("2 of 40 rows were refused by the model and count as not answered: row 3"), text);
        }
        assertTrue(report.toString().contains("2 of 40 rows were refused by the model"), report.toString());
    }

    @Test
    void the_policy_of_the_predictor_says_which_rows_are_refused_and_what_they_count_for() {
        Predictor predictor = predictor();
        Evidence accepted = ModelEvidence.of(
                predictor.with(strict().on(Kind.UNSEEN_LEVEL, Reaction.ACCEPT)), split.test(), "rich");
        assertEquals(40, accepted.predictions().orElseThrow().answered());
        assertEquals(List.of(), accepted.notes());
        Evidence leftOut = ModelEvidence.of(predictor.with(strict().refused(Refused.LEFT_OUT)), split.test(), "rich");
        assertEquals(38, leftOut.predictions().orElseThrow().rows());
        assertTrue(leftOut.notes().get(0).startsWith("2 of 40 rows were refused by the model and are left out: row 3"));
        Evidence strict = ModelEvidence.of(predictor, split.test(), "rich");
        assertEquals(40, strict.predictions().orElseThrow().rows());
        assertEquals(38, strict.predictions().orElseThrow().answered());
        Table far = Tables.of(Map.of("x", List.of(1e9, 1.0), "country", List.of("Peru", "Peru"), "rich", List.of("yes", "no")));
        assertEquals(2, ModelEvidence.of(predictor, far, "rich").predictions().orElseThrow().answered());
        assertEquals(1, ModelEvidence.of(predictor.with(strict().on(Kind.OUT_OF_RANGE, Reaction.REFUSE)), far, "rich")
                .predictions().orElseThrow().answered());
    }

    @Test
    void scores_cannot_be_judged_while_rows_have_no_answer_and_say_so() {
        Predictor predictor = predictor();
        QualityGate scores = QualityGate.named("scores").require(Checks.logLoss().atMost(100)).require(Checks.rocAuc().atLeast(0));
        GateReport strict = scores.evaluate(ModelEvidence.of(predictor, split.test(), "rich").metrics(Map.of("log_loss", 0.1)));
        strict.results().forEach(result -> {
            assertEquals(Verdict.INCONCLUSIVE, result.verdict(), result.sentence());
            assertTrue(result.sentence().contains("2 rows of 40 were not answered"), result.sentence());
        });
        GateReport leftOut = scores.evaluate(
                ModelEvidence.of(predictor.with(strict().refused(Refused.LEFT_OUT)), split.test(), "rich"));
        assertEquals(Verdict.PASS, leftOut.verdict(), leftOut.toString());
    }

    @Test
    void numbers_are_measured_only_without_them() {
        Split numbers = Split.of(split.train().without("rich"), split.test().without("rich"), "x");
        RunRecord counted = lifecycle.experiment("x").run("counted", run -> {
            TribuoRun.of(run).regress(new CARTRegressionTrainer(3), numbers);
        });
        assertFalse(counted.metrics().containsKey("rmse"));
        assertEquals(2.0, counted.metrics().get("refused_rows"));
        RunRecord leftOut = lifecycle.experiment("x").run("left out", run -> {
            TribuoRun.of(run).refused(Refused.LEFT_OUT).regress(new CARTRegressionTrainer(3), numbers);
        });
        assertTrue(leftOut.metrics().containsKey("rmse"));
        assertTrue(leftOut.tags().get("refused").contains("are left out"));
    }

    @Test
    void a_model_that_answers_nothing_is_not_judged() {
        Table none = rows(2_000, 3, 0, 1, 2);
        GateReport report = QualityGate.named("any").require(Checks.accuracy().atMost(1))
                .evaluate(ModelEvidence.of(predictor(), none, "rich"));
        assertEquals(Verdict.INCONCLUSIVE, report.verdict(), report.toString());
        assertTrue(report.toString().contains("answered none of the rows"), report.toString());
    }

    @Test
    void they_drift_as_a_column_of_their_own() {
        Predictor predictor = predictor();
        DriftReport drift = predictor.drift(rows(0, 400), rows(0, 400, IntStream.range(0, 200).toArray()));
        assertTrue(drift.columns().stream().anyMatch(column -> column.name().equals("refused") && column.state() == ColumnChange.State.DRIFTED),
                drift.toString());
        DriftReport accepted = predictor.with(strict().on(Kind.UNSEEN_LEVEL, Reaction.ACCEPT))
                .drift(rows(0, 400), rows(0, 400, 3));
        assertTrue(accepted.columns().stream().noneMatch(column -> column.name().equals("refused")));
    }

    @Test
    void tools_that_probe_ask_the_model_behind_a_monitor() {
        Predictor predictor = predictor();
        try (Monitor monitor = lifecycle.monitor(predictor).through(GATE).open()) {
            Map<String, Object> row = split.test().without("rich").row(0);
            assertEquals(Explainer.of(predictor, split.train()).explain(row).toString(),
                    Explainer.of(monitor, split.train()).explain(row).toString());
            assertFalse(Explainer.of(monitor, split.train()).explain(row).reasons().isEmpty());
            assertTrue(ModelFacts.consistent(monitor, List.of(row)).orElseThrow().holds());
            assertTrue(ModelFacts.refusesInvalidInput(monitor).holds());
            Predictions predictions = ModelEvidence.of(monitor, split.test(), "rich").predictions().orElseThrow();
            assertEquals(38, predictions.answered());
            monitor.drift(split.train(), split.test());
            assertTrue(monitor.closeWindow().isEmpty(), "nothing was traffic");
        }
    }
}
