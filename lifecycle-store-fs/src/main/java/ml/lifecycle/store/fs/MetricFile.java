package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.store.fs.StoreIo.Appender;
import org.jspecify.annotations.Nullable;

/**
 * The file of one writer of metric points. Used on the store's own thread alone.
 *
 * <p>Nobody else writes to it, so no lock is needed, and bytes that were not taken can be written again at the same
 * place. A force that failed is final: what was handed over before it may not be on the disk, and a second force would
 * not tell.
 */
final class MetricFile {

    private final StoreIo io;
    private final Names names;
    private final String path;
    private @Nullable Appender appender;
    private long good;
    private boolean doubtful;
    private boolean dirty;
    private boolean nameForced;
    private @Nullable UnavailableException broken;

    MetricFile(StoreIo io, Names names, String path) {
        this.io = io;
        this.names = names;
        this.path = path;
    }

    /** Whether something was written that is not yet forced. */
    boolean isDirty() {
        return dirty && broken == null;
    }

    /** Writes all bytes, or none that a reader would see. */
    void write(byte[] bytes, int length) {
        requireWhole();
        try {
            Appender file = open();
            if (doubtful) {
                file.truncate(good);
                doubtful = false;
            }
            doubtful = true;
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
            while (rest.hasRemaining()) {
                if (file.write(rest) <= 0) {
                    throw new IOException("No space left: the file system took no more bytes");
                }
            }
            doubtful = false;
            good += length;
            dirty = true;
        } catch (IOException failure) {
            throw Failures.unavailable("Metric points of '" + path + "' in '" + io.root()
                    + "' could not be written and are kept in memory", failure);
        }
    }

    private Appender open() throws IOException {
        Appender file = appender;
        if (file == null) {
            io.createDirectory(path.substring(0, path.lastIndexOf('/')));
            file = io.append(path);
            appender = file;
        }
        return file;
    }

    /** Puts everything on the disk that was written. */
    void force() {
        requireWhole();
        if (!dirty) {
            return;
        }
        try {
            open().force();
            if (!nameForced) {
                names.force(path);
                nameForced = true;
            }
            dirty = false;
        } catch (IOException failure) {
            broken = Failures.unknown(
                    "Metric points of '" + path + "' in '" + io.root() + "' could not be put on the disk", failure);
            throw broken;
        }
    }

    private void requireWhole() {
        if (broken != null) {
            throw broken;
        }
    }

    /** Gives the file handle back; it is opened again when there is something left to do. */
    void release() throws IOException {
        Appender file = appender;
        appender = null;
        if (file != null) {
            file.close();
        }
    }
}
