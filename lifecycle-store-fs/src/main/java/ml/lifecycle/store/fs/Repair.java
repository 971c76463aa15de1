package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.Appender;
import ml.lifecycle.store.fs.StoreIo.Entry;

/** Removes what is known to be incomplete or can be made again, and lets experiments go on behind a damaged end. */
final class Repair {

    private final SharedDirectory shared;
    private final StoreIo io;
    private final List<String> done = new ArrayList<>();

    Repair(SharedDirectory shared) {
        this.shared = shared;
        this.io = shared.io();
    }

    StoreCheck run() {
        try {
            Verification.walk(io, new Verification.Files() {
                @Override
                public void log(LogId id) throws IOException {
                    shared.logs().repair(id).ifPresent(done::add);
                }

                @Override
                public void metrics(String path) throws IOException {
                    repairMetrics(path);
                }
            }, new ArrayList<>());
            removeTemporaryFiles();
            removeCache();
        } catch (IOException failure) {
            throw Failures.unavailable("The store in '" + io.root() + "' cannot be repaired", failure);
        }
        return new Verification(shared).run(done);
    }

    private void repairMetrics(String path) throws IOException {
        PointReader.Result found = PointReader.read(io, path, (metric, step, time, value) -> {}, PointReader.names());
        if (found.tail() != Tail.TORN || shared.alive(session(path))) {
            return;
        }
        shared.onLogs("'" + path + "' in '" + io.root() + "' could not be repaired", () -> {
            try (Appender file = io.append(path)) {
                file.truncate(found.end());
                file.force();
            }
            return true;
        });
        done.add((found.unused() ? "removed the unused end of " : "removed the unfinished batch at the end of ")
                + path);
    }

    /** The session in the name of a file: everything before the last hyphen. */
    private static String session(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, Math.max(name.lastIndexOf('-'), 0));
    }

    private void removeTemporaryFiles() throws IOException {
        for (Entry entry : io.list(DirectoryStore.TEMPORARY)) {
            if (!shared.alive(session(entry.name()))) {
                remove(DirectoryStore.TEMPORARY + '/' + entry.name());
            }
        }
    }

    private void removeCache() throws IOException {
        for (Entry entry : io.list(CacheFiles.DIRECTORY)) {
            remove(CacheFiles.DIRECTORY + '/' + entry.name());
        }
    }

    private void remove(String path) {
        shared.onArtifacts("'" + path + "' in '" + io.root() + "' could not be removed", () -> {
            io.delete(path);
            return true;
        });
        done.add("removed " + path);
    }
}
