package ml.lifecycle.core;

import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** Parts that were made elsewhere may not fit together: a model would be measured on values it takes for others. */
final class SameColumns {

    private SameColumns() {}

    static void require(Table train, Table test) {
        List<String> learnt = names(train);
        List<String> measured = names(test);
        if (!learnt.equals(measured)) {
            throw new RefusedException("The part to measure on has the columns " + measured + ", and the part to learn from "
                    + learnt + "; expected the same columns in the same order. Read both parts alike, and leave columns"
                    + " that only one has out by Table.without.");
        }
        for (int place = 0; place < learnt.size(); place++) {
            requireType(train.columns().get(place), test.columns().get(place));
        }
    }

    private static List<String> names(Table part) {
        return part.columns().stream().map(column -> Names.printable(column.name())).toList();
    }

    private static void requireType(TableColumn learnt, TableColumn measured) {
        boolean fits = learnt.type() == measured.type() || isNumber(learnt.type()) && isNumber(measured.type());
        // The type of a column without values is nobody's choice.
        if (!fits && !isEmpty(learnt) && !isEmpty(measured)) {
            throw new RefusedException("Column '" + Names.printable(learnt.name()) + "' is " + measured.type()
                    + " in the part to measure on, and " + learnt.type() + " in the part to learn from; expected one type."
                    + " Look for values that were written otherwise, or read both parts with the same CsvFormat.");
        }
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    private static boolean isEmpty(TableColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                return false;
            }
        }
        return true;
    }
}
