package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the benchmarks write. Nothing is deleted while they run: after many deletions ext4 creates files more slowly for a
 * while, which would be charged to whoever is measured next.
 */
final class Places {

    /** The system property that tells forked processes the directory. */
    static final String PROPERTY = "benchmarks.data";

    private Places() {}

    static Path data() {
        String directory = System.getProperty(PROPERTY);
        if (directory == null) {
            throw new IllegalStateException("The directory for data is not given; start with extensions/benchmarks/run,"
                    + " or with -D" + PROPERTY + "=directory.");
        }
        return Path.of(directory);
    }

    /** A directory that nobody has used. */
    static Path fresh(String what) {
        try {
            Path parent = Files.createDirectories(data().resolve("scratch"));
            return Files.createTempDirectory(parent, what + "-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The stores with so many runs, to be searched. */
    static Path search(int runs) {
        return data().resolve("search-" + runs);
    }

    /** The bytes of all files below a directory. */
    static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
