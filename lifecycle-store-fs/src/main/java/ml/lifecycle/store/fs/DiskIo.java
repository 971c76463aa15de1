package ml.lifecycle.store.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ml.lifecycle.RefusedException;

/** The file system. The only class that touches it, with its helpers {@link DiskFiles} and {@link DiskLocks}. */
final class DiskIo implements StoreIo {

    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "webdav", "davfs");

    private final Path root;
    private final Permissions permissions;
    private final DiskFiles.OpenViews views = new DiskFiles.OpenViews();

    private DiskIo(Path root) {
        this.root = root;
        this.permissions = Permissions.of(root);
    }

    /** Opens a directory, and creates it if it is missing. */
    static DiskIo open(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            if (Files.isSymbolicLink(absolute)) {
                throw new RefusedException("'" + absolute + "' is a link to something that does not exist. Make what it"
                        + " points to, or choose a directory");
            }
            createWithParents(absolute);
        } else if (!Files.isDirectory(absolute)) {
            throw new RefusedException("'" + absolute + "' is a file, and a store is a directory. Choose an empty or absent"
                    + " directory");
        }
        return new DiskIo(absolute.toRealPath());
    }

    private static void createWithParents(Path directory) throws IOException {
        Path existing = directory.getParent();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        Permissions.createOwnerOnly(directory);
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            DiskFiles.forceDirectory(above);
            if (above.equals(existing)) {
                break;
            }
        }
    }

    /** What tells two paths of one directory from two directories. */
    Object identity() throws IOException {
        Object key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
        return key == null ? root : key;
    }

    Path path() {
        return root;
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public Optional<String> remark() {
        try {
            String type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
            return NETWORK.contains(type)
                    ? Optional.of("'" + root + "' is on a network file system (" + type + "): locks and forced writes"
                            + " are only as good as its server; use one that supports POSIX locks, and mount it 'hard'")
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public List<Entry> list(String directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!isDirectory(directory)) {
            return List.of(); // Opening a pipe would wait for ever, and a link leads elsewhere.
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path path : stream) {
                entries.add(new Entry(path.getFileName().toString(), kind(path)));
            }
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /** Whether a name, and each directory on the way to it, is a plain directory. */
    private boolean isDirectory(String name) {
        Path path = root;
        for (Path part : Path.of(name)) {
            path = path.resolve(part);
            if (!path.equals(root) && kind(path) != Kind.DIRECTORY) {
                return false;
            }
        }
        return true;
    }

    private static Kind kind(Path path) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.FILE;
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? Kind.DIRECTORY : Kind.OTHER;
    }

    @Override
    public long size(String file) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(resolve(file));
            return attributes.isRegularFile() ? attributes.size() : ABSENT;
        } catch (NoSuchFileException absent) {
            return ABSENT;
        }
    }

    @Override
    public Instant modified(String file) throws IOException {
        return attributes(resolve(file)).lastModifiedTime().toInstant();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void setModified(String file, Instant time) throws IOException {
        Files.setLastModifiedTime(plain(file), FileTime.from(time));
    }

    @Override
    public void createDirectory(String directory) throws IOException {
        Path path = root;
        for (String name : directory.split("/")) {
            path = path.resolve(name);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                permissions.createDirectory(path);
            } catch (FileAlreadyExistsException exists) {
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileSystemException(path.toString(), null, "expected a directory, found something else");
                }
            }
        }
    }

    @Override
    public void forceDirectory(String directory) throws IOException {
        DiskFiles.forceDirectory(resolve(directory));
    }

    @Override
    public Appender append(String file) throws IOException {
        Path path = resolve(file);
        boolean created = isFree(path);
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
        return opened(channel, path, created);
    }

    @Override
    public Appender create(String file) throws IOException {
        Path path = resolve(file);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        return opened(channel, path, true);
    }

    private Appender opened(FileChannel channel, Path path, boolean created) throws IOException {
        if (created) {
            permissions.applyTo(path);
        }
        return DiskFiles.appender(channel, path);
    }

    @Override
    public Rewriter rewrite(String file) throws IOException {
        Path path = resolve(file);
        boolean created = isFree(path);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (created) {
            permissions.applyTo(path);
        }
        return DiskFiles.rewriter(channel);
    }

    @Override
    public View view(String file) throws IOException {
        return DiskFiles.view(() -> plain(file).toFile(), views);
    }

    @Override
    public InputStream read(String file) throws IOException {
        // Streams of the default file system do not close on an interrupt, unlike the channels below them.
        return Files.newInputStream(plain(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public ByteBuffer map(String file) throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel =
                FileChannel.open(plain(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void link(String file, String name) throws IOException {
        try {
            Files.createLink(resolve(name), plain(file));
        } catch (UnsupportedOperationException unsupported) {
            throw new FileSystemException(resolve(name).toString(), null, "no hard links here");
        }
    }

    @Override
    public void rename(String file, String name) throws IOException {
        try {
            Files.move(plain(file), resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            throw new FileSystemException(resolve(name).toString(), null, "no atomic rename here");
        }
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(resolve(file));
    }

    @Override
    public Locks locks(String file) throws IOException {
        Path path = resolve(file);
        boolean created = isFree(path);
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (created) {
            permissions.applyTo(path);
        }
        return new DiskLocks(channel);
    }

    @Override
    public Locks locksToLookAt(String file) throws IOException {
        return new DiskLocks(FileChannel.open(plain(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether nothing has that name yet. What has it must be a plain file: opening a pipe would wait for ever. */
    private static boolean isFree(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!attributes(path).isRegularFile()) {
            throw notPlain(path);
        }
        return false;
    }

    private static FileSystemException notPlain(Path path) {
        return new FileSystemException(path.toString(), null, "is not a plain file");
    }

    /** The path of a name, after a look that no directory on the way is a link out of the store. */
    private Path resolve(String name) throws IOException {
        if (name.isEmpty()) {
            return root;
        }
        Path path = root;
        int start = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', start)) {
            path = path.resolve(name.substring(start, slash));
            if (Files.isSymbolicLink(path)) {
                throw new FileSystemException(path.toString(), null, "is a symbolic link, which the store never follows");
            }
            start = slash + 1;
        }
        return path.resolve(name.substring(start));
    }

    private Path plain(String file) throws IOException {
        Path path = resolve(file);
        if (!attributes(path).isRegularFile()) {
            throw notPlain(path);
        }
        return path;
    }

    @Override
    public void close() {}
}
