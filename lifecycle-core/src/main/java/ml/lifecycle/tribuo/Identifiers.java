package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** Columns that name the rows: a model learns them by heart, and its signature then refuses every row it has not seen. */
final class Identifiers {

    /** Among fewer rows, values differ by chance. */
    private static final int ROWS = 20;

    private Identifiers() {}

    /**
     * Looks at the inputs of a training.
     *
     * @param inputs the columns that a model would learn from
     * @return what is to be warned of: a column of different whole numbers may be a quantity, so the training goes on
     * @throws RefusedException if a column has another text in each row
     */
    static List<String> check(Table inputs) {
        List<String> warnings = new ArrayList<>();
        for (TableColumn column : inputs.columns()) {
            boolean named = column.type() == ColumnType.TEXT || column.type() == ColumnType.INTEGER;
            if (named && inputs.rows() >= ROWS && isDifferent(column)) {
                String found = "Column '" + Names.printable(column.name()) + "' has another value in each of the "
                        + inputs.rows() + " rows of training";
                String remedy = "leave the column out, for example with split.groups(\"" + Names.printable(column.name())
                        + "\")";
                if (column.type() == ColumnType.TEXT) {
                    throw new RefusedException(found + ": a model learns such names by heart, and can answer for no row"
                            + " that it has not seen; " + remedy + ".");
                }
                warnings.add(found + ". If these are numbers of the rows and no quantities, " + remedy
                        + ": the model could answer for no other row.");
            }
        }
        return warnings;
    }

    private static boolean isDifferent(TableColumn column) {
        Set<Object> values = new HashSet<>();
        for (int row = 0; row < column.size(); row++) {
            Object value = column.value(row);
            if (value == null || !values.add(value)) {
                return false;
            }
        }
        return true;
    }
}
