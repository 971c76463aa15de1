package ml.lifecycle.data;

import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** One column of a {@link Table}. Immutable, so safe for use by several threads. */
public interface TableColumn {

    /**
     * Its name.
     *
     * @return the name
     */
    String name();

    /**
     * What its values are.
     *
     * @return the type
     */
    ColumnType type();

    /**
     * The number of rows.
     *
     * @return the number of values, missing ones included
     */
    int size();

    /**
     * Whether a row has no value here.
     *
     * @param row from 0
     * @return whether it is missing
     */
    boolean isMissing(int row);

    /**
     * A number; a timestamp as milliseconds since 1970, a boolean as 0 or 1.
     *
     * @param row from 0
     * @return the number, NaN where it is missing
     * @throws ml.lifecycle.RefusedException if this is a column of text
     */
    double number(int row);

    /**
     * The value as text.
     *
     * @param row from 0
     * @return the text, {@code null} where it is missing
     */
    @Nullable String text(int row);

    /**
     * The value: {@code Double}, {@code Long}, {@code String}, {@code Boolean} or {@code Instant}.
     *
     * @param row from 0
     * @return the value, {@code null} where it is missing
     */
    @Nullable Object value(int row);
}
