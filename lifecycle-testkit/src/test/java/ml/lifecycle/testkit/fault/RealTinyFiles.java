package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A journal in a real directory; each lock is a byte of a file that stays open. */
final class RealTinyFiles implements TinyFiles {

    private final Path place;
    private final FileChannel journal;
    private final FileChannel end;
    private final FileChannel locks;
    private final Map<String, FileLock> held = new HashMap<>();

    RealTinyFiles(Path place) throws IOException {
        this.place = Files.createDirectories(place);
        journal = open(place.resolve("journal"));
        end = FileChannel.open(place.resolve("journal"), StandardOpenOption.APPEND);
        locks = open(place.resolve("locks"));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public byte[] read(long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(journal.size() - from, 0));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = journal.read(bytes, from + bytes.position());
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return end.write(bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
        journal.truncate(size);
    }

    @Override
    public void force() throws IOException {
        journal.force(false);
    }

    private FileLock lock(String name, boolean shared) throws IOException {
        try {
            return locks.tryLock(name.hashCode() & 0x7fffffffL, 1, shared);
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    @Override
    public synchronized boolean tryLock(String name) throws IOException {
        FileLock lock = lock(name, false);
        if (lock != null) {
            held.put(name, lock);
        }
        return lock != null;
    }

    @Override
    public synchronized boolean isLocked(String name) throws IOException {
        FileLock lock = lock(name, true);
        if (lock != null) {
            lock.release();
        }
        return lock == null;
    }

    @Override
    public synchronized void unlock(String name) throws IOException {
        FileLock lock = held.remove(name);
        if (lock != null) {
            lock.release();
        }
    }

    @Override
    public void meetAnother() throws IOException {
        Files.createTempFile(place, "here", "");
        long here = 1;
        while (here < 2) {
            try (Stream<Path> files = Files.list(place)) {
                here = files.filter(file -> file.getFileName().toString().startsWith("here")).count();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
        end.close();
        locks.close();
    }
}
