package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What a first pass over a file tells.
 *
 * @param names the columns; none if the file alone knows them
 * @param types their types, which follow from all of their cells
 * @param rows the number of rows, which is what the second pass should have room for
 * @param format how the file is written
 */
record CsvHead(List<String> names, List<ColumnType> types, int rows, CsvFormat format) {

    private static final int NUMERIC = bit(CellKind.INTEGER) | bit(CellKind.NUMBER) | bit(CellKind.NOT_A_NUMBER)
            | bit(CellKind.INFINITE);

    private static int bit(CellKind kind) {
        return 1 << kind.ordinal();
    }

    /** A head of which only the types are known; the names are those of the file. */
    static CsvHead of(List<ColumnType> types, long rows, CsvFormat format) {
        return new CsvHead(List.of(), types, (int) Math.min(rows, Growing.MOST), format);
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
    static CsvHead read(InputStream in, String file, CsvFormat format) throws IOException {
        Pass pass = new Pass(file, format);
        pass.read(in);
        List<ColumnType> types = new ArrayList<>();
        for (int column = 0; column < pass.kinds.length; column++) {
            ColumnType chosen = format.types().get(pass.names.get(column));
            types.add(chosen != null ? chosen : pass.type(column));
        }
        return new CsvHead(pass.names, types, pass.rows(), format);
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

        private final CsvCells cells;
        private List<String> names = List.of();
        private int[] kinds = new int[0];
        /** For each column its first number that is written as elsewhere, with its place. */
        private @Nullable String[] foreign = new String[0];
        /** For each column its first cell between quotes that are none here, with its place. */
        private @Nullable String[] around = new String[0];
        /** Whether a column has a cell without such quotes. */
        private boolean[] bare = new boolean[0];

        Pass(String file, CsvFormat format) {
            super(file, format);
            cells = new CsvCells(format);
        }

        @Override
        void begin(List<String> columns) {
            names = columns;
            kinds = new int[columns.size()];
            foreign = new String[columns.size()];
            around = new String[columns.size()];
            bare = new boolean[columns.size()];
        }

        @Override
        void cell(int column, char[] buffer, int offset, int length) {
            if (!bare[column]) {
                lookAround(column, buffer, offset, length);
            }
            // One text makes a column of texts, whatever else it has.
            if ((kinds[column] & bit(CellKind.TEXT)) == 0) {
                CellKind kind = cells.kind(buffer, offset, length);
                kinds[column] |= bit(kind);
                if (kind == CellKind.FOREIGN && foreign[column] == null) {
                    foreign[column] = holds(column, buffer, offset, length);
                }
            }
        }

        private void lookAround(int column, char[] buffer, int offset, int length) {
            if (!isQuotedElsewise()) {
                bare[column] = true;
            } else if (around[column] == null) {
                around[column] = holds(column, buffer, offset, length);
            }
        }

        private String holds(int column, char[] buffer, int offset, int length) {
            return place(names.get(column)) + "holds '" + Layout.cut(new String(buffer, offset, length).strip(), 40) + "'";
        }

        /** Quotes must not become a part of all texts without a word. */
        private void requireOwnQuotes(int column) {
            if (around[column] != null && !bare[column]) {
                throw new RefusedException(around[column] + ", and all its values stand between "
                        + CsvQuotes.otherThan(format) + ". Where these are quotes, read it with "
                        + Names.printable(CsvQuotes.remedied(format).toString()) + "; where they belong to the texts, with "
                        + Names.printable(format.column(names.get(column), ColumnType.TEXT).toString()) + ".");
            }
        }

        /** A column of numbers as they are written elsewhere must not become texts without a word. */
        private ColumnType type(int column) {
            requireOwnQuotes(column);
            int all = kinds[column];
            if ((all & bit(CellKind.FOREIGN)) != 0 && (all & ~NUMERIC & ~bit(CellKind.FOREIGN)) == 0) {
                String name = names.get(column);
                CsvFormat other = format.decimal() == '.' ? format.decimalComma()
                        : new CsvFormat(format.separator(), format.quote(), '.', format.charset(), format.names(),
                                format.missing(), format.types());
                throw new RefusedException(foreign[column] + ", and all its values look like numbers as they are written"
                        + " elsewhere; expected a decimal " + (format.decimal() == '.' ? "point" : "comma")
                        + " and nothing between thousands. Where decimals begin with a "
                        + (format.decimal() == '.' ? "comma" : "point") + ", read it with "
                        + Names.printable(other.toString()) + "; where these are texts, with "
                        + Names.printable(format.column(name, ColumnType.TEXT).toString()) + ".");
            }
            return CsvHead.type(all);
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
