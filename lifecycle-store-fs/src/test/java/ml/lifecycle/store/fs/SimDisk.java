package ml.lifecycle.store.fs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory that counts its operations, fails at a chosen one, and loses at a power cut what was not forced.
 *
 * <p>What a cut leaves of a file: what was forced, and of what was appended since then a part, possibly followed by
 * zeros. Of a directory: what was forced, and of the later changes of its names the first few. A force that fails takes
 * the bytes it was to write out of all later ones, as operating systems do.
 */
final class SimDisk implements StoreIo {

    /** What goes wrong at the chosen operation. */
    enum Fault {
        /** It fails and does nothing. */
        BEFORE,
        /** It does its work, and fails. */
        AFTER,
        /** A write takes half of its bytes, and the next one fails; other operations fail and do nothing. */
        SHORT,
        /** From now on whatever needs space fails, until {@link #heal}. */
        FULL,
        /** From now on everything fails, until {@link #heal}. */
        FOR_GOOD,
        /** The power is cut; the operation did nothing. */
        CUT_BEFORE,
        /** The power is cut; the operation had done its work, as far as it needs no force. */
        CUT_AFTER
    }

    /** A file: what everybody sees, and what is on the disk. */
    private static final class Node {
        byte[] content = new byte[0];
        byte[] durable = new byte[0];
        int lostFrom = -1;
        int lostTo = -1;
        Instant modified = Instant.EPOCH;
    }

    /** A change of the names in a directory that is not forced; no node stands for a name taken away. */
    private record Change(String path, Optional<Node> node) {}

    private final Map<String, Node> files = new TreeMap<>();
    private final Set<String> directories = new TreeSet<>(Set.of(""));
    private final Map<String, Node> durableFiles = new HashMap<>();
    private final Set<String> durableDirectories = new HashSet<>(Set.of(""));
    private final Map<String, List<Change>> changes = new HashMap<>();
    private final Map<String, Set<String>> newDirectories = new HashMap<>();
    private final Set<Long> locked = new HashSet<>();

    private long operations;
    private long failAt = -1;
    private Fault fault = Fault.BEFORE;
    private boolean dead;
    private boolean full;
    private boolean failing;
    private boolean failNextWrite;
    private String failed = "nothing";

    /** Lets the n-th operation from now on fail, counted from 0. */
    synchronized SimDisk failAt(long operation, Fault how) {
        failAt = operations + operation;
        fault = how;
        return this;
    }

    synchronized long operations() {
        return operations;
    }

    /** The operation that failed, for messages. */
    synchronized String failed() {
        return failed;
    }

    synchronized boolean hasFailed() {
        return !failed.equals("nothing");
    }

    /** Takes the cause away. */
    synchronized void heal() {
        failAt = -1;
        full = false;
        failing = false;
        failNextWrite = false;
    }

    /** The disk as it is found after the power came back. */
    synchronized SimDisk restart(Random random) {
        SimDisk disk = new SimDisk();
        disk.durableDirectories.addAll(durableDirectories);
        newDirectories.forEach((parent, names) -> names.forEach(name -> {
            if (random.nextBoolean()) {
                disk.durableDirectories.add(name);
            }
        }));
        Map<String, Node> kept = new HashMap<>(durableFiles);
        changes.forEach((directory, pending) -> {
            for (Change change : pending.subList(0, random.nextInt(pending.size() + 1))) {
                change.node.ifPresentOrElse(node -> kept.put(change.path, node), () -> kept.remove(change.path));
            }
        });
        disk.durableDirectories.removeIf(directory -> !disk.reachable(directory));
        disk.directories.addAll(disk.durableDirectories);
        Map<Node, Node> copies = new HashMap<>();
        kept.forEach((path, node) -> {
            if (disk.directories.contains(parent(path))) {
                disk.files.put(path, copies.computeIfAbsent(node, original -> survivor(original, random)));
            }
        });
        disk.durableFiles.putAll(disk.files);
        return disk;
    }

    private boolean reachable(String directory) {
        for (String above = directory; !above.isEmpty(); above = parent(above)) {
            if (!durableDirectories.contains(above)) {
                return false;
            }
        }
        return true;
    }

    private static Node survivor(Node node, Random random) {
        Node copy = new Node();
        copy.modified = node.modified;
        copy.content = surviving(node, random);
        copy.durable = copy.content;
        return copy;
    }

    private static byte[] surviving(Node node, Random random) {
        byte[] seen = written(node);
        int common = 0;
        while (common < seen.length && common < node.durable.length && seen[common] == node.durable[common]) {
            common++;
        }
        if (common == seen.length && common == node.durable.length || random.nextInt(3) == 0) {
            return node.durable;
        }
        int kept = common + random.nextInt(seen.length - common + 1);
        byte[] result = java.util.Arrays.copyOf(seen, kept);
        // Blocks whose place was allotted and whose bytes did not arrive read as zeros.
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(result, seen.length) : result;
    }

