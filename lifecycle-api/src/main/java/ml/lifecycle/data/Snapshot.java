package ml.lifecycle.data;

import java.io.InputStream;
import java.time.Instant;
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
     * The digest of its bytes.
     *
     * @return a SHA-256, 64 lower-case hexadecimal digits
     */
    String digest();

    /**
     * The digest of its table, by which a run records its use: evidence that was measured on the same rows is then
     * recognised, however these were written.
     *
     * @return {@link Table#digest()} of {@link #table()}, without reading it
     */
    String tableDigest();

    /**
     * The length of its bytes.
     *
     * @return 0 or more
     */
    long size();

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    long rows();

    /**
     * The name of the file it came from, without its directory.
     *
     * @return the file's name
     */
    String source();

    /**
     * When it was added.
     *
     * @return the moment
     */
    Instant addedAt();

    /**
     * The content, checked against the digest while it is read.
     *
     * @return the bytes
     * @throws ml.lifecycle.NotFoundException if the content was lost
     */
    InputStream open();

    /**
     * The content as a table.
     *
     * @return the table
     * @throws ml.lifecycle.CorruptException if the content is not what was added
     */
    Table table();

    /**
     * The profile that was made when it was added.
     *
     * @return the profile
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
