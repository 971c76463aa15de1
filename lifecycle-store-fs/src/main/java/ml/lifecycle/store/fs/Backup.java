package ml.lifecycle.store.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.Appender;
import ml.lifecycle.store.fs.StoreIo.Entry;
import ml.lifecycle.store.fs.StoreIo.View;

/**
 * Copies a store while others write to it: logs first, then metric points, then artifacts, so that what a log refers to
 * is in the copy; and at last the file that makes it a store, so that half a copy is none.
 */
final class Backup {

    private static final int CHUNK = 1 << 18;

    private final StoreIo source;
    private final StoreIo target;
    private final Names names;
    private final byte[] chunk = new byte[CHUNK];

    private Backup(StoreIo source, StoreIo target) {
        this.source = source;
        this.target = target;
        this.names = new Names(target);
    }

    static void copy(SharedDirectory shared, Path target) {
        shared.flush();
        // On a thread of its own: a caller's interrupt must not end it, and other work must not wait for it.
        try (IoThread thread = new IoThread("lifecycle-store-backup")) {
            thread.call(() -> {
                copyHere(shared.io(), target);
                return true;
            });
        }
    }

    private static void copyHere(StoreIo source, Path directory) {
        try (DiskIo target = DiskIo.open(directory)) {
            if (target.path().startsWith(Path.of(source.root()))) {
                throw new RefusedException("'" + target.root() + "' is inside the store '" + source.root()
                        + "'; choose a directory outside of it for the copy");
            }
            if (!target.list("").isEmpty()) {
                throw new RefusedException(
                        "'" + target.root() + "' is not empty; choose an empty or absent directory for the copy");
            }
            new Backup(source, target).run();
        } catch (IOException failure) {
            throw Failures.unavailable("The store in '" + source.root() + "' could not be copied to '" + directory + "'",
                    failure);
        }
    }

    private void run() throws IOException {
        Verification.walk(source, new Verification.Files() {
            @Override
            public void log(LogId id) throws IOException {
                copyLog(id);
            }

            @Override
            public void metrics(String path) {
                // Copied below, when all logs are.
            }
        }, new ArrayList<>());
        Verification.walk(source, new Verification.Files() {
            @Override
            public void log(LogId id) {
                // Copied above.
            }

            @Override
            public void metrics(String path) throws IOException {
                copyMetrics(path);
            }
        }, new ArrayList<>());
        copyArtifacts();
        StoreDescription.create(target);
    }

    private void copyLog(LogId id) throws IOException {
        Segments segments = new Segments(source, LogFile.directory(id));
        try {
            Position end = new LogReader(segments, (sequence, buffer, offset, length) -> {}, position -> {})
                    .read(Position.START);
            for (int number = 1; number <= end.segment(); number++) {
                View view = segments.find(number);
                if (view != null) {
                    boolean last = number == end.segment();
                    copy(view, segments.path(number), last ? length(end.tail(), end.offset(), end.seen()) : view.size());
                }
            }
        } finally {
            segments.release();
        }
    }

    /** How much of a file is copied: damage too, since it may be mended one day, but not what is only begun. */
    private static long length(Tail tail, long end, long seen) {
        return tail == Tail.DAMAGED ? seen : end;
    }

    private void copyMetrics(String path) throws IOException {
        PointReader.Result found =
                PointReader.read(source, path, (metric, step, time, value) -> {}, PointReader.names());
        try (View view = source.view(path)) {
            copy(view, path, found.tail() == Tail.DAMAGED ? view.size() : found.end());
        }
    }

    private void copy(View view, String path, long length) throws IOException {
        if (length <= 0) {
            return;
        }
        try (Appender file = begin(path)) {
            long at = 0;
            while (at < length) {
                int read = view.read(at, chunk, 0, (int) Math.min(CHUNK, length - at));
                if (read <= 0) {
                    throw new IOException("'" + path + "' became shorter while it was copied");
                }
                write(file, read);
                at += read;
            }
            file.force();
        }
        names.force(path);
    }

    private Appender begin(String path) throws IOException {
        target.createDirectory(path.substring(0, path.lastIndexOf('/')));
        return target.create(path);
    }

    private void write(Appender file, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(chunk, 0, length);
        while (rest.hasRemaining()) {
            if (file.write(rest) <= 0) {
                throw new IOException("No space left: the file system took no more bytes");
            }
        }
    }

    private void copyArtifacts() throws IOException {
        for (Entry prefix : source.list(Blobs.DIRECTORY)) {
            for (Entry entry : source.list(Blobs.DIRECTORY + '/' + prefix.name())) {
                if (entry.kind() == StoreIo.Kind.FILE && Blobs.isDigest(entry.name())) {
                    copyArtifact(Blobs.DIRECTORY + '/' + prefix.name() + '/' + entry.name());
                }
            }
        }
    }

    private void copyArtifact(String path) throws IOException {
        try (InputStream content = source.read(path);
                Appender file = begin(path)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                write(file, read);
            }
            file.force();
        } catch (NoSuchFileException sweptMeanwhile) {
            return; // Nothing referred to it.
        }
        names.force(path);
    }
}
