package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Makes tables. */
public final class Tables {

    private Tables() {}

    /**
     * Reads a CSV file; see {@link Table#read}.
     *
     * @param csv the file
     * @return the table
     * @throws ml.lifecycle.RefusedException if the file is no such CSV; the message has the line and the column
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     */
    public static Table read(Path csv) {
        try (InputStream in = open(csv)) {
            return CsvTable.read(in, nameOf(csv));
        } catch (IOException failure) {
            throw unreadable(csv, failure);
        }
    }

    /**
     * Reads CSV from a stream; see {@link Table#read}.
     *
     * @param csv the content, read to its end, not closed
     * @param name what to call it in messages
     * @return the table
     * @throws ml.lifecycle.RefusedException if the content is no such CSV; the message has the line and the column
     * @throws ml.lifecycle.CorruptException if a stored content turns out to be damaged while it is read
     * @throws UnavailableException if it cannot be read
     */
    public static Table read(InputStream csv, String name) {
        try {
            return CsvTable.read(new Unclosed(csv), name);
        } catch (IOException failure) {
            throw Contents.failure("The content of " + Names.printable(name), failure);
        }
    }

    /**
     * Makes a table; see {@link Table#of}.
     *
     * @param columns values by column
     * @return the table
     * @throws ml.lifecycle.RefusedException if there are no columns, they differ in length, one mixes kinds or has a
     *         kind that no column holds, or a number is infinite
     */
    public static Table of(Map<String, ? extends List<? extends @Nullable Object>> columns) {
        return ValueTable.of(columns);
    }

    /**
     * Makes a table of rows; see {@link Table#ofRows}.
     *
     * @param rows values by column
     * @return the table
     * @throws ml.lifecycle.RefusedException if no row names a column, a column mixes kinds or has a kind that no column
     *         holds, or a number is infinite
     */
    public static Table ofRows(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return RowTables.of(rows);
    }

    /**
     * Makes a table of records; see {@link Table#of(Class, Collection)}.
     *
     * @param <R> the record
     * @param type the record
     * @param rows the rows
     * @return the table
     * @throws ml.lifecycle.RefusedException if a component has a kind that no column holds, a number is infinite, or the
     *         record cannot be read
     */
    public static <R extends Record> Table of(Class<R> type, Collection<? extends R> rows) {
        return RowTables.of(type, rows);
    }

    static InputStream open(Path csv) throws IOException {
        try {
            return Files.newInputStream(csv);
        } catch (NoSuchFileException missing) {
            throw new NotFoundException("There is no file '" + Names.printable(csv.toString())
                    + "'; relative to the working directory that is '"
                    + Names.printable(csv.toAbsolutePath().toString()) + "'.", missing);
        }
    }

    static UnavailableException unreadable(Path csv, IOException failure) {
        return new UnavailableException("The file '" + Names.printable(csv.toString()) + "' cannot be read ("
                + failure + "); nothing was changed.", failure);
    }

    static String nameOf(Path csv) {
        Path name = csv.getFileName();
        return name == null ? csv.toString() : name.toString();
    }
}
