package ml.lifecycle.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;

/** A name with its numbered snapshots. Safe for use by several threads. */
public interface DataSet extends Printable {

    /**
     * Its name.
     *
     * @return the name
     */
    String name();

    /**
     * The same data set, whose new snapshots say who added them: {@code data.by("anna").add(path)}.
     *
     * @param who a person or a system
     * @return the data set in that person's hands
     * @throws ml.lifecycle.RefusedException if that is no name
     */
    DataSet by(String who);

    /**
     * Adds a CSV file, or a directory with files of any kind, as a snapshot.
     *
     * <p>A CSV file becomes a table with its profile, in constant memory, however large it is. Bytes that are a snapshot
     * already give that snapshot.
     *
     * <p>Of a directory all files below it are kept, by their names and contents; where it lies, dates, permissions and
     * directories without files do not count. The same names and contents give the same snapshot, and a content that is
     * kept already takes no more space. Names are the paths within the directory, with {@code /} between their parts, in
     * Unicode normal form C. Links are refused rather than followed, as are files that are no regular ones, names of more
     * than 250 characters, and names with characters that another system might read as something else.
     *
     * @param path the file (see {@link Table#read(Path)}) or the directory
     * @return the snapshot
     * @throws ml.lifecycle.RefusedException if the file is no such CSV, or the directory has no files or one that cannot be
     *         kept; nothing was added
     * @throws ml.lifecycle.NotFoundException if there is no such file
     * @throws ml.lifecycle.ConflictException if a file changed while it was read; nothing was added
     * @throws ml.lifecycle.UnavailableException if it cannot be read or kept; nothing was added
     */
    Snapshot add(Path path);

    /**
     * Adds a CSV file that is written otherwise. The format is kept with the snapshot, which reads back as the same table.
     * Bytes that were added in another format already, and so as another table, are another snapshot.
     *
     * @param csv the file
     * @param format how it is written; see {@link Table#read(Path, CsvFormat)}
     * @return the snapshot
     * @throws ml.lifecycle.RefusedException if the file is no such CSV, or a directory; nothing was added
     * @throws ml.lifecycle.NotFoundException if there is no such file, or no such column as the format names
     * @throws ml.lifecycle.ConflictException if the file changed while it was read; nothing was added
     * @throws ml.lifecycle.UnavailableException if it cannot be read or kept; nothing was added
     */
    Snapshot add(Path csv, CsvFormat format);

    /**
     * Adds a table that came from elsewhere, such as a database, as a snapshot; it is kept as CSV. A table whose digest is
     * that of a snapshot already gives that snapshot.
     *
     * @param table the table
     * @return the snapshot, whose table is the same, types included
     * @throws ml.lifecycle.RefusedException if a text is longer than 262,144 characters or holds half of a surrogate pair;
     *         nothing was added
     * @throws ml.lifecycle.UnavailableException if it cannot be kept; nothing was added
     */
    Snapshot add(Table table);

    /**
     * A snapshot.
     *
     * @param number its number
     * @return the snapshot
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the snapshots
     */
    Snapshot snapshot(int number);

    /**
     * Lets a name point to a snapshot, for example {@code reference} to the one that drift is measured from. Pointing it
     * elsewhere later is allowed; the log keeps each move.
     *
     * @param alias the name, which is no number
     * @param number the number of the snapshot
     * @return the snapshot
     * @throws ml.lifecycle.NotFoundException if there is no such snapshot
     * @throws ml.lifecycle.RefusedException if the name is not allowed
     */
    Snapshot alias(String alias, int number);

    /**
     * The snapshot that a name points to.
     *
     * @param alias the name
     * @return the snapshot
     * @throws ml.lifecycle.NotFoundException if there is no such name; the message lists those there are
     */
    Snapshot at(String alias);

    /**
     * The names that point to snapshots.
     *
     * @return numbers of snapshots by name, sorted
     */
    Map<String, Integer> aliases();

    /**
     * The snapshot with the highest number.
     *
     * @return the latest snapshot
     * @throws ml.lifecycle.NotFoundException if there is none
     */
    Snapshot latest();

    /**
     * All snapshots; none as long as none was ever added under this name. What is printed of such a set says so, and which
     * others there are.
     *
     * @return the snapshots by number
     */
    List<Snapshot> snapshots();
}
