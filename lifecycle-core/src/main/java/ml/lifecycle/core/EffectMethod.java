package ml.lifecycle.core;

import java.util.List;
import java.util.Map;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/**
 * A way to measure what the values of a row do to its answer. The explainer has one of its own, which asks the model with
 * the values of other rows; {@code TribuoLime} is another. The same question must have the same effects. Safe for use by
 * several threads.
 */
@FunctionalInterface
public interface EffectMethod {

    /**
     * Measures the effects.
     *
     * @param predictor the model, which accepts numbers out of their range
     * @param rows other rows, with the inputs of the model alone; at least one
     * @param row the row
     * @param answer what the model answers for it
     * @return the effects, the strongest first
     * @throws ml.lifecycle.RefusedException if the method does not fit the model
     */
    Explanation.Effects of(Predictor predictor, List<Map<String, Object>> rows, Map<String, Object> row, Prediction answer);
}
