package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.Promotion;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what was measured of the stored model, on rows that were compared with its training rows, moves a protected alias. */
class EvidenceBindingTest extends RegistryFixture {

    private void protect(QualityGate gate) {
        model.protect("production").through(gate).by("anna").because("rule").submit();
    }

    private Promotion promotion(ModelVersion version) {
        return model.promote(version).to("production").by("eve").because("hurry");
    }

    private void refused(ModelVersion version, Evidence evidence, String part) {
        assertMessage(RefusedException.class, () -> promotion(version).evaluatedBy(any -> evidence).submit(), part);
        assertEquals(Map.of(), model.aliases());
    }

    private static Table labelled(Table rows) {
        return Table.of(Map.of("x", texts(rows), "size", Collections.nCopies(rows.rows(), "high")));
    }

    private static List<Object> texts(Table rows) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            values.add(rows.column("x").number(row));
        }
        return values;
    }

    @Test
    void invented_figures_move_no_protected_alias() {
        ModelVersion version = version(1);
        protect(GATE);
        refused(version, right(9), "was stated");
        refused(version, right(9).model(version.digest()), "was stated");
        refused(version, right(9).model(version.digest()).data("t", rows(9)), "was stated");
        refused(version, measured(version, 3).training(right(9).predictions().orElseThrow()), "was stated");
        refused(version, measured(version, 9).fact(Fact.CONSISTENT, true, "trust me"), "was stated");
        refused(version, measured(version, 9).latencies(new double[] {1}), "was stated");
        refused(version, measured(version, 9).data("another", "d".repeat(64)), "was stated");
        refused(version, measured(version, 9).baseline("other", right(1)), "was stated");
        promotion(version).evaluatedBy(any -> measured(any, 9)).submit().orThrow();
    }

    @Test
    void a_predictor_that_only_claims_the_digest_is_no_stored_model() {
        ModelVersion version = version(1);
        protect(GATE);
        refused(version, ModelEvidence.of(new Claiming(lifecycle.predictor(version.uri())), rows(3), "size"), "was stated");
    }

    @Test
    void rows_that_the_model_refuses_are_not_left_out_for_a_protected_alias() {
        ModelVersion version = version(1);
        protect(GATE);
        Predictor lenient = lifecycle.predictor(version.uri())
                .with(SignaturePolicy.strict().refused(SignaturePolicy.Refused.LEFT_OUT));
        refused(version, ModelEvidence.of(lenient, rows(9), "size"), "was stated");
    }

    @Test
    void recorded_metrics_count_as_the_run_recorded_them() {
        ModelVersion version = version(1);
        protect(QualityGate.named("recorded").require(recorded("accuracy").atLeast(0.9)));
        refused(version, Evidence.of(Map.of("accuracy", 0.99)).data("d", "z"), "was stated");
        refused(version, measured(version, 9).metrics(Map.of("accuracy", 0.99)), "the run of this version recorded 1.0");
        promotion(version).evaluatedBy(any -> measured(any, 9).metrics(any.metrics())).submit().orThrow();
    }

    @Test
    void evidence_with_training_rows_of_any_run_of_the_same_content_is_refused() {
        version(1);
        RunRecord silent = lifecycle.experiment("stumps").run("silent", run -> run.model("model", new Stump(1), SIGNATURE));
        protect(GATE);
        for (String name : List.of("size", "copy")) {
            ModelVersion copy = lifecycle.model(name).register(silent, "model");
            lifecycle.model(name).protect("other").through(GATE).by("anna").because("rule").submit();
            assertMessage(RefusedException.class, () -> lifecycle.model(name).promote(copy).to("other")
                    .evaluatedBy(any -> ModelEvidence.of(lifecycle.predictor(any.uri()), labelled(TRAINING), "size"))
                    .by("eve").because("hurry").submit(), "holds rows that the model was trained on");
        }
    }

    @Test
    void training_data_that_a_run_recorded_after_its_registration_counts() {
        try (Run run = lifecycle.experiment("stumps").start("late")) {
            run.model("model", new Stump(2), SIGNATURE);
            ModelVersion version = model.register(run.record(), "model");
            run.data(new DataUse(DataRole.TRAIN, "train", TRAINING), TRAINING);
            run.flush();
            protect(GATE);
            refused(version, ModelEvidence.of(lifecycle.predictor(version.uri()), labelled(TRAINING), "size"),
                    "holds rows that the model was trained on");
        }
    }

    @Test
    void the_record_of_a_run_is_read_again_and_none_can_be_made_up() {
        RunRecord early;
        try (Run run = lifecycle.experiment("stumps").start("early")) {
            run.model("model", new Stump(3), SIGNATURE);
            early = run.record();
            run.data(new DataUse(DataRole.TRAIN, "train", TRAINING), TRAINING).metric("accuracy", 0.5);
        }
        ModelVersion version = model.register(early, "model");
        assertEquals(List.of("train"), version.data().stream().map(DataUse::name).toList());
        assertEquals(Map.of("accuracy", 0.5), version.metrics());
        RunRecord invented = new RunRecord("nobody-1", "stumps", "invented", null, RunStatus.FINISHED, Instant.EPOCH, null, null,
                Map.of(), Map.of("accuracy", 1.0), Map.of(), early.artifacts(), List.of(), early.models());
        assertMessage(NotFoundException.class, () -> model.register(invented, "model"), "is not in this store");
        assertEquals(1, model.versions().size());
    }

    @Test
    void what_cannot_be_compared_moves_no_protected_alias() {
        RunRecord unknown = lifecycle.experiment("stumps").run("unknown", run -> run.model("model", new Stump(4), SIGNATURE));
        RunRecord unhashed = lifecycle.experiment("stumps").run("unhashed", run -> run
                .data(new DataUse(DataRole.TRAIN, "somewhere", "e".repeat(64), 80)).model("model", new Stump(5), SIGNATURE));
        Table wide = Table.of(Map.of("x", List.of(1.5, 2.5, 3.5), "colour", List.of("red", "blue", "red")));
        RunRecord wider = lifecycle.experiment("stumps").run("wider", run -> run
                .data(new DataUse(DataRole.TRAIN, "wide", wide), wide).model("model", new Stump(6), SIGNATURE));
        protect(GATE);
        ModelVersion first = model.register(unknown, "model");
        ModelVersion second = model.register(unhashed, "model");
        ModelVersion third = model.register(wider, "model");
        refused(first, measured(first, 9), "no run says on which rows");
        refused(second, measured(second, 9), "without their hashes");
        refused(third, measured(third, 9), "the judged rows lack colour");
        String report = model.promote(first).to("staging").through(GATE).evaluatedBy(any -> measured(any, 9))
                .by("anna").because("trial").submit().orThrow().event().report().toString()
                .replaceAll("\\s+", " ");
        assertTrue(report.contains("were not compared with what models:/size/1 was trained on"), report);
    }

    @Test
    void rows_of_a_snapshot_are_known_without_recorded_hashes() {
        Snapshot snapshot = lifecycle.data("numbers").add(labelled(TRAINING));
        RunRecord run = lifecycle.experiment("stumps").run("snapshot", it -> it.data(snapshot, DataRole.TRAIN)
                .model("model", new Stump(7), SIGNATURE));
        ModelVersion version = model.register(run, "model");
        protect(GATE);
        Table reversed = labelled(TRAINING.select(7, 6, 5, 4, 3, 2, 1, 0));
        refused(version, ModelEvidence.of(lifecycle.predictor(version.uri()), reversed, "size"), "8 are among them");
        promotion(version).evaluatedBy(any -> measured(any, 9)).submit().orThrow();
    }

    @Test
    void the_report_says_how_many_rows_were_compared_and_how_many_were_found() {
        ModelVersion version = version(1);
        protect(QualityGate.named("some").require(accuracy().atLeast(0.1)));
        List<Object> x = new ArrayList<>(Collections.nCopies(30, 9.5));
        x.add(1.25);
        Table rows = Table.of(Map.of("x", x, "size", Collections.nCopies(31, "high")));
        String report = promotion(version).evaluatedBy(any -> ModelEvidence.of(lifecycle.predictor(any.uri()), rows, "size"))
                .submit().orThrow().event().report().toString().replaceAll("\\s+", " ");
        assertTrue(report.contains("31 of 31 judged rows compared with the training rows of 'train' (8 rows): 1 are among them;"
                + " up to 2 are tolerated"), report);
        String again = model.history("production").events().get(1).report().toJson();
        assertTrue(again.contains("31 of 31 judged rows"), again);
        x.addAll(List.of(2.25, 3.25));
        Table more = Table.of(Map.of("x", x, "size", Collections.nCopies(33, "high")));
        ModelVersion next = version(2);
        assertMessage(RefusedException.class, () -> promotion(next)
                .evaluatedBy(any -> ModelEvidence.of(lifecycle.predictor(any.uri()), more, "size")).submit(), "3 are among them");
    }

    @Test
    void an_alias_that_is_protected_meanwhile_takes_nothing_stated() {
        ModelVersion version = version(1);
        assertMessage(RefusedException.class, () -> model.promote(version).to("production").through(GATE)
                .evaluatedBy(any -> {
                    protect(GATE);
                    return right(9);
                }).by("eve").because("hurry").submit(), "was stated");
    }

    /** Anybody can write a predictor that answers as it likes and claims the digest of a stored model. */
    private record Claiming(Predictor stored) implements Predictor {

        @Override
        public Prediction predict(Map<String, ? extends @Nullable Object> row) {
            return new Prediction("high", Double.NaN, Map.of(), List.of());
        }

        @Override
        public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
            return rows.stream().map(row -> predict(row)).toList();
        }

        @Override
        public List<Prediction> predict(Table table) {
            return Collections.nCopies(table.rows(), new Prediction("high", Double.NaN, Map.of(), List.of()));
        }

        @Override
        public Signature signature() {
            return stored.signature();
        }

        @Override
        public Predictor with(SignaturePolicy policy) {
            return this;
        }

        @Override
        public String source() {
            return stored.source();
        }

        @Override
        public String digest() {
            return stored.digest();
        }

        @Override
        public List<DataUse> trainedOn() {
            return List.of();
        }
    }
}
