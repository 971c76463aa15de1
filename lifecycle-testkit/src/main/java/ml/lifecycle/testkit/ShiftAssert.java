package ml.lifecycle.testkit;

import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/**
 * A column that has been set to one value in all rows, waiting for what must follow. Each direction means: the answer goes
 * the other way in no row, and goes this way in at least one. Immutable.
 */
public final class ShiftAssert {

    private final ModelOnDataAssert subject;
    private final Predictor model;
    private final Shift shift;
    private final Outcome outcome;

    ShiftAssert(ModelOnDataAssert subject, Predictor model, Shift shift, Outcome outcome) {
        this.subject = subject;
        this.model = model;
        this.shift = shift;
        this.outcome = outcome;
    }

    /**
     * Requires that the score of a label rises; of a model without scores, that the label is given more often.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert raises(String label) {
        return score(label, 1);
    }

    /**
     * Requires that the score of a label falls; of a model without scores, that the label is given less often.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert lowers(String label) {
        return score(label, -1);
    }

    /**
     * Requires that the predicted number rises.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert raisesTheNumber() {
        shift.check("the number", 1, Prediction::value).ifPresent(outcome::failed);
        return subject;
    }

    /**
     * Requires that the predicted number falls.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert lowersTheNumber() {
        shift.check("the number", -1, Prediction::value).ifPresent(outcome::failed);
        return subject;
    }

    private ModelOnDataAssert score(String label, int sign) {
        Answers.requireLabel(model, label);
        shift.check("the score of '" + label + "'", sign, answer -> Answers.score(answer, label)).ifPresent(outcome::failed);
        return subject;
    }
}
