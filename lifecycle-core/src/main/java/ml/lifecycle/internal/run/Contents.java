package ml.lifecycle.internal.run;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import org.jspecify.annotations.Nullable;

/** Brings files, bytes and models into the artifact store. */
final class Contents {

    private Contents() {}

    static ArtifactRef bytes(ArtifactStore store, String path, byte[] content) {
        try {
            return reference(path, store.put(new ByteArrayInputStream(content)));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be read", impossible);
        }
    }

    /** Keeps a file, or all files below a directory; all names are checked before anything is kept. */
    static List<ArtifactRef> files(ArtifactStore store, String path, Path file) {
        try {
            List<ArtifactRef> kept = new ArrayList<>();
            for (Map.Entry<String, Path> entry : list(path, file).entrySet()) {
                try (InputStream content = Files.newInputStream(entry.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                    kept.add(reference(entry.getKey(), store.put(content)));
                }
            }
            return kept;
        } catch (NoSuchFileException absent) {
            throw new NotFoundException("There is no file '" + Names.printable(absent.getFile())
                    + "' to be kept as artifact '" + path + "'.", absent);
        } catch (IOException failure) {
            throw new UnavailableException("The file '" + Names.printable(file.toString())
                    + "' cannot be read to be kept as artifact '" + path + "' (" + failure
                    + "); nothing was recorded.", failure);
        }
    }

    private static Map<String, Path> list(String path, Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Map<String, Path> files = new TreeMap<>();
        if (!attributes.isDirectory()) {
            requireFile(file, attributes);
            files.put(path, file);
            return files;
        }
        Files.walkFileTree(file, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes foundAttributes) {
                requireFile(found, foundAttributes);
                StringBuilder name = new StringBuilder(path);
                file.relativize(found).forEach(part -> name.append('/').append(part));
                files.put(Names.requirePath(name.toString()), found);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static void requireFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            throw new RefusedException("'" + Names.printable(file.toString()) + "' is "
                    + (attributes.isSymbolicLink() ? "a link, and links are not followed" : "no regular file")
                    + "; keep the file itself. Nothing was recorded.");
        }
    }

    /** Keeps a model; it is written by a thread of its own while the store reads. */
    static ArtifactRef model(ArtifactStore store, String path, ModelFormat format, Object model) {
        ModelPipe pipe = new ModelPipe();
        Thread writer = new Thread(() -> write(pipe, format, model), "lifecycle-model-writer");
        writer.setDaemon(true);
        writer.start();
        try (InputStream source = pipe.source()) {
            return reference(path, store.put(source));
        } catch (IOException failure) {
            pipe.abandon();
            throw refused(path, format, pipe.failure(), failure);
        } finally {
            pipe.abandon();
        }
    }

    private static void write(ModelPipe pipe, ModelFormat format, Object model) {
        Throwable reason = null;
        try (OutputStream out = new BufferedOutputStream(pipe.sink(), 1 << 14)) {
            format.write(model, out);
        } catch (Throwable failure) { // handed to the thread that waits for the model
            reason = failure;
        }
        pipe.end(reason);
    }

    private static RuntimeException refused(
            String path, ModelFormat format, @Nullable Throwable reason, IOException failure) {
        if (reason instanceof RuntimeException exception) {
            return exception;
        }
        if (reason instanceof Error error) {
            throw error;
        }
        return new UnavailableException("The model '" + path + "' cannot be written as " + format.name() + " ("
                + (reason == null ? failure : reason) + "); nothing was recorded.", failure);
    }

    private static ArtifactRef reference(String path, Blob blob) {
        return new ArtifactRef(path, blob.digest(), blob.size());
    }
}
