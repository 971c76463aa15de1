package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the names of files on the disk: a forced file is lost in a power cut if the directory that names it was not
 * forced, and that directory if the one above it was not.
 */
final class Names {

    private static final int REMEMBERED = 4_096;

    private final StoreIo io;

    /** Directories whose own name is on the disk, as far as this process has seen to it. */
    private final Map<String, Boolean> forced = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Names(StoreIo io) {
        this.io = io;
    }

    /** Puts the name of a new file on the disk, and the names of the directories on the way to it. */
    synchronized void force(String file) throws IOException {
        String directory = parent(file);
        io.forceDirectory(directory);
        List<String> way = new ArrayList<>();
        while (!directory.isEmpty() && forced.get(directory) == null) {
            way.add(directory);
            directory = parent(directory);
            io.forceDirectory(directory);
        }
        // Only now: a directory counts as safe when all above it are.
        way.forEach(safe -> forced.put(safe, Boolean.TRUE));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }
}
