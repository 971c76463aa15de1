package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import ml.lifecycle.store.fs.StoreIo.Locks;
import org.jspecify.annotations.Nullable;

/**
 * Which lock stands for what. All of them are ranges of one file, so that a store needs one handle for them.
 *
 * <p>Where that file cannot be written (a read-only file system, no permission, a full disk), the store can still be read:
 * readers lock nothing. Then locks are only looked at, and every write tries first to open the file again, so that the
 * store is whole as soon as the cause is gone.
 */
final class LockTable {

    static final String DIRECTORY = "lock";
    static final String FILE = DIRECTORY + "/locks";

    /** Held while an artifact gets its name or loses it. */
    static final long ARTIFACTS = 0;

    private static final long SESSIONS = 1L << 61;
    private static final long LOGS = 1L << 62;

    /** How often a lock is asked for that another process will give back soon, and how long between: 1 µs each. */
    private static final int LOOKS = 10;
    private static final int SPINS = 50;

    private final StoreIo io;

    /** The sessions opened here that have no lock, since there is none to be had. */
    private final Set<Long> unlocked = new LinkedHashSet<>();

    private volatile @Nullable Locks locks;
    private @Nullable Locks looking;
    private @Nullable IOException refused;

    LockTable(StoreIo io) throws IOException {
        this.io = io;
        try {
            locks = create();
        } catch (IOException failure) {
            if (!Failures.isRefusedWrite(failure)) {
                throw failure;
            }
            refused = failure;
        }
    }

    private Locks create() throws IOException {
        io.createDirectory(DIRECTORY);
        return io.locks(FILE);
    }

    static long log(String directory) {
        return LOGS | hash(directory);
    }

    /** The lock of those who wait for the lock of a log. */
    static long turn(long log) {
        return log | SESSIONS;
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

    /** Why nothing can be written, for a person; empty as long as something can. */
    synchronized Optional<String> remark() {
        return refused == null
                ? Optional.empty()
                : Optional.of("'" + io.root() + "' can be read and not be written: " + Failures.reason(refused)
                        + ". " + Failures.advice(refused) + "; a store that is open need not be opened again");
    }

    /** Marks a session as alive, if anything can be written. Returns false if another one has its number. */
    boolean enter(long session) throws IOException {
        try {
            return tryLock(session);
        } catch (IOException failure) {
            if (!Failures.isRefusedWrite(failure)) {
                throw failure;
            }
        }
        synchronized (this) {
            return unlocked.add(session); // It writes nothing before it has its lock: see writable.
        }
    }

    void exit(long session) throws IOException {
        synchronized (this) {
            unlocked.remove(session);
        }
        unlock(session);
    }

    boolean tryLock(long region) throws IOException {
        Locks open = locks;
        if (open == null) {
            open = writable();
        }
        try {
            return open.tryLock(region);
        } catch (IOException failure) {
            // Nobody knows whether it was taken; kept by mistake, it would shut everybody out.
            open.unlock(region);
            throw failure;
        }
    }

    /**
     * Takes a lock, unless another process keeps it for longer than a few writes last. To ask some more times costs less
     * than to wake another thread that asks, and to wait for it.
     */
    boolean lockSoon(long region) throws IOException {
        for (int i = 1; !tryLock(region); i++) {
            if (i == LOOKS) {
                return false;
            }
            for (int spin = 0; spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
        }
        return true;
    }

    void unlock(long region) throws IOException {
        Locks open = locks;
        if (open != null) {
            open.unlock(region);
        }
    }

    /** Tries again to open the file, and locks first what should have been locked before. */
    private synchronized Locks writable() throws IOException {
        Locks open = locks;
        if (open != null) {
            return open;
        }
        try {
            open = create();
        } catch (IOException failure) {
            refused = failure;
            throw failure;
        }
        // Before the first lock: to close any handle of the file gives up all locks of this process on it.
        stopLooking();
        try {
            for (long session : unlocked) {
                if (!open.tryLock(session)) {
                    throw new IOException("the lock of a session is taken");
                }
            }
        } catch (IOException failure) {
            open.close();
            throw failure;
        }
        unlocked.clear();
        refused = null;
        locks = open;
        return open;
    }

    boolean held(long region) throws IOException {
        Locks open = locks;
        return open != null ? open.held(region) : look(region);
    }

    private synchronized boolean look(long region) throws IOException {
        if (unlocked.contains(region)) {
            return true;
        }
        Locks open = locks;
        if (open != null) {
            return open.held(region);
        }
        Locks look = looking;
        if (look == null) {
            try {
                look = io.locksToLookAt(FILE);
                looking = look;
            } catch (NoSuchFileException nobodyWasHere) {
                return false;
            }
        }
        return look.held(region);
    }

    private void stopLooking() throws IOException {
        Locks look = looking;
        looking = null;
        if (look != null) {
            look.close();
        }
    }

    synchronized void close() throws IOException {
        stopLooking();
        Locks open = locks;
        if (open != null) {
            open.close();
        }
    }
}