    /** What a force would put on the disk: zeros where an earlier one failed. */
    private static byte[] written(Node node) {
        byte[] bytes = node.content.clone();
        for (int i = Math.max(node.lostFrom, 0); i < Math.min(node.lostTo, bytes.length); i++) {
            bytes[i] = 0;
        }
        return bytes;
    }

    /** One operation: counts, fails if it is its turn, and otherwise does the work. */
    private <T> T operation(String what, boolean needsSpace, Action<T> work) throws IOException {
        if (dead) {
            throw new IOException("the power is off");
        }
        boolean now = operations++ == failAt;
        if (now) {
            failed = operations - 1 + " (" + what + ")";
            full = fault == Fault.FULL;
            failing = fault == Fault.FOR_GOOD;
            dead = fault == Fault.CUT_BEFORE || fault == Fault.CUT_AFTER;
            if (fault == Fault.AFTER || fault == Fault.CUT_AFTER) {
                work.run();
            }
            if (fault != Fault.FULL) {
                throw new IOException("simulated failure " + fault + " at operation " + failed);
            }
        }
        if (failing) {
            throw new IOException("Input/output error");
        }
        if (full && needsSpace) {
            throw new IOException("No space left on device");
        }
        return work.run();
    }

    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private Node existing(String path) throws IOException {
        Node node = files.get(path);
        if (node == null) {
            throw new NoSuchFileException(path);
        }
        return node;
    }

    private void name(String path, Node node) throws IOException {
        if (!directories.contains(parent(path))) {
            throw new NoSuchFileException(parent(path));
        }
        files.put(path, node);
        changes.computeIfAbsent(parent(path), key -> new ArrayList<>()).add(new Change(path, Optional.of(node)));
    }

