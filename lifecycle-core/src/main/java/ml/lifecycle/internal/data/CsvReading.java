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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** One pass over a CSV file: the header, then cell by cell. Cells are without surrounding spaces. */
abstract class CsvReading extends AbstractBaseCsvCallbackHandler<Boolean> {

    /** The longest cell; a quote that is never closed makes the rest of the file one. */
    static final int MAX_CELL = 1 << 20;

    /** Its name, safe to show. */
    final String file;
    private final Set<String> names = new LinkedHashSet<>();
    private int width;
    private boolean inHeader = true;
    private int line;
    private int fields;
    private int rows;

    CsvReading(String file) {
        this.file = Names.printable(file);
    }

    /** All columns are known. */
    abstract void begin(List<String> columns);

    /** A cell that has a value. */
    abstract void cell(int column, char[] buffer, int offset, int length);

    /** A cell that has none: empty or blank, without quotes. */
    abstract void missing(int column);

    /** A row is complete. */
    abstract void row();

    /**
     * Reads to the end of the stream.
     *
     * @throws IOException if the stream fails
     * @throws RefusedException if it is no such CSV
     */
    final void read(InputStream in) throws IOException {
        CsvReader<Boolean> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_CELL)
                .build(this, new Utf8Reader(new Unclosed(in)));
        try (CloseableIterator<Boolean> records = reader.iterator()) {
            while (records.hasNext()) {
                records.next();
            }
        } catch (CsvParseException | UncheckedIOException failure) {
            throw explain(failure);
        }
        if (inHeader) {
            throw new RefusedException(file + " is empty; expected a first line that names the columns.");
        }
    }

    private RuntimeException explain(RuntimeException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Utf8Reader.NotUtf8) {
                return new RefusedException(file + ", " + cause.getMessage() + ": expected text in UTF-8, found other"
                        + " bytes; save the file as UTF-8.", failure);
            }
            if (cause instanceof LifecycleException ours) {
                return ours;
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
    protected final void handleBegin(long startingLine) {
        line = (int) Math.min(startingLine, Integer.MAX_VALUE);
        fields = 0;
    }

    @Override
    protected final void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields = index + 1;
        if (inHeader) {
            header(new String(buffer, offset, length));
        } else if (index < width) {
            if (!quoted && isBlank(buffer, offset, length)) {
                missing(index);
            } else {
                cell(index, buffer, offset, length);
            }
        }
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (buffer[index] != ' ') {
                return false;
            }
        }
        return true;
    }

    private void header(String name) {
        String problem = ColumnNames.problem(name, names);
        if (problem != null) {
            throw new RefusedException(file + ", line " + line + ": column " + fields + " " + problem
                    + ". The first line must name the columns.");
        }
        names.add(name);
    }

    @Override
    protected final @Nullable Boolean buildRecord() {
        if (fields == 0) {
            return Boolean.FALSE;
        }
        if (inHeader) {
            inHeader = false;
            width = names.size();
            begin(List.copyOf(names));
            return Boolean.TRUE;
        }
        if (fields != width) {
            List<String> columns = new ArrayList<>(names);
            String where = fields < width
                    ? "there is none for column '" + Names.printable(columns.get(fields)) + "'"
                    : "there is one after the last column '" + Names.printable(columns.get(width - 1)) + "'";
            throw new RefusedException(file + ", line " + line + ": expected " + width + " cells as in the header, found "
                    + fields + "; " + where + ". Put quotes around a cell that holds a comma.");
        }
        rows++;
        row();
        return Boolean.TRUE;
    }

    /** The rows until now. */
    final int rows() {
        return rows;
    }

    /** A place in the file, to begin a message with. */
    final String place(String column) {
        return file + ", line " + line + ": column '" + Names.printable(column) + "' ";
    }
}
