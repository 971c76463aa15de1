package ml.lifecycle.internal.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @return a view of its rows, made anew each time they are asked for; {@code null} if any value is missing or breaks the contract
     */
    public static @Nullable CheckedRows rows(Signature signature, Table table) {
        List<Column> inputs = signature.inputs();
        Map<String, TableColumn> given = new HashMap<>();
        table.columns().forEach(column -> given.put(column.name(), column));
        if (given.size() != inputs.size() || table.columns().size() != inputs.size()) {
            return null;
        }
        List<TableColumn> columns = new ArrayList<>(inputs.size());
        for (Column input : inputs) {
            TableColumn column = given.get(input.name());
            if (column == null || !fulfils(input, column)) {
                return null;
            }
            columns.add(column);
        }
        return new CheckedRows(columns, table.rows());
    }

    private static boolean fulfils(Column wanted, TableColumn column) {
        return switch (wanted.type()) {
            case NUMBER, INTEGER -> CheckedRows.isNumber(column.type()) && areNumbers(wanted, column);
            case TEXT -> column.type() == ColumnType.TEXT && areTexts(wanted, column);
            case BOOLEAN, TIMESTAMP -> column.type() == wanted.type() && isComplete(column);
        };
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
}
