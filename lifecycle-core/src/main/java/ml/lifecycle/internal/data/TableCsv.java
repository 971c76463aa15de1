package ml.lifecycle.internal.data;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV, made while it is read: the same bytes for the same table, and with its types the same table again. Texts
 * and names are in quotes, so that an empty text is not a missing one. The only column of a table has a space where a value
 * is missing, since a line without characters is no row.
 */
final class TableCsv extends InputStream {

    private static final int CHUNK = 1 << 14;

    private final List<TableColumn> columns;
    private final int rows;
    private final String missing;
    private final StringBuilder text = new StringBuilder();
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int row = -1;

    TableCsv(Table table) {
        columns = table.columns();
        rows = table.rows();
        missing = columns.size() == 1 ? " " : "";
    }

    @Override
    public int read() {
        return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    private boolean fill() {
        if (bytes.hasRemaining()) {
            return true;
        }
        text.setLength(0);
        while (row < rows && text.length() < CHUNK) {
            line();
            row++;
        }
        try {
            bytes = encoder.encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException half) {
            throw new RefusedException("A text of the table, in row " + (row - 1) + " or shortly before, holds half of a"
                    + " character (a surrogate without its other half), which no file can hold; replace it. Nothing was"
                    + " added.", half);
        }
        return bytes.hasRemaining();
    }

    private void line() {
        for (int index = 0; index < columns.size(); index++) {
            TableColumn column = columns.get(index);
            text.append(index == 0 ? "" : ",");
            if (row < 0) {
                quoted(column.name());
            } else {
                value(column, column.text(row));
            }
        }
        text.append('\n');
    }

    private void value(TableColumn column, @Nullable String value) {
        if (value == null) {
            text.append(missing);
        } else if (column.type() != ColumnType.TEXT) {
            text.append(value);
        } else if (value.length() > CsvReading.MAX_CELL / 4) {
            throw new RefusedException("Column '" + Names.printable(column.name()) + "', row " + row
                    + " holds a text of " + value.length() + " characters; expected at most " + CsvReading.MAX_CELL / 4
                    + ". Keep it as a file, and its name in the table. Nothing was added.");
        } else {
            quoted(value);
        }
    }

    private void quoted(String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) == '"') {
                text.append('"');
            }
            text.append(value.charAt(at));
        }
        text.append('"');
    }
}
