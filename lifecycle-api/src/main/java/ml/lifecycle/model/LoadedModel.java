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
     * How the model comes to its answer for a row, where it can tell: of a tree the splits on the way of the row, of a linear
     * model what each value adds.
     *
     * @param row the row's values in the order of the signature's inputs, {@code null} where there is none; a row that
     *        {@link #predict} answers
     * @return the steps, each a line for people; empty if the format cannot tell
     */
    default List<String> reasons(@Nullable Object[] row) {
        return List.of();
    }

    /**
     * The framework's own object.
     *
     * @return the model
     */
    Object unwrap();
}
