package ml.lifecycle.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model in memory. Safe for use by several threads. */
public interface LoadedModel {

    /**
     * Predicts rows; a row gets the same answer alone and among others.
     *
     * @param rows each row's values in the order of the signature's inputs, {@code null} where there is none
     * @return one answer for each row, without warnings
     */
    List<Prediction> predict(List<@Nullable Object[]> rows);

    /**
     * The framework's own object.
     *
     * @return the model
     */
    Object unwrap();
}
