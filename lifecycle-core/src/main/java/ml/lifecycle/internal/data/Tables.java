package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Makes tables. */
public final class Tables {

    private Tables() {}

    /**
     * Reads a CSV file; see {@link Table#read(Path)}.
     *
     * @param csv the file
     * @return the table
     * @throws RefusedException if the file is no such CSV; the message has the line and the column
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     */
    public static Table read(Path csv) {
        return read(csv, CsvFormat.usual());
    }

    /**
     * Reads a CSV file; see {@link Table#read(Path, CsvFormat)}.
     *
     * @param csv the file
     * @param format how it is written
     * @return the table
     * @throws RefusedException if the file is no such CSV; the message has the line and the column
     * @throws NotFoundException if there is no such file, or no such column as the format names
     * @throws UnavailableException if it cannot be read
     */
    public static Table read(Path csv, CsvFormat format) {
        try {
            return CsvTable.read(() -> open(csv), nameOf(csv), format);
        } catch (IOException failure) {
            throw unreadable(csv, failure);
        }
    }

    /**
     * Profiles a CSV file; see {@link Profile#read(Path, CsvFormat)}.
     *
     * @param csv the file
     * @param format how it is written
     * @return the profile
     * @throws RefusedException if the file is no such CSV; the message has the line and the column
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     */
    public static Profile profile(Path csv, CsvFormat format) {
        try {
            return CsvTable.profile(() -> open(csv), nameOf(csv), format);
        } catch (IOException failure) {
            throw unreadable(csv, failure);
        }
    }

    /**
     * Profiles a table that comes in parts; see {@link Profile#of}.
     *
     * @param parts the parts, closed afterwards
     * @return the profile
     * @throws RefusedException if there is no part, or their columns differ
     */
    public static Profile profile(Stream<Table> parts) {
        TableCounts[] counts = new TableCounts[1];
        try (parts) {
            parts.sequential().forEach(part -> {
                if (!(part instanceof ColumnTable table)) {
                    throw new RefusedException("A table of another kind (" + part.getClass().getName()
                            + ") cannot be a part; tables come from files, columns, rows and records.");
                }
                if (counts[0] == null) {
                    counts[0] = TableCounts.none(table.cols());
                }
                counts[0].addPart(table.cols(), table.rows());
            });
        }
        if (counts[0] == null) {
            throw new RefusedException("There is no part to profile; give at least one, which may be without rows.");
        }
        counts[0].settle();
        return new TableProfile(counts[0]);
    }

    /**
     * Reads a profile; see {@link Profile#ofBytes}.
     *
     * @param bytes what {@link Profile#toBytes} wrote
     * @return the profile
     * @throws ml.lifecycle.CorruptException if it is none, or one of a newer version
     */
    public static Profile profile(byte[] bytes) {
        return new TableProfile(TableCounts.read("The profile", bytes));
    }

    /** A content that can be read several times. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Reads CSV; see {@link Table#read(Path)}.
     *
     * @param csv the content
     * @param name what to call it in messages
     * @throws RefusedException if the content is no such CSV; the message has the line and the column
     * @throws ml.lifecycle.CorruptException if a stored content turns out to be damaged while it is read
     * @throws UnavailableException if it cannot be read
     */
    static Table read(Source csv, String name) {
        try {
            return CsvTable.read(csv, name, CsvFormat.usual());
        } catch (IOException failure) {
            throw Contents.failure("The content of " + Names.printable(name), failure);
        }
    }

    /**
     * Makes a table; see {@link Table#of(Map)}.
     *
     * @param columns values by column
     * @return the table
     * @throws RefusedException if there are no columns, they differ in length, one mixes kinds or has a
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
     * @throws RefusedException if no row names a column, a column mixes kinds or has a kind that no column
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
     * @throws RefusedException if a component has a kind that no column holds, a number is infinite, or the
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
