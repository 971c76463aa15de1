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
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** One pass over a CSV file: the header, then cell by cell. Cells are without surrounding spaces. */
abstract class CsvReading extends AbstractBaseCsvCallbackHandler<Boolean> {

    /** The longest cell; a quote that is never closed makes the rest of the file one. */
    static final int MAX_CELL = 1 << 20;

    /** Its name, safe to show. */
    final String file;
    /** How it is written. */
    final CsvFormat format;
    private final CsvSeparators separators;
    private final CsvQuotes quotes;
    private final List<String> names = new ArrayList<>();
    private int width;
    private boolean inHeader;
    private int line;
    private int fields;
    private int rows;

    CsvReading(String file, CsvFormat format) {
        this.file = Names.printable(file);
        this.format = format;
        this.separators = new CsvSeparators(format);
        this.quotes = new CsvQuotes(format);
        this.inHeader = format.names().isEmpty();
    }

    /** All columns are known. */
    abstract void begin(List<String> columns);

    /** A cell that has a value. */
    abstract void cell(int column, char[] buffer, int offset, int length);

    /** Whether the cell that is given right now is without quotes, but between characters that are quotes elsewhere. */
    final boolean isQuotedElsewise() {
        return quotes.isAround();
    }

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
        if (!inHeader) {
            names.addAll(format.names());
            beginWith("The names given for " + file + " are wrong: ");
        }
        CsvReader<Boolean> reader = CsvReader.builder()
                .fieldSeparator(format.separator())
                .quoteCharacter(format.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_CELL)
                .build(this, new TextReader(new Unclosed(in), format.charset()));
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
            if (cause instanceof TextReader.NotText) {
                return new RefusedException(file + ", " + cause.getMessage() + ": expected text in " + format.charset()
                        + ", found other bytes; save the file as UTF-8, or read it with encodedAs(…) of CsvFormat, for"
                        + " example windows-1252 for a file of Excel.", failure);
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
        quotes.forget();
    }

    @Override
    protected final void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields = index + 1;
        quotes.look(buffer, offset, length, quoted);
        if (!quoted && (inHeader || rows == 0)) {
            separators.look(buffer, offset, length);
        }
        if (inHeader) {
            names.add(new String(buffer, offset, length));
        } else if (index < width) {
            if (!quoted && (isBlank(buffer, offset, length) || isMissing(buffer, offset, length))) {
                missing(index);
            } else {
                cell(index, buffer, offset, length);
            }
        }
    }

    private boolean isMissing(char[] buffer, int offset, int length) {
        return !format.missing().isEmpty() && format.missing().contains(new String(buffer, offset, length).strip());
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (buffer[index] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** All names are there, and are to be those of columns. */
    private void beginWith(String place) {
        Set<String> before = new LinkedHashSet<>();
        for (String name : names) {
            String problem = ColumnNames.problem(name, before);
            if (problem != null) {
                throw new RefusedException(place + "column " + (before.size() + 1) + " " + problem + "."
                        + (inHeader ? " The first line must name the columns." : ""));
            }
            before.add(name);
        }
        for (String chosen : format.types().keySet()) {
            if (!before.contains(chosen)) {
                throw new NotFoundException(file + " has no column '" + Names.printable(chosen) + "', for which a type was"
                        + " chosen; it has " + Layout.list(names.stream().map(Names::printable).toList(), 400) + ".");
            }
        }
        inHeader = false;
        width = names.size();
        begin(List.copyOf(names));
    }

    @Override
    protected final @Nullable Boolean buildRecord() {
        if (fields == 0) {
            return Boolean.FALSE;
        }
        if (inHeader) {
            separators.requireOwn(file + ", line " + line + ": ", fields);
            separators.forget();
            quotes.requireOwn(file + ", line " + line + ": ", fields);
            beginWith(file + ", line " + line + ": ");
            return Boolean.TRUE;
        }
        if (fields != width) {
            throw ragged();
        }
        rows++;
        row();
        return Boolean.TRUE;
    }

    private RefusedException ragged() {
        String where = fields < width
                ? "there is none for column '" + Names.printable(names.get(fields)) + "'"
                : "there is one after the last column '" + Names.printable(names.get(width - 1)) + "'";
        return new RefusedException(file + ", line " + line + ": expected " + Count.of(width, "cell")
                + (format.names().isEmpty() ? " as in the header" : " as named") + ", found " + fields + "; " + where + ". "
                + (rows == 0 ? separators.hint(fields) : "") + quotes.hint() + "Put quotes around a cell that holds "
                + CsvSeparators.name(format.separator()) + ".");
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
