package ml.lifecycle.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.Printable;

/**
 * What is known of a table: statistics of each column, the reference for drift. Made in one pass in bounded memory, and
 * mergeable, so that the parts of what is larger than memory can be profiled one by one. Immutable.
 */
public interface Profile extends Printable {

    /**
     * Profiles a CSV file in constant memory, however large it is; it is read twice. The profile is that of
     * {@link Table#read(Path)}.
     *
     * @param csv the file; see {@link Table#read(Path)}
     * @return the profile
     * @throws ml.lifecycle.RefusedException if the file is no such CSV; the message has the line and the column
     * @throws ml.lifecycle.NotFoundException if there is no such file
     * @throws ml.lifecycle.ConflictException if it changed while it was read
     * @throws ml.lifecycle.UnavailableException if it cannot be read
     */
    static Profile read(Path csv) {
        return read(csv, CsvFormat.usual());
    }

    /**
     * Profiles a CSV file that is written otherwise, as {@link #read(Path)} does.
     *
     * @param csv the file
     * @param format how it is written; see {@link Table#read(Path, CsvFormat)}
     * @return the profile
     * @throws ml.lifecycle.RefusedException if the file is no such CSV; the message has the line and the column
     * @throws ml.lifecycle.NotFoundException if there is no such file, or no such column as the format names
     * @throws ml.lifecycle.ConflictException if it changed while it was read
     * @throws ml.lifecycle.UnavailableException if it cannot be read
     */
    static Profile read(Path csv, CsvFormat format) {
        return TableEngine.get().profile(csv, format);
    }

    /**
     * Profiles a table that comes in parts, of which only one is needed at a time. Profiles that were made elsewhere are
     * joined by {@link #merge}.
     *
     * @param parts the parts, in any order, at least one; the stream is closed afterwards
     * @return the profile of all rows
     * @throws ml.lifecycle.RefusedException if there is no part, or the columns of the parts differ in name, type or order
     */
    static Profile of(Stream<Table> parts) {
        return TableEngine.get().profile(parts);
    }

    /**
     * Reads a profile that {@link #toBytes} wrote, in whatever process.
     *
     * @param bytes what it wrote
     * @return the profile
     * @throws ml.lifecycle.CorruptException if it is no profile, or one of a newer version
     */
    static Profile ofBytes(byte[] bytes) {
        return TableEngine.get().profile(bytes);
    }

    /**
     * The profile in a compact form that {@link #ofBytes} reads, so that parts can be profiled elsewhere and merged later.
     *
     * @return the bytes
     */
    byte[] toBytes();

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    long rows();

    /**
     * The columns.
     *
     * @return their profiles, in order
     */
    List<ColumnProfile> columns();

    /**
     * A column.
     *
     * @param name its name
     * @return its profile
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the columns
     */
    ColumnProfile column(String name);

    /**
     * How columns of numbers go together, two by two. With more than 32 such columns none are compared.
     *
     * @return the correlations, the strongest first
     */
    List<Correlation> correlations();

    /**
     * The number of rows that repeat another one: exact up to 1,000 different rows, else estimated from a sample of these.
     *
     * @return 0 or more
     */
    long duplicateRows();

    /**
     * What deserves a look: missing values, constant and equal columns, identifiers, repeated rows, strong correlations,
     * outliers, skewness and the balance of classes.
     *
     * @return sentences, the most serious first
     */
    List<String> findings();

    /**
     * The profile in JSON: {@code {"report":"profile","version":1,"rows":…,"duplicateRows":…,"findings":[…],"columns":[…],
     * "correlations":[…]}} with the components of each {@link ColumnProfile} and {@link Correlation} under their names, in
     * their order. What a type does not have is left out; {@code top} is a list of {@code {"value":…,"count":…}}. A number
     * that JSON does not know is the text {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. Later versions may add
     * keys.
     *
     * @return one line, in ASCII
     */
    default String toJson() {
        return ProfileJson.of(this);
    }

    /**
     * The profile as an HTML page that needs no other file, with a chart of each column.
     *
     * @return an HTML document
     */
    default String toHtml() {
        return ProfileHtml.of(this);
    }

    /**
     * The profile of this and another part of the same data, as if both had been one table. The order of the parts does
     * not matter: counts, least and greatest values are the same, sums agree but for rounding, and the rest is within the
     * errors that {@link ColumnProfile#exact()} states.
     *
     * @param other the other part
     * @return the profile of both
     * @throws ml.lifecycle.RefusedException if the columns differ in name, type or order
     */
    Profile merge(Profile other);

    /**
     * How current data differs from this reference, with the usual settings.
     *
     * @param current its profile
     * @return the report; nothing is thrown for data that drifted
     */
    default DriftReport driftTo(Profile current) {
        return driftTo(current, DriftSettings.usual());
    }

    /**
     * How current data differs from this reference. Where a profile does not count each number, both are
     * counted in the same buckets; a column is not compared if these are wider than a tenth of its quartile range, or if
     * not all of its texts are counted.
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
     * @param current its profile
     * @param settings how it is judged
     * @return the report; nothing is thrown for data that drifted
     * @throws ml.lifecycle.RefusedException if a method needs numbers and its column has none
     */
    DriftReport driftTo(Profile current, DriftSettings settings);
}
