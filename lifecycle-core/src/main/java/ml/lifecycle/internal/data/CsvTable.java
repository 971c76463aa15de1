package ml.lifecycle.internal.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Reads one CSV file. */
final class CsvTable extends AbstractBaseCsvCallbackHandler<Boolean> {

    /** The longest cell; a quote that is never closed makes the rest of the file one. */
    static final int MAX_CELL = 1 << 20;

    private final String file;
    private final List<Cells> columns = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private boolean inHeader = true;
    private int line;
    private int fields;
    private int rows;
    private int[] lines = new int[32];

    private CsvTable(String file) {
        this.file = file;
    }

    /**
     * Reads a table to the end of the stream.
     *
     * @param file its name, for messages
     * @throws IOException if the stream fails
     * @throws RefusedException if it is no such CSV
     */
    static Table read(InputStream in, String file) throws IOException {
        CsvTable csv = new CsvTable(Names.printable(file));
        CsvReader<Boolean> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_CELL)
                .build(csv, new Utf8Reader(in));
        try (CloseableIterator<Boolean> records = reader.iterator()) {
            while (records.hasNext()) {
                records.next();
            }
        } catch (CsvParseException | UncheckedIOException failure) {
            throw csv.explain(failure);
        }
        return csv.table();
    }

    private RuntimeException explain(RuntimeException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Utf8Reader.NotUtf8) {
                return new RefusedException(file + ", " + cause.getMessage() + ": expected text in UTF-8, found other"
                        + " bytes; save the file as UTF-8.", failure);
            }
            if (cause instanceof RefusedException refused) {
                return refused;
            }
            if (cause instanceof IOException broken && !(failure instanceof CsvParseException)) {
                throw broken;
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new RefusedException(file + ", in the record after line " + line + " cannot be read as CSV ("
                + cause.getMessage() + "); look for a quote that is not closed, or a cell of more than " + MAX_CELL
                + " characters.", failure);
    }

    @Override
    protected void handleBegin(long startingLine) {
        line = (int) Math.min(startingLine, Integer.MAX_VALUE);
        fields = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields = index + 1;
        if (inHeader) {
            header(new String(buffer, offset, length));
        } else if (index < columns.size()) {
            columns.get(index).add(buffer, offset, length, quoted);
        }
    }

    private void header(String name) {
        String problem = ColumnNames.problem(name, names);
        if (problem != null) {
            throw new RefusedException(file + ", line " + line + ": column " + fields + " " + problem
                    + ". The first line must name the columns.");
        }
        names.add(name);
        columns.add(new Cells(name));
    }

    @Override
    protected @Nullable Boolean buildRecord() {
        if (fields == 0) {
            return Boolean.FALSE;
        }
        if (inHeader) {
            inHeader = false;
            return Boolean.TRUE;
        }
        if (fields != columns.size()) {
            String where = fields < columns.size()
                    ? "there is none for column '" + Names.printable(columns.get(fields).name()) + "'"
                    : "there is one after the last column '" + Names.printable(columns.get(columns.size() - 1).name())
                            + "'";
            throw new RefusedException(file + ", line " + line + ": expected " + columns.size() + " cells as in the"
                    + " header, found " + fields + "; " + where
                    + ". Put quotes around a cell that holds a comma.");
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
        }
        lines[rows++] = line;
        return Boolean.TRUE;
    }

    private Table table() {
        if (columns.isEmpty()) {
            throw new RefusedException(file + " is empty; expected a first line that names the columns.");
        }
        List<Col> built = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            Cells cells = columns.set(index, new Cells(""));
            try {
                built.add(cells.column(lines));
            } catch (Cells.BadCell bad) {
                throw new RefusedException(file + ", line " + bad.line() + ": column '" + Names.printable(bad.column())
                        + "' " + bad.getMessage() + ".", bad);
            }
        }
        return new ColumnTable(built, rows);
    }
}
