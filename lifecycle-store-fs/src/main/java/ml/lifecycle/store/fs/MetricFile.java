package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.store.fs.StoreIo.Rewriter;
import org.jspecify.annotations.Nullable;

/**
 * The file of one writer of metric points. Used on the store's own thread alone.
 *
 * <p>Nobody else writes to it, so no lock is needed, and bytes that were not taken can be written again at the same
 * place. A force that failed is final: what was handed over before it may not be on the disk, and a second force would
 * not tell.
 *
 * <p>A file whose points are forced one by one is made longer before it is needed: zeros are written, are forced with the
 * next point, and later ones overwrite them. A force then has only these bytes to write, while a file that grows makes the
 * file system write its own journal too. Since overwritten bytes arrive on the disk in any order, a sector at a time, each
 * line is forced before the next one is written: what a power cut leaves of it is no line, and nothing valid follows.
 */
final class MetricFile {

    /** What a disk writes as a whole or not at all; some write more at a time. */
    private static final int SECTOR = 512;

    private static final int MOST_RESERVED = 1 << 18;

    private final StoreIo io;
    private final Names names;
    private final String path;
    /** What becomes of points that could not be written. */
    private final String fate;
    private @Nullable Rewriter opened;
    /** The least that is reserved at a time; 0 if nothing is. */
    private int reserve;
    private long good;
    /** Up to here the file holds zeros behind what is good. */
    private long reserved;
    private boolean doubtful;
    private boolean dirty;
    private boolean nameForced;
    private @Nullable UnavailableException broken;

    MetricFile(StoreIo io, Names names, String path, int reserve) {
        this.io = io;
        this.names = names;
        this.path = path;
        this.reserve = reserve;
        fate = reserve > 0 ? "recorded" : "written and are kept in memory";
    }

    /** How long the file is, as far as it holds points. */
    long length() {
        return good;
    }

    /**
     * Takes back what was written behind a place, since whoever brought it is told that it failed.
     *
     * @param failure why
     * @throws UnavailableException if that fails too, so that it may be read for a while or for ever
     */
    void takeBack(long length, Throwable failure) {
        Rewriter file = opened;
        good = length;
        reserved = Math.min(reserved, length);
        if (file == null || broken != null) {
            return;
        }
        doubtful = true;
        try {
            file.truncate(length);
            doubtful = false;
        } catch (IOException second) {
            second.addSuppressed(failure);
            throw Failures.unknown("Metric points of '" + path + "' in '" + io.root() + "' could not be recorded", second);
        }
    }

    /** Whether something was written that is not yet forced. */
    boolean isDirty() {
        return dirty && broken == null;
    }

    /** Writes all bytes, which are whole lines, or none that a reader would see. */
    void write(byte[] bytes, int length) {
        requireWhole();
        if (reserve > 0 && dirty) {
            force();
        }
        try {
            Rewriter file = open();
            if (doubtful) {
                file.truncate(good);
                reserved = good;
            }
            doubtful = true;
            if (reserve > 0) {
                reserve(file, good + length);
            }
            if (reserve > 0) {
                overwrite(file, bytes, length);
            } else {
                put(file, good, ByteBuffer.wrap(bytes, 0, length));
            }
            doubtful = false;
            good += length;
            dirty = true;
        } catch (IOException failure) {
            throw Failures.unavailable("Metric points of '" + path + "' in '" + io.root()
                    + "' could not be " + fate, failure);
        }
    }

    private Rewriter open() throws IOException {
        Rewriter file = opened;
        if (file == null) {
            io.createDirectory(path.substring(0, path.lastIndexOf('/')));
            file = io.rewrite(path);
            opened = file;
        }
        return file;
    }

    private static void put(Rewriter file, long position, ByteBuffer bytes) throws IOException {
        long start = position - bytes.position();
        while (bytes.hasRemaining()) {
            if (file.write(start + bytes.position(), bytes) <= 0) {
                throw new IOException("No space left: the file system took no more bytes");
            }
        }
    }

    /** Makes room up to a place, and for as much again as there is already; without it if the disk has none. */
    private void reserve(Rewriter file, long needed) throws IOException {
        if (needed <= reserved) {
            return;
        }
        long from = Math.max(reserved, good);
        int length = (int) (needed - from + Math.min(Math.max(good, reserve), MOST_RESERVED));
        try {
            put(file, from, ByteBuffer.allocate(length));
        } catch (IOException noSpace) {
            reserve = 0; // What is needed itself may still fit, and if not, its own failure tells.
            file.truncate(good);
            reserved = good;
            return;
        }
        reserved = from + length;
    }

    /** Line by line, each forced before the next one; the last one is left to who called. */
    private void overwrite(Rewriter file, byte[] bytes, int length) throws IOException {
        int start = 0;
        while (start < length) {
            if (start > 0) {
                forceAll();
            }
            int end = start + 1;
            while (end < length && bytes[end - 1] != '\n') {
                end++;
            }
            if ((good + start) % SECTOR == SECTOR - 1) {
                // Without this byte the rest would not hold two zeros in a row, which tell torn from damaged.
                put(file, good + start, ByteBuffer.wrap(bytes, start, 1));
                forceAll();
            }
            put(file, good + start, ByteBuffer.wrap(bytes, start, end - start));
            start = end;
        }
    }

    /** Puts everything on the disk that was written. */
    void force() {
        requireWhole();
        if (!dirty) {
            return;
        }
        forceAll();
        dirty = false;
    }

    private void forceAll() {
        try {
            open().force();
            if (!nameForced) {
                names.force(path);
                nameForced = true;
            }
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

    /** Gives what is reserved and the file handle back; it is opened again when there is something left to do. */
    void release() throws IOException {
        Rewriter file = opened;
        opened = null;
        if (file == null) {
            return;
        }
        try (file) {
            if ((reserved > good || doubtful) && broken == null) {
                file.truncate(good);
                doubtful = false;
            }
        } finally {
            reserved = good;
        }
    }
}
