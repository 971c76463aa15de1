package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.ConflictException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;

/** Reads a directory twice: first for its digest, which may be known, then to keep its files. */
final class Directories {

    /** What a name has instead of bytes that are no text in the encoding of this process. */
    private static final char UNREADABLE = '\uFFFD';

    private final Path directory;
    private final Map<String, Entry> entries;

    private Directories(Path directory, Map<String, Entry> entries) {
        this.directory = directory;
        this.entries = entries;
    }

    /**
     * A file as it was found.
     *
     * @param path where it is
     * @param size its length
     * @param modified when it was last written
     */
    private record Entry(Path path, long size, FileTime modified) {

        boolean isAs(Entry other) {
            return size == other.size && modified.equals(other.modified);
        }
    }

    /**
     * Lists a directory.
     *
     * @throws RefusedException if it has no files, one that is a link or no regular file, or one whose name is not allowed
     * @throws IOException if it cannot be read
     */
    static Directories list(Path directory) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        // The directory itself may be named by a link; what is in it may not.
        Path real = directory.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                requireFile(file, attributes);
                Entry before = entries.put(name(real, file),
                        new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                if (before != null) {
                    throw new RefusedException("The files '" + Names.printable(before.path().toString()) + "' and '"
                            + Names.printable(file.toString()) + "' have the same name in another form of Unicode; rename"
                            + " one of them. Nothing was added.");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (entries.isEmpty()) {
            throw new RefusedException("The directory '" + Names.printable(directory.toString())
                    + "' has no files; a snapshot needs at least one. Nothing was added.");
        }
        return new Directories(directory, entries);
    }

    /**
     * What is added is kept in the store, so that a directory that holds the store would change while it is read.
     *
     * @param location where the store is; what is no directory is nowhere among files
     * @throws RefusedException if the directory holds the store
     */
    static void requireWithout(Path directory, String location) throws IOException {
        Path store;
        try {
            store = directory.getFileSystem().getPath(location).toRealPath();
        } catch (InvalidPathException | IOException noDirectory) {
            return;
        }
        if (store.startsWith(directory.toRealPath())) {
            throw new RefusedException("The directory '" + Names.printable(directory.toString()) + "' holds the store ("
                    + Names.printable(store.toString()) + "), which changes whenever something is added. Add a directory of"
                    + " its own that has the data alone. Nothing was added.");
        }
    }

    private static void requireFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            throw new RefusedException("'" + Names.printable(file.toString()) + "' is "
                    + (attributes.isSymbolicLink() ? "a link, and links are not followed" : "no regular file")
                    + "; put the file itself there, or take it away. Nothing was added.");
        }
    }

    /** Relative, with slashes, in Unicode normal form C, as a file has it that comes from another system. */
    private static String name(Path directory, Path file) {
        StringBuilder name = new StringBuilder();
        directory.relativize(file).forEach(part -> name.append(name.isEmpty() ? "" : "/").append(part));
        if (name.indexOf(String.valueOf(UNREADABLE)) >= 0) {
            throw new RefusedException("The file '" + Names.printable(file.toString()) + "' has a name that is no text in"
                    + " the encoding of this process; rename it, or start Java with another locale. Nothing was added.");
        }
        return Names.requirePath(Normalizer.normalize(name, Normalizer.Form.NFC));
    }

    /** Reads all files for their digests. */
    FileList digests() throws IOException {
        Map<String, Blob> files = new TreeMap<>();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            try (DigestInputStream content = new DigestInputStream(open(entry.getValue()), Digests.sha256())) {
                long size = content.transferTo(OutputStream.nullOutputStream());
                files.put(entry.getKey(), new Blob(Digests.hex(content.getMessageDigest().digest()), size));
            }
        }
        return new FileList(files);
    }

    /**
     * Keeps the files that are not kept already.
     *
     * @throws ConflictException if the directory is no longer what it was
     */
    void keep(FileList list, ArtifactStore artifacts) throws IOException {
        for (Map.Entry<String, Blob> file : list.files().entrySet()) {
            if (!artifacts.contains(file.getValue().digest())) {
                try (InputStream content = open(entries.get(file.getKey()))) {
                    if (!artifacts.put(content).equals(file.getValue())) {
                        throw changed(file.getKey());
                    }
                } catch (NoSuchFileException gone) {
                    throw changed(file.getKey());
                }
            }
        }
        requireUnchanged();
    }

    private void requireUnchanged() throws IOException {
        Map<String, Entry> now = list(directory).entries;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            Entry there = now.remove(entry.getKey());
            if (there == null || !there.isAs(entry.getValue())) {
                throw changed(entry.getKey());
            }
        }
        if (!now.isEmpty()) {
            throw changed(now.keySet().iterator().next());
        }
    }

    private ConflictException changed(String name) {
        return new ConflictException("The file '" + Names.printable(name) + "' of '"
                + Names.printable(directory.toString()) + "' changed while the directory was added; nothing was added. Add it"
                + " again when it is complete.");
    }

    private static InputStream open(Entry entry) throws IOException {
        return Files.newInputStream(entry.path(), LinkOption.NOFOLLOW_LINKS);
    }
}
