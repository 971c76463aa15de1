package ml.lifecycle.store.fs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import ml.lifecycle.testkit.fault.SimulatedFile;

/** The store's way to its files, turned to a simulated disk. */
record SimulatedIo(SimulatedDisk disk) implements StoreIo {

    /** No timer fires during a test, and segments are so short that logs have several. */
    private static final Tuning SMALL = new Tuning(400, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 50_000_000, 2);

    /** A store that does all its work on the thread of its caller. */
    static LifecycleStore open(SimulatedDisk disk, StoreSettings settings) {
        SharedDirectory shared =
                new SharedDirectory(new SimulatedIo(disk), SMALL, new CallersThread(), new CallersThread());
        return new DirectoryStore(shared, settings);
    }

    static LifecycleStore open(SimulatedDisk disk) {
        return open(disk, new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    @Override
    public String root() {
        return "simulated";
    }

    @Override
    public Optional<String> remark() {
        return Optional.empty();
    }

    @Override
    public List<Entry> list(String directory) throws IOException {
        return disk.list(directory).stream().map(SimulatedIo::entry).toList();
    }

    private static Entry entry(String name) {
        return name.endsWith("/")
                ? new Entry(name.substring(0, name.length() - 1), Kind.DIRECTORY)
                : new Entry(name, Kind.FILE);
    }

    @Override
    public long size(String file) throws IOException {
        return disk.size(file).orElse(ABSENT);
    }

    @Override
    public Instant modified(String file) throws IOException {
        return disk.modified(file);
    }

    @Override
    public void setModified(String file, Instant time) throws IOException {
        disk.setModified(file, time);
    }

    @Override
    public void createDirectory(String directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public void forceDirectory(String directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public Appender append(String file) throws IOException {
        return new SimulatedAppender(disk.append(file));
    }

    @Override
    public Appender create(String file) throws IOException {
        return new SimulatedAppender(disk.create(file));
    }

    @Override
    public Rewriter rewrite(String file) throws IOException {
        return new SimulatedRewriter(disk.append(file));
    }

    @Override
    public View view(String file) throws IOException {
        return new SimulatedView(disk.open(file));
    }

    @Override
    public InputStream read(String file) throws IOException {
        return new ByteArrayInputStream(disk.read(file));
    }

    @Override
    public ByteBuffer map(String file) throws IOException {
        return ByteBuffer.wrap(disk.read(file)).asReadOnlyBuffer();
    }

    @Override
    public void link(String file, String name) throws IOException {
        disk.link(file, name);
    }

    @Override
    public void rename(String file, String name) throws IOException {
        disk.rename(file, name);
    }

    @Override
    public void delete(String file) throws IOException {
        disk.delete(file);
    }

    @Override
    public Locks locks(String file) throws IOException {
        disk.append(file);
        return new SimulatedLocks(disk, ConcurrentHashMap.newKeySet());
    }

    @Override
    public Locks locksToLookAt(String file) throws IOException {
        disk.open(file);
        return new SimulatedLocks(disk, Set.of());
    }

    @Override
    public void close() {}

    private record SimulatedAppender(SimulatedFile file) implements Appender {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return file.write(bytes);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() {}
    }

    private record SimulatedRewriter(SimulatedFile file) implements Rewriter {

        @Override
        public int write(long position, ByteBuffer bytes) throws IOException {
            return file.write(position, bytes);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() {}
    }

    private record SimulatedView(SimulatedFile file) implements View {

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            return file.read(position, target, offset, length);
        }

        @Override
        public void close() {}
    }

    /** The locks that one process has. */
    private record SimulatedLocks(SimulatedDisk disk, Set<Long> own) implements Locks {

        @Override
        public boolean tryLock(long region) throws IOException {
            own.add(region); // Also if it fails after its work.
            boolean free = disk.tryLock(Long.toString(region));
            if (!free) {
                own.remove(region);
            }
            return free;
        }

        @Override
        public void unlock(long region) {
            own.remove(region);
            disk.unlock(Long.toString(region));
        }

        @Override
        public boolean held(long region) throws IOException {
            return disk.isLocked(Long.toString(region));
        }

        @Override
        public void close() {
            own.forEach(region -> disk.unlock(Long.toString(region)));
        }
    }
}
