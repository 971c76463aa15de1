package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.store.fs.StoreIo.View;
import org.jspecify.annotations.Nullable;

/** The files of one log: numbered, each opened once for reading. */
final class Segments {

    private final StoreIo io;
    private final String directory;
    private final Map<Integer, View> views = new ConcurrentHashMap<>();

    Segments(StoreIo io, String directory) {
        this.io = io;
        this.directory = directory;
    }

    String directory() {
        return directory;
    }

    String path(int number) {
        return directory + '/' + name(number);
    }

    static String name(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits + ".jsonl";
    }

    /** The opened segment, or nothing if it does not exist. */
    @Nullable View find(int number) throws IOException {
        View view = views.get(number);
        if (view == null && io.size(path(number)) != StoreIo.ABSENT) {
            View opened = io.view(path(number));
            View other = views.putIfAbsent(number, opened);
            if (other != null) {
                opened.close();
            }
            view = other == null ? opened : other;
        }
        return view;
    }

    /** Gives file handles back until they are needed again. */
    void release() throws IOException {
        for (View view : views.values()) {
            view.close();
        }
    }
}
