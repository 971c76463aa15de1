package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Damage;

/**
 * Lines with checksums in one file, each with a line feed before and behind it, so that no single bit joins two. After a
 * failed write or force it takes nothing more until it is opened again.
 */
final class TinyJournal {

    /** The work of a writer, or of a reader. */
    interface Work<T> {
        T run() throws IOException;
    }

    private final TinyFiles files;
    private final Defect defect;
    private final Consumer<String> reader;
    private final List<Damage> damages = new ArrayList<>();
    private String pending = "";
    private long end;
    private long seen;
    private boolean broken;
    private boolean met;

    TinyJournal(TinyFiles files, Defect defect, Consumer<String> reader) {
        this.files = files;
        this.defect = defect;
        this.reader = reader;
    }

    List<Damage> damages() {
        return defect == Defect.HIDES_DAMAGE ? List.of() : damages;
    }

    /** Works while nobody else does, in whatever process. */
    synchronized <T> T alone(Work<T> work) {
        try {
            lock();
        } catch (IOException failure) {
            unlock();
            throw unavailable(failure);
        }
        try {
            refresh();
            return work.run();
        } catch (IOException failure) {
            throw unavailable(failure);
        } finally {
            unlock();
        }
    }

    private void lock() throws IOException {
        while (!files.tryLock("journal")) {
            Thread.onSpinWait();
        }
    }

    private void unlock() {
        try {
            files.unlock("journal");
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private static UnavailableException unavailable(IOException failure) {
        return new UnavailableException("The journal cannot be used: " + failure.getMessage() + ". Try again", failure);
    }

    /** Reads what is new. */
    synchronized void refresh() throws IOException {
        byte[] bytes = files.read(end);
        seen = end + bytes.length;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1), start);
                start = i + 1;
            }
        }
        String tail = new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
        if (defect == Defect.TEARS && tail.length() > 9 && tail.indexOf('\0') < 0) {
            reader.accept(tail.substring(9));
            start = bytes.length;
        } else if (tail.length() > 9 && !tail.endsWith("\0") && isWhole(tail.substring(0, tail.length() - 1))) {
            reader.accept(tail.substring(9, tail.length() - 1)); // Only its line feed is damaged.
            start = bytes.length;
        }
        end += start;
    }

    private void line(String line, int start) {
        if (line.isEmpty() || defect == Defect.STOPS_AT_DAMAGE && !damages.isEmpty()) {
            return;
        }
        if (isWhole(line)) {
            reader.accept(line.substring(9));
        } else {
            damages.add(new Damage("journal", end + start, line.length(), "the checksum does not match"));
        }
    }

    private boolean isWhole(String line) {
        return line.length() > 9 && (defect == Defect.TRUSTS_ITS_DISK || line.equals(checksummed(line.substring(9))));
    }

    private static String checksummed(String payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
        return String.format(Locale.ROOT, "%08x %s", crc.getValue(), payload);
    }

    /** Cuts off what a crash has left. While alone. */
    void cutTornEnd() throws IOException {
        if (seen > end && defect != Defect.WRITES_BEHIND_A_TORN_END) {
            files.truncate(end);
            seen = end;
        }
    }

    /** Writes a line; while alone. */
    void write(String payload, boolean force) throws IOException {
        requireWhole();
        cutTornEnd();
        letOthersIn();
        pending += '\n' + checksummed(payload) + '\n';
        if (defect == Defect.ACKNOWLEDGES_FIRST && !force) {
            reader.accept(payload);
            return;
        }
        try {
            writePending();
        } catch (IOException failure) {
            broken = defect != Defect.DENIES;
            throw broken ? unknown(failure) : unavailable(failure);
        }
        if (force && defect != Defect.FORGETS_TO_FORCE) {
            force();
        }
        // Not read again: a failure of that would deny what was written.
        end = seen;
        reader.accept(payload);
    }

    private void letOthersIn() throws IOException {
        if (defect == Defect.LETS_OTHERS_IN && !met) {
            met = true;
            unlock();
            files.meetAnother();
            lock();
            refresh(); // Their lines come before the one that is about to be written.
        }
    }

    private void writePending() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pending.getBytes(StandardCharsets.ISO_8859_1));
        pending = "";
        long length = bytes.remaining();
        while (bytes.hasRemaining()) {
            if (files.write(bytes) <= 0) {
                throw new IOException("No space left");
            }
        }
        seen += length;
    }

    void force() throws IOException {
        requireWhole();
        try {
            files.force();
        } catch (IOException failure) {
            if (defect == Defect.FORCES_AGAIN) {
                files.force();
                return;
            }
            broken = true;
            throw unknown(failure);
        }
    }

    void requireWhole() {
        if (broken) {
            throw unknown(new IOException("an earlier write failed"));
        }
    }

    private static UnavailableException unknown(IOException failure) {
        return new UnavailableException("The journal was not written: " + failure.getMessage()
                + ". The outcome is unknown; open the store again", failure);
    }
}
