package ml.lifecycle.core;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.throughput;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Collections;
import java.util.Random;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignatureViolation;
import org.junit.jupiter.api.Test;

class ModelEvidenceTest {

    private static final Table DATA = Tables.of(data());

    private static Map<String, List<?>> data() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("x", List.of(1.0, 2.0, 30.0, 40.0));
        columns.put("region", Arrays.asList("north", null, "south", "north"));
        columns.put("member", List.of(true, false, true, true));
        columns.put("age", List.of(1, 2, 3, 4));
        columns.put("y", List.of("low", "high", "high", "other"));
        return columns;
    }

    /** Says high from 10 on. */
    private static final class Threshold implements Predictor {
        private final SignaturePolicy policy;
        private final List<Set<String>> seen;

        Threshold(SignaturePolicy policy, List<Set<String>> seen) {
            this.policy = policy;
            this.seen = seen;
        }

        @Override
        public Prediction predict(Map<String, ?> row) {
            List<SignatureViolation> refused = SignatureCheck.of(signature()).violations(row).stream()
                    .filter(violation -> policy.reaction(violation.kind()) == SignaturePolicy.Reaction.REFUSE).toList();
            if (!refused.isEmpty()) {
                throw new SignatureException("refused: " + refused, refused);
            }
            seen.add(row.keySet());
            boolean high = ((Number) row.get("x")).doubleValue() >= 10;
            return new Prediction(high ? "high" : "low", Double.NaN,
                    Map.of("low", high ? 0.25 : 0.75, "high", high ? 0.75 : 0.25), List.of());
        }

        @Override
        public List<Prediction> predict(List<? extends Map<String, ?>> rows) {
            return rows.stream().map(this::predict).toList();
        }

        @Override
        public List<Prediction> predict(Table table) {
            return predict(IntStream.range(0, table.rows()).mapToObj(table::row).toList());
        }

        @Override
        public Signature signature() {
            return Signature.of(Output.label("y", List.of("low", "high")), Column.number("x").between(0, 5));
        }

        @Override
        public Predictor with(SignaturePolicy changed) {
            return new Threshold(changed, seen);
        }

        @Override
        public String source() {
            return "models:/threshold/1";
        }

        @Override
        public String digest() {
            return "d".repeat(64);
        }
    }

    @Test
    void evidence_is_what_the_model_answers_beside_the_truth() {
        List<Set<String>> seen = new ArrayList<>();
        Evidence evidence = ModelEvidence.of(new Threshold(SignaturePolicy.strict(), seen), DATA, "y");
        Predictions predictions = evidence.predictions().orElseThrow();
        assertEquals(List.of("low", "high", "other"), predictions.labels());
        assertArrayEquals(new int[] {0, 1, 1, 2}, predictions.truth());
        assertArrayEquals(new int[] {0, 0, 1, 1}, predictions.predicted());
        assertArrayEquals(new double[] {0.75, 0.25, 0}, predictions.scores()[0]);
        assertEquals(Set.of("region", "member"), predictions.groups().keySet());
        assertEquals(List.of("north", "(missing)", "south"), predictions.groups().get("region").levels());
        assertEquals(DATA.digest(), evidence.dataDigest().orElseThrow());
        assertEquals("d".repeat(64), evidence.modelDigest().orElseThrow());
        assertTrue(evidence.latencies().orElseThrow().length >= 1);
        assertEquals(Set.of(Set.of("x")), Set.copyOf(seen));
        assertFalse(evidence.training().isPresent());
        assertEquals(List.of("The truth has labels that the model does not know, so that each answer to them is wrong: 'other' in 1"
                + " row."), evidence.notes());
        assertEquals(new Evidence.Finding(true,
                        "All 13 ways to break the signature were refused, alone and in a batch."),
                evidence.facts().get(Fact.REFUSES_INVALID_INPUT));
        assertFalse(evidence.facts().containsKey(Fact.CONSISTENT), "this model cannot be loaded anew");
    }

    @Test
    void calls_are_timed_only_once_a_check_asks_for_it() {
        List<Set<String>> seen = new ArrayList<>();
        Evidence evidence = ModelEvidence.of(new Threshold(SignaturePolicy.strict(), seen), DATA, "y");
        int predicted = seen.size();
        GateReport quality = QualityGate.named("quality").require(accuracy().atLeast(0)).evaluate(evidence);
        assertEquals(Verdict.PASS, quality.verdict());
        assertEquals(predicted, seen.size(), "nobody asked how fast it is");
        QualityGate.named("speed").require(latency().atMost(1e6)).evaluate(evidence);
        int timed = seen.size();
        assertTrue(timed > predicted, "now somebody did");
        QualityGate.named("speed").require(throughput().atLeast(0)).evaluate(evidence);
        assertEquals(timed, seen.size(), "the same times answer again");
    }

    @Test
    void a_split_brings_the_training_part_too() {
        Split split = Split.of(DATA.select(0, 2), DATA.select(1, 3), "y").named("numbers v1");
        Evidence evidence = ModelEvidence.of(new Threshold(SignaturePolicy.strict(), new ArrayList<>()), split);
        assertEquals("numbers v1, 50 % test", evidence.dataName());
        assertEquals(split.testUse().digest(), evidence.dataDigest().orElseThrow());
        assertEquals(2, evidence.training().orElseThrow().rows());
        assertEquals(2, evidence.reference().orElseThrow().rows());
    }

    @Test
    void a_row_without_truth_is_refused() {
        Table gap = Tables.of(Map.of("x", List.of(1.0, 2.0), "y", Arrays.asList("low", null)));
        assertTrue(assertThrows(RefusedException.class,
                () -> ModelEvidence.of(new Threshold(SignaturePolicy.strict(), new ArrayList<>()), gap, "y"))
                .getMessage().contains("Row 1"));
    }

    @Test
    void an_input_of_the_model_is_no_truth() {
        String message = assertThrows(RefusedException.class,
                () -> ModelEvidence.of(new Threshold(SignaturePolicy.strict(), new ArrayList<>()), DATA, "x")).getMessage();
        assertTrue(message.contains("'x' is an input") && message.contains("expected 'y'"), message);
    }

    @Test
    void answers_drift_when_the_rows_move_the_model() {
        Predictor model = new Threshold(SignaturePolicy.strict(), new ArrayList<>());
        // Beyond the range of training on purpose: what drifts is to be reported, not refused. "y" is no input.
        Table reference = numbers(400, 6);
        DriftReport same = model.drift(reference, numbers(400, 6));
        assertFalse(same.drifted(), same::toString);
        assertEquals(List.of("label", "score of high", "score of low"),
                same.columns().stream().map(ColumnChange::name).sorted().toList());
        DriftReport moved = model.drift(reference, numbers(400, 9));
        assertEquals(ColumnChange.State.DRIFTED, moved.column("label").state(), moved::toString);
        assertTrue(moved.column("score of high").meanShift() > 0.1, moved::toString);
        assertThrows(RefusedException.class, () -> model.drift(reference, reference.select()));
        DriftReport refused = model.drift(reference, Table.of(Map.of("z", Collections.nCopies(400, 1.0))));
        assertEquals(ColumnChange.State.DRIFTED, refused.column("refused").state(), refused::toString);
    }

    private static Table numbers(int rows, double middle) {
        Random random = new Random(7);
        return Table.of(Map.of(
                "x", IntStream.range(0, rows).mapToObj(row -> middle + 3 * random.nextGaussian()).toList(),
                "y", Collections.nCopies(rows, "low")));
    }
}
