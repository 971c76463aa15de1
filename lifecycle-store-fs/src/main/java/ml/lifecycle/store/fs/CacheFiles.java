package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.store.fs.StoreIo.Appender;

/** Derived data: one file for each key, replaced in one step and never forced. */
final class CacheFiles implements DerivedCache {

    static final String DIRECTORY = "cache";


    private final DirectoryStore store;

    CacheFiles(DirectoryStore store) {
        this.store = store;
    }

    private static String path(String key) {
        if (!Spelling.isPlain(key, 120, ".-")) {
            throw new RefusedException("'" + key + "' is no key of the cache: expected 1 to 120 characters from a-z 0-9"
                    + " - .");
        }
        // With something around it, no key is a name of its own to a file system: "..", "con".
        return DIRECTORY + "/c-" + key + ".bin";
    }

    @Override
    public Optional<ByteBuffer> load(String key) {
        String path = path(key);
        StoreIo io = store.shared().io();
        try {
            return io.size(path) == StoreIo.ABSENT ? Optional.empty() : Optional.of(io.map(path));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void save(String key, ByteBuffer... parts) {
        String path = path(key);
        SharedDirectory shared = store.shared();
        String temporary = store.temporaryFile();
        try {
            shared.onArtifacts("The cache could not be written", () -> {
                replace(shared.io(), temporary, path, parts);
                return true;
            });
        } catch (LifecycleException failure) {
            StoreLog.of(CacheFiles.class).log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
        }
    }

    private static void replace(StoreIo io, String temporary, String path, ByteBuffer[] parts) throws IOException {
        io.createDirectory(DirectoryStore.TEMPORARY);
        io.createDirectory(DIRECTORY);
        try (Appender file = io.create(temporary)) {
            for (ByteBuffer part : parts) {
                ByteBuffer rest = part.duplicate();
                while (rest.hasRemaining()) {
                    if (file.write(rest) <= 0) {
                        throw new IOException("No space left: the file system took no more bytes");
                    }
                }
            }
        } catch (IOException failure) {
            io.delete(temporary);
            throw failure;
        }
        try {
            io.rename(temporary, path);
        } catch (IOException failure) {
            io.delete(temporary);
            throw failure;
        }
    }
}
