package ml.lifecycle.internal.model;

import java.util.List;
import java.util.Map;
import ml.lifecycle.model.Predictor;
import org.jspecify.annotations.Nullable;

/** A predictor that can tell how its model comes to an answer. */
public interface Reasoning extends Predictor {

    /**
     * How the model comes to its answer for a row.
     *
     * @param row a row that is answered
     * @return the steps, as the model's format tells them; empty if it does not
     */
    List<String> reasons(Map<String, ? extends @Nullable Object> row);
}
