package ml.lifecycle.internal.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;

/**
 * The files of a directory by name. What stands in a store for the directory is their list, which the package description
 * specifies.
 */
final class FileList {

    private static final String TITLE = "lifecycle-files-1";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (0|[1-9][0-9]{0,18}) (.+)");

    private final NavigableMap<String, Blob> files;

    FileList(Map<String, Blob> files) {
        this.files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
    }

    NavigableMap<String, Blob> files() {
        return files;
    }

    /** The bytes of all files together. */
    long size() {
        return files.values().stream().mapToLong(Blob::size).sum();
    }

    /** The list as text; equal directories have equal lists. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        files.forEach((name, blob) -> text.append(blob.digest()).append(' ').append(blob.size()).append(' ').append(name)
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    String digest() {
        return Digests.of(bytes());
    }

    /** Keeps the list, after the files. */
    void keep(ArtifactStore artifacts) {
        try (InputStream content = new ByteArrayInputStream(bytes())) {
            artifacts.put(content);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be read", impossible);
        }
    }

    /** Whether all contents are there. */
    boolean isKept(ArtifactStore artifacts) {
        return artifacts.contains(digest()) && files.values().stream().allMatch(blob -> artifacts.contains(blob.digest()));
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param what what it is, for the message
     * @throws CorruptException if it is no such list
     * @throws NotFoundException if it was lost
     */
    static FileList read(String what, ArtifactStore artifacts, String digest) {
        String text;
        try (InputStream content = artifacts.open(digest)) {
            text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw Contents.failure("The list of files of " + what, failure);
        }
        String[] lines = text.split("\n", -1);
        Map<String, Blob> files = new TreeMap<>();
        boolean good = lines.length > 1 && lines[0].equals(TITLE) && lines[lines.length - 1].isEmpty();
        for (int line = 1; good && line < lines.length - 1; line++) {
            Matcher parts = LINE.matcher(lines[line]);
            good = parts.matches()
                    && files.put(Names.requirePath(parts.group(3)), new Blob(parts.group(1), size(parts.group(2)))) == null;
        }
        if (!good) {
            throw new CorruptException("The list of files of " + what + " cannot be read: it is damaged, or of a newer"
                    + " version of Lifecycle.");
        }
        return new FileList(files);
    }

    private static long size(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyond) {
            return Long.MAX_VALUE;
        }
    }
}
