package ml.lifecycle.internal.stats;

import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;

/**
 * A column on one side of a comparison.
 *
 * @param name its name
 * @param type its type
 * @param values its values: numbers for NUMBER, INTEGER and the moments of a table; else texts
 * @param width how wide the buckets are in which its numbers were counted, about its quartiles; 0 where each number is
 *         counted, infinite for texts that are not all counted
 */
public record DriftSide(String name, ColumnType type, Distribution values, double width) {

    /**
     * That of a table.
     *
     * @param column the column
     * @return the side, exact
     */
    public static DriftSide of(TableColumn column) {
        boolean words = column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOLEAN;
        return new DriftSide(column.name(), column.type(),
                words ? Distribution.categories(column) : Distribution.of(column), 0);
    }

    /**
     * Whether it holds numbers.
     *
     * @return whether its type is one of numbers
     */
    public boolean isNumeric() {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    /**
     * Whether no row has a value.
     *
     * @return whether it is so
     */
    public boolean isEmpty() {
        return values.present() == 0;
    }

    /** A column without values could be of any type, and is taken as one of the other side's. */
    DriftSide beside(DriftSide other) {
        return !isEmpty() || other.isEmpty() ? this : new DriftSide(name, other.type,
                Distribution.none(name, other.values.texts == null, values.rows()), 0);
    }
}
