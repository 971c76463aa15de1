package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Locks between processes: one byte each of one file that stays open.
 *
 * <p>POSIX gives up all locks of a process on a file as soon as the process closes any handle of it. Therefore this
 * file is opened here only, once in a JVM, and closed with the store.
 */
final class DiskLocks implements StoreIo.Locks {

    private final FileChannel channel;
    private final Map<Long, FileLock> locks = new HashMap<>();

    DiskLocks(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public synchronized boolean tryLock(long region) throws IOException {
        FileLock lock = lock(region, false);
        if (lock == null) {
            return false;
        }
        try {
            locks.put(region, lock);
            return true;
        } catch (Throwable noRoom) {
            lock.release(); // What is not noted here would never be released.
            throw noRoom;
        }
    }

    @Override
    public synchronized void unlock(long region) throws IOException {
        FileLock lock = locks.remove(region);
        if (lock != null) {
            lock.release();
        }
    }

    @Override
    public synchronized boolean held(long region) throws IOException {
        // Shared, so that two processes that ask at the same time do not take each other for the holder.
        FileLock probe = lock(region, true);
        if (probe == null) {
            return true;
        }
        probe.release();
        return false;
    }

    private @Nullable FileLock lock(long region, boolean shared) throws IOException {
        try {
            return channel.tryLock(region, 1, shared);
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
