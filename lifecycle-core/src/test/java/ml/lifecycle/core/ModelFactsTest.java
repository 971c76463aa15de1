package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.internal.model.Reloadable;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignatureViolation;
import org.junit.jupiter.api.Test;

class ModelFactsTest {

    private static final List<Map<String, Object>> ROWS =
            IntStream.range(0, 5).<Map<String, Object>>mapToObj(row -> Map.of("x", row + 0.0)).toList();

    private static final Stored DOUBLING = new Stored(ModelFactsTest::doubled, ModelFactsTest::doubled);

    /** A function of batches that is stored, and may be read anew as another one. */
    private record Stored(Function<List<? extends Map<String, ?>>, List<Prediction>> now,
            Function<List<? extends Map<String, ?>>, List<Prediction>> anew) implements Predictor, Reloadable {

        @Override
        public Prediction predict(Map<String, ?> row) {
            return now.apply(List.of(row)).get(0);
        }

        @Override
        public List<Prediction> predict(List<? extends Map<String, ?>> rows) {
            return now.apply(rows);
        }

        @Override
        public List<Prediction> predict(Table table) {
            return now.apply(IntStream.range(0, table.rows()).mapToObj(table::row).toList());
        }

        @Override
        public Signature signature() {
            return Signature.of(Output.number("y"), Column.number("x").between(0, 10));
        }

        @Override
        public Predictor with(SignaturePolicy policy) {
            return this;
        }

        @Override
        public Predictor loadedAnew() {
            return new Stored(anew, anew);
        }

        @Override
        public String source() {
            return "models:/stored/1";
        }

        @Override
        public String digest() {
            return "d".repeat(64);
        }
    }

    private static List<Prediction> doubled(List<? extends Map<String, ?>> rows) {
        return rows.stream().map(row -> number(2 * ((Number) row.get("x")).doubleValue())).toList();
    }

    private static List<Prediction> strict(List<? extends Map<String, ?>> rows) {
        SignatureCheck check = SignatureCheck.of(DOUBLING.signature());
        rows.forEach(row -> {
            List<SignatureViolation> found = check.violations(row);
            if (!found.isEmpty()) {
                throw new SignatureException(found.toString(), found);
            }
        });
        return doubled(rows);
    }

    private static Prediction number(double value) {
        return new Prediction(String.valueOf(value), value, Map.of(), List.of());
    }

    private static String inconsistency(Stored model) {
        Evidence.Finding finding = ModelFacts.consistent(model, ROWS).orElseThrow();
        assertFalse(finding.holds());
        return finding.detail();
    }

    @Test
    void the_same_answers_in_every_way_are_consistent() {
        Evidence.Finding finding =
                ModelFacts.consistent(DOUBLING, ROWS).orElseThrow();
        assertTrue(finding.holds());
        assertEquals("The answers to 5 rows are the same in a batch, alone, in the opposite order, and of the model loaded"
                + " anew.", finding.detail());
    }

    @Test
    void answers_that_depend_on_the_batch_are_not() {
        Stored centred = new Stored(rows -> {
            double mean = rows.stream().mapToDouble(row -> ((Number) row.get("x")).doubleValue()).average().orElse(0);
            return doubled(rows).stream().map(answer -> number(answer.value() - mean)).toList();
        }, ModelFactsTest::doubled);
        assertEquals("The answers to 5 rows asked in a batch are not those given alone (4 differ, first '-2.0' and '0.0'),"
                + " nor of the model loaded anew (5 differ, first '-2.0' and '0.0').", inconsistency(centred));
    }

    @Test
    void answers_that_depend_on_the_order_are_not() {
        Stored counting = new Stored(rows -> {
            List<Prediction> answers = new ArrayList<>();
            doubled(rows).forEach(answer -> answers.add(number(answer.value()
                    + (rows.size() > 1 ? answers.size() : 0))));
            return answers;
        }, ModelFactsTest::doubled);
        assertTrue(inconsistency(counting).contains("nor in the opposite order (4 differ, first '0.0' and '4.0')"));
    }

    @Test
    void a_model_that_comes_back_otherwise_is_not() {
        assertEquals("The answers to 5 rows asked in a batch are not those given of the model loaded anew (1 answers to 5).",
                inconsistency(new Stored(ModelFactsTest::doubled, rows -> List.of(number(1)))));
    }

    @Test
    void nothing_is_said_without_rows() {
        assertEquals(Optional.empty(),
                ModelFacts.consistent(DOUBLING, List.of()));
    }

    @Test
    void of_many_rows_a_thousand_are_asked() {
        List<Map<String, Object>> rows =
                IntStream.range(0, 2_500).<Map<String, Object>>mapToObj(row -> Map.of("x", row + 0.0)).toList();
        assertTrue(ModelFacts.consistent(DOUBLING, rows).orElseThrow().detail().contains("1,000 rows"));
    }

    @Test
    void each_rule_that_is_not_kept_is_named_with_an_example() {
        assertTrue(ModelFacts.refusesInvalidInput(new Stored(ModelFactsTest::strict, ModelFactsTest::strict)).holds());
        Evidence.Finding finding =
                ModelFacts.refusesInvalidInput(DOUBLING);
        assertFalse(finding.holds());
        // How the smallest numbers are printed changed with JDK 19, so the last one is not compared.
        assertTrue(finding.detail().startsWith("Of invalid rows, 13 of 13 were not refused: MISSING in 'x' (absent) ended in"
                + " NullPointerException; EXTRA in 'extra_column' (1.0) was answered with '10.0'; WRONG_TYPE in 'x' (not a"
                + " number) ended in ClassCastException; NOT_A_NUMBER in 'x' (NaN) was answered with 'NaN'; INFINITE in 'x'"
                + " (Infinity) was answered with 'Infinity'; OUT_OF_RANGE in 'x' (-4.9E-324) was answered with '-"),
                finding.detail());
    }

    @Test
    void what_is_refused_alone_only_is_not_refused() {
        Stored careless = new Stored(rows -> rows.size() == 1 ? strict(rows) : doubled(rows), ModelFactsTest::strict);
        InvalidInput tried = InvalidInput.of(careless);
        assertFalse(tried.isRefused());
        assertTrue(tried.examples().stream().allMatch(InvalidInput.Accepted::inBatch));
        assertTrue(tried.sentence().contains("(NaN) was answered with 'NaN' in a batch"), tried.sentence());
    }

    @Test
    void a_model_that_does_not_answer_a_valid_row_proves_nothing() {
        Evidence.Finding finding = ModelFacts.refusesInvalidInput(new Stored(rows -> {
            throw new RefusedException("I am closed.");
        }, ModelFactsTest::doubled));
        assertFalse(finding.holds());
        assertTrue(finding.detail().endsWith("RefusedException: I am closed."), finding.detail());
    }
}
