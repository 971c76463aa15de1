package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ml.lifecycle.CorruptException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.store.fs.StoreIo.Entry;
import ml.lifecycle.store.fs.StoreIo.Kind;

/**
 * Whether all that has the name of a part of the store is the plain file or directory that belongs there. A link, a pipe
 * or a device in its place hides what the store has written, so nothing may be concluded from its absence.
 */
final class Placement {

    private static final Set<String> DIRECTORIES = Set.of("experiments", "models", "data", "blobs",
            CacheFiles.DIRECTORY, DirectoryStore.TEMPORARY, LockTable.DIRECTORY);

    private final StoreIo io;
    private final List<Damage> damages = new ArrayList<>();

    private Placement(StoreIo io) {
        this.io = io;
    }

    /** Whether a name in the directory of the store is one of the store's own. */
    static boolean isOurs(String name) {
        return name.equals(StoreDescription.FILE) || DIRECTORIES.contains(name);
    }

    /** All that stands where something else belongs: the logs, and what they are about. */
    static List<Damage> damages(StoreIo io) throws IOException {
        Placement placement = new Placement(io);
        placement.top();
        for (LogKind kind : LogKind.values()) {
            placement.logs(kind);
        }
        placement.expect(Blobs.DIRECTORY, Kind.DIRECTORY);
        return placement.damages;
    }

    /** Refuses to go on where a log may be hidden, since whatever it refers to would look as if nobody needed it. */
    static void requireSound(StoreIo io) throws IOException {
        for (Damage damage : damages(io)) {
            throw new CorruptException("Artifacts in '" + io.root() + "' were not collected, because it is unknown which of"
                    + " them are needed: " + damage + ". Nothing was deleted. Put back what belongs there, and look at"
                    + " maintenance().verify()");
        }
    }

    /** Whether the log of a thing can be read as it is. */
    static boolean isSound(StoreIo io, LogId id) throws IOException {
        Placement placement = new Placement(io);
        placement.thing(id);
        return placement.damages.isEmpty();
    }

    /** Whether something else stands where one of the store's own names is expected. */
    static boolean isHidden(StoreIo io, String name) throws IOException {
        Placement placement = new Placement(io);
        placement.top();
        return placement.damages.stream().anyMatch(damage -> damage.place().equals(name));
    }

    /** Refuses to take what is hidden for what is not there. */
    static void requireDirectory(StoreIo io, String name) throws IOException {
        if (isHidden(io, name)) {
            throw new CorruptException("'" + name + "' in '" + io.root() + "' is not a plain directory, so what is in it"
                    + " cannot be listed; links are never followed. Put back the directory that belongs there");
        }
    }

    private void top() throws IOException {
        for (Entry entry : io.list("")) {
            if (isOurs(entry.name())) {
                check(entry.name(), entry.kind(), DIRECTORIES.contains(entry.name()) ? Kind.DIRECTORY : Kind.FILE);
            }
        }
    }

    private void logs(LogKind kind) throws IOException {
        String directory = LogFile.kind(kind);
        for (Entry entry : io.list(directory)) {
            if (LogTable.isKey(kind, entry.name()) && check(directory + '/' + entry.name(), entry.kind(), Kind.DIRECTORY)) {
                thing(new LogId(kind, entry.name()));
            }
        }
    }

    private void thing(LogId id) throws IOException {
        for (Entry entry : io.list(LogFile.thing(id))) {
            String path = LogFile.thing(id) + '/' + entry.name();
            if (path.equals(LogFile.directory(id)) && check(path, entry.kind(), Kind.DIRECTORY)) {
                for (Entry segment : io.list(path)) {
                    check(path + '/' + segment.name(), segment.kind(), Kind.FILE);
                }
            } else if (path.equals(DirectoryMetrics.runs(id)) && check(path, entry.kind(), Kind.DIRECTORY)) {
                for (Entry run : io.list(path)) {
                    check(path + '/' + run.name(), run.kind(), Kind.DIRECTORY);
                }
            }
        }
    }

    private void expect(String path, Kind wanted) throws IOException {
        String directory = path.substring(0, path.lastIndexOf('/'));
        for (Entry entry : io.list(directory)) {
            if (path.equals(directory + '/' + entry.name())) {
                check(path, entry.kind(), wanted);
            }
        }
    }

    private boolean check(String path, Kind found, Kind wanted) {
        if (found != wanted) {
            damages.add(new Damage(path, -1, -1, "is not a plain "
                    + (wanted == Kind.FILE ? "file" : "directory") + "; links are never followed"));
        }
        return found == wanted;
    }
}
