package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.core.SampleRows;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/** Assertions on a model. Immutable; each assertion gives the subject for the next. */
public final class ModelAssert {

    private static final int DRAWN = 200;
    private static final long SEED = 20_260_101;

    private final Predictor model;
    private final Outcome outcome;

    ModelAssert(Predictor model, Outcome outcome) {
        this.model = model;
        this.outcome = outcome;
    }

    /**
     * Goes on to assertions on the model's answers on data.
     *
     * @param data the rows and their truth
     * @return the model on the data
     */
    public ModelOnDataAssert on(LabelledData data) {
        return new ModelOnDataAssert(model, data, null, outcome);
    }

    /**
     * Requires that the model refuses each kind of row that breaks its signature: one row for each column and each way
     * in which the signature can be broken there, alone and behind a valid row. A refusal is a
     * {@link ml.lifecycle.RefusedException}; an answer with a warning, or any other exception, is none.
     *
     * @return this assertion
     */
    public ModelAssert refusesInvalidInput() {
        new Refusals(model).check().ifPresent(outcome::failed);
        return this;
    }

    /**
     * Requires the label of one example, for what a model must never get wrong.
     *
     * @param row values by column; {@link LifecycleAssertions#row} makes one
     * @param label the label, the number of the cluster, or the number as text
     * @return this assertion
     */
    public ModelAssert predicts(Map<String, ? extends @Nullable Object> row, String label) {
        Prediction answer = model.predict(row);
        if (!answer.label().equals(label)) {
            outcome.failed(Facts.of("Expected " + model.source() + " to predict " + Show.literal(label) + ", but it predicts "
                            + Show.literal(answer.label()) + ".")
                    .fact("row", Show.row(row))
                    .fact("required", Show.literal(label))
                    .fact("observed", answer.label() + (answer.scores().isEmpty() ? "" : ", scores " + answer.scores()))
                    .fact("to do", "add rows like this one to the training data, or correct the example")
                    .error(label, answer.label()));
        }
        return this;
    }

    /**
     * Requires a number for one example.
     *
     * @param row values by column; {@link LifecycleAssertions#row} makes one
     * @param value the number
     * @param tolerance how far the answer may be from it, 0 or more
     * @return this assertion
     */
    public ModelAssert predicts(Map<String, ? extends @Nullable Object> row, double value, double tolerance) {
        Prediction answer = model.predict(row);
        if (!(Math.abs(answer.value() - value) <= tolerance)) {
            outcome.failed(Facts.of("Expected " + model.source() + " to predict " + Show.number(value) + " to within "
                            + Show.number(tolerance) + ", but it predicts " + Show.number(answer.value()) + ".")
                    .fact("row", Show.row(row))
                    .fact("required", Show.number(value) + " ± " + Show.number(tolerance))
                    .fact("observed", answer.value())
                    .fact("to do", "add rows like this one to the training data, or correct the example")
                    .error(value, answer.value()));
        }
        return this;
    }

    /**
     * Begins to require that the model answers the same in whatever way it is asked, on 200 rows drawn from its
     * signature. With data at hand, {@code on(data).predictsTheSame()} asks more.
     *
     * @return to be completed
     */
    public SamePredictionsAssert predictsTheSame() {
        return new SamePredictionsAssert(
                model, NumberedRows.all(drawn()), DRAWN + " rows drawn from the signature (seed " + SEED + ")", outcome);
    }

    private List<Map<String, Object>> drawn() {
        List<Map<String, Object>> rows = new ArrayList<>(SampleRows.draw(model.signature(), DRAWN - 1, SEED));
        rows.add(SampleRows.plain(model.signature()));
        return rows;
    }
}
