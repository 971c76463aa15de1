package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import ml.lifecycle.store.fs.StoreIo.Locks;

/** Which lock stands for what. All of them are ranges of one file, so that a store needs one handle for them. */
final class LockTable {

    static final String DIRECTORY = "lock";
    static final String FILE = DIRECTORY + "/locks";

    /** Held while an artifact gets its name or loses it. */
    static final long ARTIFACTS = 0;

    private static final long SESSIONS = 1L << 61;
    private static final long LOGS = 1L << 62;

    private final Locks locks;

    LockTable(StoreIo io) throws IOException {
        io.createDirectory(DIRECTORY);
        locks = io.locks(FILE);
    }

    static long log(String directory) {
        return LOGS | hash(directory);
    }

    static long session(String session) {
        return SESSIONS | hash(session);
    }

    /** FNV-1a; two things with the same number only wait for each other. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        return (hash ^ hash >>> 32) & (SESSIONS - 1);
    }

    boolean tryLock(long region) throws IOException {
        try {
            return locks.tryLock(region);
        } catch (IOException failure) {
            // Nobody knows whether it was taken; kept by mistake, it would shut everybody out.
            locks.unlock(region);
            throw failure;
        }
    }

    void unlock(long region) throws IOException {
        locks.unlock(region);
    }

    boolean held(long region) throws IOException {
        return locks.held(region);
    }

    void close() throws IOException {
        locks.close();
    }
}
