package ml.lifecycle.testkit;

import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/** A number that grows while all else in a row stays, waiting for what must follow. Immutable. */
public final class TrendAssert {

    private final ModelOnDataAssert subject;
    private final Predictor model;
    private final Trend trend;
    private final Outcome outcome;

    TrendAssert(ModelOnDataAssert subject, Predictor model, Trend trend, Outcome outcome) {
        this.subject = subject;
        this.model = model;
        this.trend = trend;
        this.outcome = outcome;
    }

    /**
     * Requires that the score of a label never falls; of a model without scores, that the label is not lost once given.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert neverLowers(String label) {
        return score(label, 1);
    }

    /**
     * Requires that the score of a label never rises; of a model without scores, that the label is not given once lost.
     *
     * @param label the label
     * @return the model on its data, for the next assertion
     * @throws ml.lifecycle.RefusedException if the model does not know the label
     */
    public ModelOnDataAssert neverRaises(String label) {
        return score(label, -1);
    }

    /**
     * Requires that the predicted number never falls.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert neverLowersTheNumber() {
        trend.check("the number", 1, Prediction::value).ifPresent(outcome::failed);
        return subject;
    }

    /**
     * Requires that the predicted number never rises.
     *
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert neverRaisesTheNumber() {
        trend.check("the number", -1, Prediction::value).ifPresent(outcome::failed);
        return subject;
    }

    private ModelOnDataAssert score(String label, int sign) {
        Answers.requireLabel(model, label);
        trend.check("the score of '" + label + "'", sign, answer -> Answers.score(answer, label)).ifPresent(outcome::failed);
        return subject;
    }
}
