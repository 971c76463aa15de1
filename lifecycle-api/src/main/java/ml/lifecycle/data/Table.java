package ml.lifecycle.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Read-only columns of equal length. Immutable, so safe for use by several threads.
 *
 * <p>Tables come from files ({@link #read(Path)}), from columns, records and rows ({@code of}, {@link #ofRows}), and from
 * databases and data sets of Tribuo: {@code JdbcData.table} and {@code TribuoData.table} in {@code lifecycle-core}.
 */
public interface Table extends Printable {

    /**
     * Reads a CSV file in UTF-8 with a header line.
     *
     * <p>The type of a column follows from all of its values, quoted or not, spaces around them aside:
     * <ul>
     *   <li>whole numbers of 64 bits: {@code 12}, {@code -3}. A number that begins with a zero too many, as postal codes
     *       do, is text;</li>
     *   <li>else numbers: {@code 1.5}, {@code .5}, {@code 1e-7}. {@code NaN} among numbers is missing. {@code Infinity},
     *       {@code inf} and numbers beyond 64 bits are refused;</li>
     *   <li>{@code true} and {@code false}, in any case of letters;</li>
     *   <li>timestamps of ISO 8601: {@code 2024-01-31}, {@code 2024-01-31T08:00:00+01:00}; without an offset they are
     *       UTC;</li>
     *   <li>else text, kept as it is, as is a column without values.</li>
     * </ul>
     * A cell that is empty or holds only spaces, and is not quoted, is missing; a quoted one is an empty text. Lines
     * without characters are skipped, as is a byte-order mark. Numbers are read without regard to the locale. A cell has
     * at most 1,048,576 characters.
     *
     * <p>Files that look otherwise are refused rather than read as text, with a message that says how to read them: where
     * the first line has other separators than commas, and where all values of a column are numbers as they are written
     * elsewhere, such as {@code 1,5} and {@code 1.234,50}.
     *
     * @param csv the file
     * @return the table
     * @throws ml.lifecycle.RefusedException if the file is no such CSV; the message has the line and the column
     * @throws ml.lifecycle.NotFoundException if there is no such file
     * @throws ml.lifecycle.UnavailableException if it cannot be read
     */
    static Table read(Path csv) {
        return read(csv, CsvFormat.usual());
    }

    /**
     * Reads a CSV file that is written otherwise, for example
     * {@code Table.read(path, CsvFormat.usual().separatedBy(';').decimalComma())}.
     *
     * @param csv the file
     * @param format how it is written; apart from this, all is as in {@link #read(Path)}
     * @return the table
     * @throws ml.lifecycle.RefusedException if the file is no such CSV, or a cell is not of the type that was chosen for its
     *         column; the message has the line and the column
     * @throws ml.lifecycle.NotFoundException if there is no such file, or no such column as the format names
     * @throws ml.lifecycle.UnavailableException if it cannot be read
     */
    static Table read(Path csv, CsvFormat format) {
        return TableEngine.get().read(csv, format);
    }

    /**
     * A table of values by column.
     *
     * <p>Values are of one kind for each column: {@code Number}, {@code String}, {@code Boolean} or {@code Instant}. Besides,
     * a constant of an enumeration is the text of its name, and {@code LocalDate}, {@code LocalDateTime},
     * {@code OffsetDateTime} and {@code ZonedDateTime} are timestamps; without an offset they are UTC. {@code null} and
     * {@code NaN} are missing.
     *
     * @param columns the values
     * @return the table
     * @throws ml.lifecycle.RefusedException if there are no columns, they differ in length, a column mixes kinds or has
     *         others than these, or a number is infinite
     */
    static Table of(Map<String, ? extends List<? extends @Nullable Object>> columns) {
        return TableEngine.get().table(columns);
    }

    /**
     * A table of records, for example {@code Table.of(Flower.class, flowers)}: each component is a column, of the type that
     * it is declared with.
     *
     * @param <R> the record
     * @param type the record; it is public in an exported package, or its package is open to {@code ml.lifecycle.core}
     * @param rows the rows, none of which is {@code null}; components have values as for {@link #of(Map)}
     * @return the table
     * @throws ml.lifecycle.RefusedException if a component has a value that no column holds, a number is infinite, or the
     *         record cannot be read
     */
    static <R extends Record> Table of(Class<R> type, Collection<? extends R> rows) {
        return TableEngine.get().records(type, rows);
    }

    /**
     * A table of rows by column name, such as {@link #row} gives. The columns are in the order in which the rows first name
     * them; a row that does not name one has no value there.
     *
     * @param rows the rows, with values as for {@link #of(Map)}
     * @return the table
     * @throws ml.lifecycle.RefusedException if no row names a column, a column mixes kinds or has others than these, or a
     *         number is infinite
     */
    static Table ofRows(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return TableEngine.get().rows(rows);
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    int rows();

    /**
     * The columns.
     *
     * @return the columns in their order
     */
    List<TableColumn> columns();

    /**
     * A column.
     *
     * @param name its name
     * @return the column
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the columns
     */
    TableColumn column(String name);

    /**
     * A row by column name, as a predictor takes it. Missing values are not in the map.
     *
     * @param row from 0
     * @return the values
     */
    Map<String, Object> row(int row);

    /**
     * Some of the rows, in the order given.
     *
     * @param rows their numbers, from 0; one may be named several times
     * @return a view of these rows
     */
    Table select(int... rows);

    /**
     * The table without some columns.
     *
     * @param names the columns to leave out
     * @return a view of the others
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    Table without(String... names);

    /**
     * The digest of names, types and values, independent of how the table was read.
     *
     * @return a SHA-256, 64 lower-case hexadecimal digits
     */
    String digest();

    /**
     * The digest of the table that this one shows a part of, by {@link #select} and {@link #without}, however often; by it
     * lineage finds the snapshot that rows came from.
     *
     * @return the digest of that table; {@link #digest} of a table that is no view
     */
    String source();

    /**
     * What can be said of each column.
     *
     * @return the profile
     */
    Profile profile();

    /**
     * How current data differs from this reference, with the usual settings.
     *
     * @param current the current data
     * @return the report; nothing is thrown for data that drifted
     */
    default DriftReport driftTo(Table current) {
        return driftTo(current, DriftSettings.usual());
    }

    /**
     * How current data differs from this reference.
     *
     * <p>Unless the settings say otherwise, numbers are compared by Kolmogorov and Smirnov's test and other values by χ²,
     * where a column drifted if the test says so. With more than 1,000 rows in both, where a test finds what does not
     * matter, the distance must also be beyond the threshold: Wasserstein's for numbers, Jensen and Shannon's for other
     * values. Shares of missing values are compared too: any that is more than chance matters where the reference has none,
     * or with few rows; else a change beyond {@link DriftSettings#missing}. All probabilities are corrected after S. Holm, A
     * simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979), so that unchanged
     * data is reported as drifted no more often than the settings say. NUMBER and INTEGER are both numbers; other types are
     * not compared with each other. Nor are timestamps, texts that hardly repeat, and fewer than five values. A number that
     * differs only by its rounding to a {@code float} did not change. Values and columns that the reference does not have
     * are told, whatever the distance.
     *
     * @param current the current data
     * @param settings how it is judged
     * @return the report; nothing is thrown for data that drifted
     * @throws ml.lifecycle.RefusedException if a method needs numbers and its column has none
     */
    DriftReport driftTo(Table current, DriftSettings settings);
}
