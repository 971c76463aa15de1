package ml.lifecycle.store.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.store.fs.StoreIo.Appender;

/**
 * Artifacts by their SHA-256.
 *
 * <p>A content is written under a temporary name, forced, and linked to its own name: nobody ever sees a part of it. The
 * lock of artifacts is held while a name appears, is used again or vanishes, so that a content that is just being kept
 * again is not swept away.
 */
final class Blobs implements ArtifactStore {

    static final String DIRECTORY = "blobs/sha256";

    private static final int CHUNK = 1 << 18;

    private final DirectoryStore store;
    private final Clock clock;

    Blobs(DirectoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static String path(String digest) {
        if (!isDigest(digest)) {
            String shown = digest.length() > 80 ? digest.substring(0, 80) + "…" : digest;
            throw new RefusedException("'" + shown.replaceAll("\\p{Cntrl}", "?")
                    + "' is not the digest of an artifact: expected the 64 lower-case hexadecimal digits of a SHA-256");
        }
        return DIRECTORY + '/' + digest.substring(0, 2) + '/' + digest;
    }

    static boolean isDigest(String text) {
        boolean matches = text.length() == 64;
        for (int i = 0; i < text.length() && matches; i++) {
            char c = text.charAt(i);
            matches = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        return matches;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        SharedDirectory shared = store.shared();
        String temporary = store.temporaryFile();
        MessageDigest sha256 = sha256();
        try (Upload upload = new Upload(shared, temporary)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = content.readNBytes(chunk, 0, CHUNK); read > 0; read = content.readNBytes(chunk, 0, CHUNK)) {
                sha256.update(chunk, 0, read);
                upload.write(chunk, read);
            }
            Blob blob = new Blob(HexFormat.of().formatHex(sha256.digest()), upload.size);
            upload.publish(blob);
            return blob;
        }
    }

    /** A content on its way under a temporary name. */
    private final class Upload implements AutoCloseable {
        private final SharedDirectory shared;
        private final StoreIo io;
        private final String temporary;
        private final Appender file;
        private long size;
        private boolean sound;

        Upload(SharedDirectory shared, String temporary) {
            this.shared = shared;
            this.io = shared.io();
            this.temporary = temporary;
            this.file = shared.onArtifacts("An artifact could not be kept", () -> {
                io.createDirectory(DirectoryStore.TEMPORARY);
                return io.create(temporary);
            });
        }

        void write(byte[] chunk, int length) {
            size += length;
            shared.onArtifacts("An artifact could not be kept", () -> {
                ByteBuffer rest = ByteBuffer.wrap(chunk, 0, length);
                while (rest.hasRemaining()) {
                    if (file.write(rest) <= 0) {
                        throw new IOException("No space left: the file system took no more bytes");
                    }
                }
                return true;
            });
        }

        void publish(Blob blob) {
            shared.onArtifacts("Artifact " + blob.digest() + " could not be kept", () -> {
                file.force();
                io.setModified(temporary, clock.instant());
                String path = path(blob.digest());
                sound = io.size(path) == size && matches(io, path, blob.digest());
                io.createDirectory(path.substring(0, path.lastIndexOf('/')));
                shared.locked(LockTable.ARTIFACTS, () -> name(path));
                shared.names().force(path);
                return true;
            });
        }

        private void name(String path) throws IOException {
            try {
                io.link(temporary, path);
            } catch (FileAlreadyExistsException kept) {
                if (sound && io.size(path) == size) {
                    io.setModified(path, clock.instant()); // A sweep is to count its grace from now.
                } else {
                    io.rename(temporary, path); // What stands there is damaged, or came this very moment.
                }
            } catch (IOException noLinksHere) {
                io.rename(temporary, path);
            }
        }

        @Override
        public void close() {
            try {
                shared.onArtifacts("The temporary file '" + temporary + "' could not be removed", () -> {
                    file.close();
                    io.delete(temporary);
                    return true;
                });
            } catch (UnavailableException leftOver) {
                // Says nothing about the artifact; a repair removes the file.
                StoreLog.of(Blobs.class).log(System.Logger.Level.WARNING, leftOver.getMessage(), leftOver);
            }
        }
    }

    @Override
    public InputStream open(String digest) {
        String path = path(digest);
        StoreIo io = store.shared().io();
        try {
            return new VerifiedStream(io.read(path), digest, io.root());
        } catch (NoSuchFileException missing) {
            throw new NotFoundException("There is no artifact " + digest + " in '" + io.root()
                    + "'. It was never kept here, or nothing referred to it any more and it was swept", missing);
        } catch (IOException failure) {
            throw Failures.unavailable("Artifact " + digest + " in '" + io.root() + "' cannot be read", failure);
        }
    }

    @Override
    public boolean contains(String digest) {
        String path = path(digest);
        StoreIo io = store.shared().io();
        try {
            return io.size(path) != StoreIo.ABSENT;
        } catch (IOException failure) {
            throw Failures.unavailable("The artifacts in '" + io.root() + "' cannot be read", failure);
        }
    }

    @Override
    public Set<String> digests() {
        StoreIo io = store.shared().io();
        try {
            return new TreeSet<>(sizes(io).keySet());
        } catch (IOException failure) {
            throw Failures.unavailable("The artifacts in '" + io.root() + "' cannot be listed", failure);
        }
    }

    private static TreeMap<String, Long> sizes(StoreIo io) throws IOException {
        TreeMap<String, Long> sizes = new TreeMap<>();
        for (StoreIo.Entry prefix : io.list(DIRECTORY)) {
            for (StoreIo.Entry entry : io.list(DIRECTORY + '/' + prefix.name())) {
                if (entry.kind() == StoreIo.Kind.FILE
                        && isDigest(entry.name())
                        && entry.name().startsWith(prefix.name())) {
                    sizes.put(entry.name(), io.size(path(entry.name())));
                }
            }
        }
        return sizes;
    }

    @Override
    public Set<Blob> sweep(Predicate<String> referenced, Duration grace) {
        SharedDirectory shared = store.shared();
        StoreIo io = shared.io();
        Set<Blob> deleted = new java.util.LinkedHashSet<>();
        try {
            Placement.requireSound(io);
            sizes(io).forEach((digest, size) -> {
                if (!referenced.test(digest) && delete(shared, digest, clock.instant().minus(grace))) {
                    deleted.add(new Blob(digest, size));
                }
            });
        } catch (IOException failure) {
            throw Failures.unavailable("The artifacts in '" + io.root() + "' cannot be listed", failure);
        }
        return deleted;
    }

    private boolean delete(SharedDirectory shared, String digest, Instant before) {
        boolean[] deleted = {false};
        shared.onArtifacts("Artifact " + digest + " could not be deleted", () -> {
            shared.locked(LockTable.ARTIFACTS, () -> {
                StoreIo io = shared.io();
                String path = path(digest);
                if (io.size(path) != StoreIo.ABSENT && !io.modified(path).isAfter(before)) {
                    io.delete(path);
                    deleted[0] = true;
                }
            });
            return true;
        });
        return deleted[0];
    }

    /** Whether a file has the content that its digest stands for. */
    static boolean matches(StoreIo io, String path, String digest) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream content = io.read(path)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                sha256.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha256.digest()).equals(digest);
    }
}
