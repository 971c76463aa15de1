package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Writes the files of a snapshot to a directory, which is there when all of them are, or not at all. */
final class SnapshotExport {

    private static final String UNFINISHED = ".part";

    private SnapshotExport() {}

    static void to(Snapshot snapshot, Set<String> files, Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        if (name == null || Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(snapshot, target);
        }
        Path unfinished = absolute.resolveSibling(name + UNFINISHED);
        try {
            Files.createDirectory(unfinished);
        } catch (FileAlreadyExistsException other) {
            throw new RefusedException("There is '" + Names.printable(unfinished.toString())
                    + "' already: another export goes on there, or was broken off. Wait for it, or delete that directory.",
                    other);
        } catch (IOException failure) {
            throw failed(snapshot, target, failure);
        }
        try {
            write(snapshot, files, unfinished);
            Files.move(unfinished, absolute);
        } catch (FileAlreadyExistsException there) {
            throw cleared(unfinished, exists(snapshot, target));
        } catch (IOException failure) {
            throw cleared(unfinished, failed(snapshot, target, failure));
        } catch (RuntimeException failure) {
            throw cleared(unfinished, failure);
        }
    }

    private static void write(Snapshot snapshot, Set<String> files, Path directory) throws IOException {
        for (String name : files) {
            // The rule holds for each name that is kept; it is looked at again before one becomes a path.
            Path file = directory.resolve(Names.requirePath(name));
            Files.createDirectories(file.getParent());
            try (InputStream content = snapshot.open(name)) {
                Files.copy(content, file);
            }
        }
    }

    private static RuntimeException exists(Snapshot snapshot, Path target) {
        return new RefusedException(snapshot + " cannot be written to '" + Names.printable(target.toString())
                + "', which exists already; name a directory that does not exist yet. Nothing was written.");
    }

    private static RuntimeException failed(Snapshot snapshot, Path target, IOException failure) {
        LifecycleException read = Contents.failure("The content of " + snapshot, failure);
        return read instanceof CorruptException ? read : new UnavailableException(snapshot + " cannot be written to '"
                + Names.printable(target.toString()) + "' (" + failure + "); nothing is left there.", failure);
    }

    /** The failure, after what was written until then is gone. */
    private static RuntimeException cleared(Path directory, RuntimeException failure) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException broken) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException left) {
            failure.addSuppressed(left);
        }
        return failure;
    }
}
