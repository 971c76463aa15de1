package ml.lifecycle.internal.signature;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that fulfils a signature, without a gap, as {@link RowCheck#check} gives them. No row is kept, so that
 * a table of a million rows needs no more memory than it has. Where all columns are numbers a row can be read without an
 * object for each of its values. Unmodifiable.
 */
public final class CheckedRows extends AbstractList<@Nullable Object[]> implements RandomAccess {

    private final TableColumn[] columns;
    private final int size;
    private final boolean numbers;

    CheckedRows(List<TableColumn> columns, int size) {
        this.columns = columns.toArray(TableColumn[]::new);
        this.size = size;
        this.numbers = columns.stream().allMatch(column -> isNumber(column.type()));
    }

    static boolean isNumber(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    /**
     * Whether all columns are numbers.
     *
     * @return whether {@link #numbers(int, int[])} may be called
     */
    public boolean areNumbers() {
        return numbers;
    }

    /**
     * The numbers of a row.
     *
     * @param row its number, from 0
     * @param places which columns, by their place in the signature
     * @return as many finite numbers
     */
    public double[] numbers(int row, int[] places) {
        double[] values = new double[places.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = columns[places[index]].number(row);
        }
        return values;
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