    private void unname(String path) {
        if (files.remove(path) != null) {
            changes.computeIfAbsent(parent(path), key -> new ArrayList<>()).add(new Change(path, Optional.empty()));
        }
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
    public synchronized List<Entry> list(String directory) throws IOException {
        return operation("list " + directory, false, () -> {
            List<Entry> entries = new ArrayList<>();
            files.keySet().stream()
                    .filter(path -> parent(path).equals(directory))
                    .forEach(path -> entries.add(new Entry(path.substring(path.lastIndexOf('/') + 1), Kind.FILE)));
            directories.stream()
                    .filter(path -> !path.isEmpty() && parent(path).equals(directory))
                    .forEach(path -> entries.add(new Entry(path.substring(path.lastIndexOf('/') + 1), Kind.DIRECTORY)));
            entries.sort(Comparator.comparing(Entry::name));
            return entries;
        });
    }

    @Override
    public synchronized long size(String file) throws IOException {
        return operation("size " + file, false, () -> files.containsKey(file) ? files.get(file).content.length : ABSENT);
    }

    @Override
    public synchronized Instant modified(String file) throws IOException {
        return operation("modified " + file, false, () -> existing(file).modified);
    }

    @Override
    public synchronized void setModified(String file, Instant time) throws IOException {
        operation("setModified " + file, false, () -> existing(file).modified = time);
    }

    @Override
    public synchronized void createDirectory(String directory) throws IOException {
        if (directories.contains(directory)) {
            return;
        }
        operation("createDirectory " + directory, true, () -> {
            for (String above = directory; !directories.contains(above); above = parent(above)) {
                newDirectories.computeIfAbsent(parent(above), key -> new TreeSet<>()).add(above);
            }
            for (String above = directory; directories.add(above); above = parent(above)) {
                continue;
            }
            return true;
        });
    }

    @Override
    public synchronized void forceDirectory(String directory) throws IOException {
        operation("forceDirectory " + directory, false, () -> {
            for (Change change : changes.getOrDefault(directory, List.of())) {
                change.node.ifPresentOrElse(
                        node -> durableFiles.put(change.path, node), () -> durableFiles.remove(change.path));
            }
            changes.remove(directory);
            Set<String> created = newDirectories.remove(directory);
            if (created != null) {
                durableDirectories.addAll(created);
            }
            return true;
        });
    }

    @Override
    public synchronized Appender append(String file) throws IOException {
        return operation("append " + file, !files.containsKey(file), () -> {
            if (!files.containsKey(file)) {
                name(file, new Node());
            }
            return new SimAppender(file, existing(file));
        });
    }

    @Override
    public synchronized Appender create(String file) throws IOException {
        return operation("create " + file, true, () -> {
            if (files.containsKey(file)) {
                throw new FileAlreadyExistsException(file);
            }
            name(file, new Node());
            return new SimAppender(file, existing(file));
        });
    }

    @Override
    public synchronized View view(String file) throws IOException {
        return operation("view " + file, false, () -> new SimView(file, existing(file)));
    }

    @Override
    public synchronized InputStream read(String file) throws IOException {
        return operation("read " + file, false, () -> new ByteArrayInputStream(existing(file).content.clone()));
    }

    @Override
    public synchronized ByteBuffer map(String file) throws IOException {
        return operation(
                "map " + file, false, () -> ByteBuffer.wrap(existing(file).content.clone()).asReadOnlyBuffer());
    }

    @Override
    public synchronized void link(String file, String name) throws IOException {
        operation("link " + name, true, () -> {
            if (files.containsKey(name)) {
                throw new FileAlreadyExistsException(name);
            }
            name(name, existing(file));
            return true;
        });
    }

    @Override
    public synchronized void rename(String file, String name) throws IOException {
        operation("rename " + name, false, () -> {
            name(name, existing(file));
            unname(file);
            return true;
        });
    }

    @Override
    public synchronized void delete(String file) throws IOException {
        operation("delete " + file, false, () -> {
            unname(file);
            return true;
        });
    }

    @Override
    public synchronized Locks locks(String file) throws IOException {
        return operation("locks " + file, false, () -> {
            if (!files.containsKey(file)) {
                name(file, new Node());
            }
            return new SimLocks();
        });
    }

    @Override
    public void close() {}

    /** Changes a byte behind the store's back, as a failing disk does. */
    synchronized void flip(String path, long bit) {
        byte[] changed = files.get(path).content.clone();
        changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        files.get(path).content = changed;
    }

    /** How much of a file would surely be there after a power cut. */
    synchronized int forced(String path) {
        Node node = durableFiles.get(path);
        return node == null || !reachable(parent(path)) ? 0 : node.durable.length;
    }

    /** Changes the text of a file behind the store's back, as an editor does. */
    synchronized void edit(String path, java.util.function.UnaryOperator<String> change) {
        Node node = files.get(path);
        node.content = change.apply(new String(node.content, java.nio.charset.StandardCharsets.UTF_8))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    synchronized Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, node) -> contents.put(path, node.content.clone()));
        return contents;
    }

    private final class SimAppender implements Appender {
        private final String path;
        private final Node node;

        SimAppender(String path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            synchronized (SimDisk.this) {
                if (failNextWrite) {
                    failNextWrite = false;
                    throw new IOException("No space left on device");
                }
                if (!dead && operations == failAt && fault == Fault.SHORT) {
                    operations++;
                    failed = operations - 1 + " (short write " + path + ")";
                    failNextWrite = true;
                    return put(bytes, bytes.remaining() / 2);
                }
                if (!dead && operations == failAt && fault == Fault.CUT_AFTER) {
                    put(bytes.duplicate(), bytes.remaining());
                    fault = Fault.CUT_BEFORE;
                }
                return operation("write " + path, true, () -> put(bytes, bytes.remaining()));
            }
        }

        private int put(ByteBuffer bytes, int count) {
            byte[] more = java.util.Arrays.copyOf(node.content, node.content.length + count);
            bytes.get(more, node.content.length, count);
            node.content = more;
            return count;
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimDisk.this) {
                operation("truncate " + path, false, () -> {
                    if (size < node.content.length) {
                        node.content = java.util.Arrays.copyOf(node.content, (int) size);
                        node.lostTo = (int) Math.min(node.lostTo, size);
                    }
                    return true;
                });
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimDisk.this) {
                boolean mine = !dead && operations == failAt;
                if (mine && (fault == Fault.BEFORE || fault == Fault.SHORT || fault == Fault.FOR_GOOD)) {
                    node.lostFrom = node.lostFrom < 0 ? node.durable.length : Math.min(node.lostFrom, node.durable.length);
                    node.lostTo = node.content.length;
                }
                operation("force " + path, false, () -> {
                    node.durable = written(node);
                    return true;
                });
            }
        }

        @Override
        public void close() {}
    }

    private final class SimView implements View {
        private final String path;
        private final Node node;

        SimView(String path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimDisk.this) {
                return operation("view size " + path, false, () -> node.content.length);
            }
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            synchronized (SimDisk.this) {
                return operation("view read " + path, false, () -> {
                    int count = (int) Math.min(length, node.content.length - position);
                    if (count <= 0) {
                        return length == 0 ? 0 : -1;
                    }
                    System.arraycopy(node.content, (int) position, target, offset, count);
                    return count;
                });
            }
        }

        @Override
        public void close() {}
    }

    private final class SimLocks implements Locks {

        @Override
        public boolean tryLock(long region) throws IOException {
            synchronized (SimDisk.this) {
                return operation("lock", false, () -> locked.add(region));
            }
        }

        @Override
        public void unlock(long region) {
            synchronized (SimDisk.this) {
                locked.remove(region);
            }
        }

        @Override
        public boolean held(long region) throws IOException {
            synchronized (SimDisk.this) {
                return operation("held", false, () -> locked.contains(region));
            }
        }

        @Override
        public void close() {
            synchronized (SimDisk.this) {
                locked.clear();
            }
        }
    }
}
