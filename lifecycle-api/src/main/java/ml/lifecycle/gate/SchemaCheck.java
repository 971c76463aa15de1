package ml.lifecycle.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The data must have some columns. Whole numbers are accepted where numbers are asked for.
 *
 * @param columns the columns, at least one
 * @param exact whether there must be no others, and in this order
 */
public record SchemaCheck(List<Field> columns, boolean exact) implements DataCheck {

    /**
     * A column that must be there.
     *
     * @param name its name
     * @param type its type, or {@code null} for any
     */
    public record Field(String name, @Nullable ColumnType type) {

        @Override
        public String toString() {
            return type == null ? name : name + " (" + type.name().toLowerCase(Locale.ROOT) + ")";
        }
    }

    /**
     * Copies the columns.
     *
     * @throws RefusedException if there are none
     */
    public SchemaCheck {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new RefusedException("A check on columns names none; name at least one.");
        }
    }

    @Override
    public String describe() {
        String all = columns.stream().map(Field::toString).collect(Collectors.joining(", "));
        return (exact ? "exactly the columns " : columns.size() == 1 ? "the column " : "the columns ") + all;
    }
}
