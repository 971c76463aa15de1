package ml.lifecycle.store.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.store.fs.StoreIo.Appender;

/**
 * The file that makes a directory a store: {@code STORE.json}, one line, written once and never changed.
 *
 * <p>Every format, now and later, keeps three things: {@code "format"} is a number, {@code "features"} lists what a
 * program must understand to use the store, and {@code "crc32c"} comes last and covers all bytes before the comma in
 * front of it.
 */
final class StoreDescription {

    static final String FILE = "STORE.json";
    static final int FORMAT = 1;

    private static final String LAYOUT = "directory";
    private static final String ENVELOPE =
            "(\\{\"store\":\"lifecycle\",\"format\":([0-9]{1,9}),.*),\"crc32c\":\"([0-9a-f]{8})\"}\n";
    private static final String CONTENT =
            "\\{\"store\":\"lifecycle\",\"format\":[0-9]+,\"layout\":\"([^\"\\\\]*)\",\"features\":\\[([^\\]]*)]";
    private static final int LONGEST = 1 << 16;

    private StoreDescription() {}

    /** The features that this program understands beyond format 1. There are none yet. */
    private static final List<String> UNDERSTOOD = List.of();

    /**
     * Checks the description.
     *
     * @throws RefusedException if this program is too old for the store
     * @throws CorruptException if it is damaged
     */
    static void check(StoreIo io) throws IOException {
        String text;
        try (InputStream content = io.read(FILE)) {
            text = new String(content.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
        if (text.equals(text())) {
            return;
        }
        Matcher envelope = Pattern.compile(ENVELOPE).matcher(text);
        if (!envelope.matches() || !envelope.group(3).equals(checksum(envelope.group(1)))) {
            throw new CorruptException("'" + io.root() + "/" + FILE + "' is damaged, or of another program: its checksum does not match. The"
                    + " logs and artifacts beside it may be whole; restore this one file from a backup, or from a new"
                    + " store of the same format");
        }
        int format = Integer.parseInt(envelope.group(2));
        if (format != FORMAT) {
            throw new RefusedException("The store in '" + io.root() + "' has format " + format
                    + "; this version of Lifecycle reads format " + FORMAT + ". Use a newer version");
        }
        checkContent(io, envelope.group(1));
    }

    private static void checkContent(StoreIo io, String text) {
        Matcher content = Pattern.compile(CONTENT).matcher(text);
        if (!content.lookingAt() || !content.group(1).equals(LAYOUT)) {
            throw new RefusedException("The store in '" + io.root() + "' has not the layout '" + LAYOUT
                    + "', the only one this version of Lifecycle reads. Use a newer version");
        }
        for (String feature : content.group(2).isEmpty() ? new String[0] : content.group(2).split(",")) {
            if (!UNDERSTOOD.contains(feature)) {
                throw new RefusedException("The store in '" + io.root() + "' uses the feature " + feature
                        + ", which this version of Lifecycle does not understand. Use a newer version");
            }
        }
    }

    static String text() {
        String covered = "{\"store\":\"lifecycle\",\"format\":" + FORMAT + ",\"layout\":\"" + LAYOUT + "\",\"features\":[]";
        return covered + ",\"crc32c\":\"" + checksum(covered) + "\"}\n";
    }

    static String checksum(String covered) {
        byte[] bytes = covered.getBytes(StandardCharsets.ISO_8859_1);
        byte[] digits = new byte[Line.HEX];
        Line.putHex(digits, 0, Line.checksum(bytes, 0, bytes.length, new CRC32C()));
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** Refuses a directory that holds something else. A temporary file may be left of an earlier try. */
    static void requireEmpty(StoreIo io) throws IOException {
        List<String> found = io.list("").stream()
                .map(StoreIo.Entry::name)
                .filter(name -> !name.equals(DirectoryStore.TEMPORARY))
                .toList();
        // Another process may have finished the store since the caller looked.
        if (!found.isEmpty() && io.size(FILE) == StoreIo.ABSENT) {
            throw new RefusedException("'" + io.root() + "' is no store and not empty: it has no " + FILE + ", but "
                    + String.join(", ", found.subList(0, Math.min(found.size(), 5)))
                    + (found.size() > 5 ? " and " + (found.size() - 5) + " more" : "")
                    + ". Choose an empty or absent directory");
        }
    }

    /** Makes an empty directory a store, unless another process does so first. On the store's own thread. */
    static void create(StoreIo io) throws IOException {
        String temporary = DirectoryStore.TEMPORARY + "/create-" + UUID.randomUUID() + ".tmp";
        io.createDirectory(DirectoryStore.TEMPORARY);
        try (Appender file = io.create(temporary)) {
            ByteBuffer text = ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                if (file.write(text) <= 0) {
                    throw new IOException("No space left: the file system took no more bytes");
                }
            }
            file.force();
            name(io, temporary);
            io.forceDirectory("");
        } finally {
            io.delete(temporary);
        }
    }

    private static void name(StoreIo io, String temporary) throws IOException {
        try {
            io.link(temporary, FILE);
        } catch (FileAlreadyExistsException anotherProcessWasFirst) {
            return;
        } catch (IOException noLinksHere) {
            // Every description of this format has the same bytes, so it does not matter whose is seen.
            io.rename(temporary, FILE);
        }
    }
}
