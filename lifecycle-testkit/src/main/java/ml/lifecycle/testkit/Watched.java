package ml.lifecycle.testkit;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import org.opentest4j.AssertionFailedError;

/** What is done to rows, and the one quantity of the answers that is watched meanwhile. */
record Watched(ModelOnDataAssert subject, Predictor model, Change change, Outcome outcome) {

    /** Changes rows and looks whether a quantity of the answers goes one way: 1 for up, -1 for down. */
    @FunctionalInterface
    interface Change {
        Optional<AssertionFailedError> check(String quantity, int sign, ToDoubleFunction<Prediction> value);
    }

    /** The score of a label. */
    ModelOnDataAssert score(String label, int sign) {
        Answers.requireLabel(model, label);
        return check("the score of '" + label + "'", sign, answer -> Answers.score(answer, label));
    }

    /** The predicted number. */
    ModelOnDataAssert number(int sign) {
        return check("the number", sign, Prediction::value);
    }

    private ModelOnDataAssert check(String quantity, int sign, ToDoubleFunction<Prediction> value) {
        change.check(quantity, sign, value).ifPresent(outcome::failed);
        return subject;
    }
}
