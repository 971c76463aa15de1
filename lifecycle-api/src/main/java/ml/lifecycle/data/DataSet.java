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
     * Adds a CSV file as a snapshot. Bytes that are a snapshot already give that snapshot.
     *
     * @param csv the file; see {@link Table#read}
     * @return the snapshot
     * @throws ml.lifecycle.RefusedException if the file is no such CSV; nothing was added
     * @throws ml.lifecycle.NotFoundException if there is no such file
     * @throws ml.lifecycle.UnavailableException if it cannot be read or kept; nothing was added
     */
    Snapshot add(Path csv);

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
     * All snapshots.
     *
     * @return the snapshots by number
     */
    List<Snapshot> snapshots();
}
