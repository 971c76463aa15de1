package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.signature.ColumnType;

/**
 * What a first pass over a file tells.
 *
 * @param names the columns; none if the file alone knows them
 * @param types their types, which follow from all of their cells
 * @param rows the number of rows, which is what the second pass should have room for
 */
record CsvHead(List<String> names, List<ColumnType> types, int rows) {

    private static final int NUMERIC = bit(CellKind.INTEGER) | bit(CellKind.NUMBER) | bit(CellKind.NOT_A_NUMBER)
            | bit(CellKind.INFINITE);

    private static int bit(CellKind kind) {
        return 1 << kind.ordinal();
    }

    /** A head of which only the types are known; the names are those of the file. */
    static CsvHead of(List<ColumnType> types, long rows) {
        return new CsvHead(List.of(), types, (int) Math.min(rows, Growing.MOST));
    }

    /** The columns without rows. */
    List<Col> columns() {
        List<Col> columns = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            columns.add(Growing.of(names.get(column), types.get(column), 0).take());
        }
        return columns;
    }

    /**
     * Reads a file to its end.
     *
     * @throws IOException if the stream fails
     * @throws ml.lifecycle.RefusedException if it is no such CSV
     */
    static CsvHead read(InputStream in, String file) throws IOException {
        Pass pass = new Pass(file);
        pass.read(in);
        List<ColumnType> types = new ArrayList<>();
        for (int kinds : pass.kinds) {
            types.add(type(kinds));
        }
        return new CsvHead(pass.names, types, pass.rows());
    }

    private static ColumnType type(int kinds) {
        boolean number = (kinds & bit(CellKind.NUMBER)) != 0;
        boolean integer = (kinds & bit(CellKind.INTEGER)) != 0;
        if (kinds != 0 && (kinds & ~NUMERIC) == 0) {
            return number || integer && (kinds & bit(CellKind.INFINITE)) != 0 ? ColumnType.NUMBER
                    : integer ? ColumnType.INTEGER : ColumnType.TEXT;
        }
        return kinds == bit(CellKind.BOOLEAN) ? ColumnType.BOOLEAN
                : kinds == bit(CellKind.TIMESTAMP) ? ColumnType.TIMESTAMP : ColumnType.TEXT;
    }

    /** Collects the kinds of cells that each column has. */
    private static final class Pass extends CsvReading {

        private List<String> names = List.of();
        private int[] kinds = new int[0];

        Pass(String file) {
            super(file);
        }

        @Override
        void begin(List<String> columns) {
            names = columns;
            kinds = new int[columns.size()];
        }

        @Override
        void cell(int column, char[] buffer, int offset, int length) {
            // One text makes a column of texts, whatever else it has.
            if ((kinds[column] & bit(CellKind.TEXT)) == 0) {
                kinds[column] |= bit(CellKind.of(buffer, offset, length));
            }
        }

        @Override
        void missing(int column) {
            // Says nothing of the type.
        }

        @Override
        void row() {
            // Is counted already.
        }
    }
}
