package ml.lifecycle.testkit.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Output;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What every model must keep; a test class that implements this has these properties beside its own. */
@SuppressWarnings("exports") // jqwik is optional: to require it transitively would force it on every module
public interface PredictorProperties {

    /**
     * The model.
     *
     * @return a predictor; called for each try, so keep it
     */
    Predictor predictor();

    /**
     * Whether the scores are probabilities, so that they must sum to 1.
     *
     * @return {@code true} unless overridden
     */
    default boolean scoresAreProbabilities() {
        return true;
    }

    /**
     * Rows that keep the signature, a third of them of extreme values.
     *
     * @return the rows
     */
    @Provide
    default Arbitrary<Map<String, Object>> validRows() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Rows.valid(predictor().signature())),
                Tuple.of(1, Rows.edges(predictor().signature())));
    }

    /**
     * Several rows that keep the signature.
     *
     * @return the batches
     */
    @Provide
    default Arbitrary<List<Map<String, Object>>> validBatches() {
        return validRows().list().ofMinSize(2).ofMaxSize(12);
    }

    /**
     * Rows that break the signature in one place.
     *
     * @return the rows
     */
    @Provide
    default Arbitrary<Map<String, @Nullable Object>> brokenRows() {
        return Rows.broken(predictor().signature());
    }

    /**
     * A valid row gets an answer of the kind that the signature promises.
     *
     * @param row a valid row
     */
    @Property
    default void every_valid_row_gets_an_answer_of_the_promised_kind(@ForAll("validRows") Map<String, Object> row) {
        Prediction answer = predictor().predict(row);
        Output output = predictor().signature().output();
        switch (output.kind()) {
            case LABEL -> assertTrue(output.labels().contains(answer.label()),
                    () -> "'" + answer.label() + "' is none of the labels " + output.labels());
            case NUMBER -> assertTrue(Double.isFinite(answer.value()), () -> answer.value() + " is no finite number");
            case CLUSTER -> assertTrue(answer.label().matches("\\d+"), () -> "'" + answer.label() + "' is no cluster");
        }
    }

    /**
     * The scores of a valid row are finite, and sum to 1 if they are probabilities.
     *
     * @param row a valid row
     */
    @Property
    default void scores_are_finite_and_probabilities_sum_to_one(@ForAll("validRows") Map<String, Object> row) {
        Map<String, Double> scores = predictor().predict(row).scores();
        scores.forEach((label, score) ->
                assertTrue(Double.isFinite(score), () -> "the score of '" + label + "' is " + score));
        if (scoresAreProbabilities() && !scores.isEmpty()) {
            double sum = scores.values().stream().mapToDouble(Double::doubleValue).sum();
            assertEquals(1, sum, 1e-6, () -> "the scores " + scores + " do not sum to 1; override"
                    + " scoresAreProbabilities() if they are none");
        }
    }

    /**
     * The order of rows does not matter.
     *
     * @param rows valid rows
     */
    @Property
    default void the_order_of_rows_does_not_matter(@ForAll("validBatches") List<Map<String, Object>> rows) {
        List<Map<String, Object>> backwards = new ArrayList<>(rows);
        Collections.reverse(backwards);
        List<Prediction> answers = new ArrayList<>(predictor().predict(backwards));
        Collections.reverse(answers);
        assertEquals(predictor().predict(rows), answers);
    }

    /**
     * A row gets the same answer alone and among others.
     *
     * @param rows valid rows
     */
    @Property
    default void a_row_gets_the_same_answer_alone_and_among_others(@ForAll("validBatches") List<Map<String, Object>> rows) {
        List<Prediction> alone = new ArrayList<>();
        rows.forEach(row -> alone.add(predictor().predict(row)));
        assertEquals(alone, predictor().predict(rows));
    }

    /**
     * A row that breaks the signature is refused.
     *
     * @param row a row with one violation
     */
    @Property
    default void every_broken_row_is_refused(@ForAll("brokenRows") Map<String, @Nullable Object> row) {
        assertThrows(RefusedException.class, () -> predictor().predict(row));
    }
}
