package ml.lifecycle.internal.signature;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole table against a signature, column by column. It only tells whether all is in order; what is wrong with
 * which row is left to {@link RowCheck}, by whose rules it judges.
 */
public final class TableCheck {

    private TableCheck() {}

    /**
     * The rows of a table that fulfils a signature.
     *
     * @param signature the contract
     * @param table the table
     * @return a view of its rows as {@link RowCheck#check} gives them, made anew each time they are asked for;
     *         {@code null} if any value is missing or breaks the contract
     */
    public static @Nullable List<@Nullable Object[]> rows(Signature signature, Table table) {
        List<Column> inputs = signature.inputs();
        Map<String, TableColumn> given = new HashMap<>();
        table.columns().forEach(column -> given.put(column.name(), column));
        if (given.size() != inputs.size() || table.columns().size() != inputs.size()) {
            return null;
        }
        TableColumn[] columns = new TableColumn[inputs.size()];
        for (int index = 0; index < columns.length; index++) {
            TableColumn column = given.get(inputs.get(index).name());
            if (column == null || !fulfils(inputs.get(index), column)) {
                return null;
            }
            columns[index] = column;
        }
        return new Rows(columns, table.rows());
    }

    private static boolean fulfils(Column wanted, TableColumn column) {
        return switch (wanted.type()) {
            case NUMBER, INTEGER -> isNumber(column.type()) && areNumbers(wanted, column);
            case TEXT -> column.type() == ColumnType.TEXT && areTexts(wanted, column);
            case BOOLEAN, TIMESTAMP -> column.type() == wanted.type() && isComplete(column);
        };
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    private static boolean areNumbers(Column wanted, TableColumn column) {
        Range range = wanted.range();
        boolean whole = wanted.type() == ColumnType.INTEGER;
        for (int row = 0; row < column.size(); row++) {
            double number = column.number(row);
            // A missing value is NaN, which is not finite.
            if (!Double.isFinite(number) || whole && number != Math.rint(number)
                    || range != null && !range.contains(number)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areTexts(Column wanted, TableColumn column) {
        Set<String> levels = Set.copyOf(wanted.levels());
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text == null || !levels.isEmpty() && !levels.contains(text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComplete(TableColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                return false;
            }
        }
        return true;
    }

    /** No row is kept, so that a table of a million rows needs no more memory than it has. */
    private static final class Rows extends AbstractList<@Nullable Object[]> implements RandomAccess {

        private final TableColumn[] columns;
        private final int size;

        Rows(TableColumn[] columns, int size) {
            this.columns = columns;
            this.size = size;
        }

        @Override
        public @Nullable Object[] get(int row) {
            @Nullable Object[] values = new Object[columns.length];
            for (int index = 0; index < values.length; index++) {
                TableColumn column = columns[index];
                values[index] = isNumber(column.type()) ? (Object) column.number(row) : column.value(row);
            }
            return values;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
