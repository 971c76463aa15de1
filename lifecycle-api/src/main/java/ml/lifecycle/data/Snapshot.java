package ml.lifecycle.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.Printable;

/** One immutable version of a data set, addressed by its content. */
public interface Snapshot extends Printable {

    /**
     * The name of its data set.
     *
     * @return the name
     */
    String dataSet();

    /**
     * Its number within the data set.
     *
     * @return 1 or more
     */
    int number();

    /**
     * Whether it is a table; else it is a directory of files.
     *
     * @return whether there are rows and a profile
     */
    boolean isTable();

    /**
     * The digest of its bytes; of a directory that of the names and contents of its files.
     *
     * @return a SHA-256, 64 lower-case hexadecimal digits
     */
    String digest();

    /**
     * The digest of its table, by which a run records its use: evidence that was measured on the same rows is then
     * recognised, however these were written.
     *
     * @return {@link Table#digest()} of {@link #table()}, without reading it; {@link #digest()} of a directory
     */
    String tableDigest();

    /**
     * The length of its bytes, of all files together.
     *
     * @return 0 or more
     */
    long size();

    /**
     * The number of rows.
     *
     * @return 0 or more; −1 of a directory
     */
    long rows();

    /**
     * The name of the file or directory it came from, without where that lies.
     *
     * @return the name; {@code table.csv} of a table that came from no file
     */
    String source();

    /**
     * Who added it first, as {@link DataSet#by} said.
     *
     * @return a person or a system, if it was said
     */
    Optional<String> by();

    /**
     * When it was added.
     *
     * @return the moment
     */
    Instant addedAt();

    /**
     * The files: those of a directory, or the one of a table.
     *
     * @return their lengths by name, sorted
     * @throws ml.lifecycle.NotFoundException if the list of files was lost
     * @throws ml.lifecycle.CorruptException if it is damaged
     */
    Map<String, Long> files();

    /**
     * The content of a table as CSV, or the list of files of a directory, checked against the digest while it is read: the
     * read that would reach the end of a damaged content throws an {@link java.io.IOException} caused by a
     * {@link ml.lifecycle.CorruptException}.
     *
     * @return the bytes
     * @throws ml.lifecycle.CorruptException if the content was lost
     */
    InputStream open();

    /**
     * The content of one file, checked against its digest while it is read, as by {@link #open()}.
     *
     * @param file its name, one of {@link #files}
     * @return the bytes
     * @throws ml.lifecycle.NotFoundException if there is no such file, with a message that lists those there are; or if its
     *         content was lost
     */
    InputStream open(String file);

    /**
     * Writes all files to a directory that does not exist yet. It is there when all of them are written and found
     * undamaged, or not at all.
     *
     * @param directory where to, below a directory that exists
     * @return the directory
     * @throws ml.lifecycle.RefusedException if it exists already
     * @throws ml.lifecycle.CorruptException if a content is damaged
     * @throws ml.lifecycle.NotFoundException if a content was lost
     * @throws ml.lifecycle.UnavailableException if it cannot be written
     */
    Path export(Path directory);

    /**
     * The content as a table.
     *
     * @return the table
     * @throws ml.lifecycle.RefusedException if it is a directory
     * @throws ml.lifecycle.CorruptException if the content is not what was added
     */
    Table table();

    /**
     * The profile that was made when it was added.
     *
     * @return the profile
     * @throws ml.lifecycle.RefusedException if it is a directory
     */
    Profile profile();

    /**
     * How current data differs from this snapshot, with the usual settings; see {@link Table#driftTo(Table, DriftSettings)}.
     *
     * @param current the current data
     * @return the report; nothing is thrown for data that drifted
     */
    default DriftReport driftTo(Table current) {
        return table().driftTo(current);
    }

    /**
     * How a later snapshot differs from this one, by their profiles; see
     * {@link Profile#driftTo(Profile, DriftSettings)}.
     *
     * @param current the later snapshot
     * @return the report; nothing is thrown for data that drifted
     */
    default DriftReport driftTo(Snapshot current) {
        return profile().driftTo(current.profile());
    }

    /**
     * Names it in few words.
     *
     * @return for example {@code iris v1}
     */
    @Override
    String toString();
}
