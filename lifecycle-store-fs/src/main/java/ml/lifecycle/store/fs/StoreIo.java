package ml.lifecycle.store.fs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the store ever does with files, so that a test can put a disk that fails in its place.
 *
 * <p>Paths are relative to the directory of the store, in plain ASCII, with {@code /} between their parts. Nothing here
 * follows a symbolic link below that directory. Methods that write are called by the store's own threads alone, since
 * an interrupt would close the channel of whoever holds it, but for {@link Appender#writeAll} and the locks; these, and
 * methods that read, stand interrupts.
 */
interface StoreIo extends Closeable {

    /** The answer of {@link #size} for what is not there or is not a plain file. */
    long ABSENT = -1;

    /** What a name in a directory stands for; a symbolic link is {@link #OTHER}. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /** A name in a directory. */
    record Entry(String name, Kind kind) {}

    /** The directory, for messages. */
    String root();

    /** What a person should know about the place, such as a network file system. */
    Optional<String> remark();

    /** The entries of a directory, sorted by name; none if it does not exist or is something else. */
    List<Entry> list(String directory) throws IOException;

    /** The length of a plain file, or {@link #ABSENT}. */
    long size(String file) throws IOException;

    Instant modified(String file) throws IOException;

    void setModified(String file, Instant time) throws IOException;

    /** Creates a directory and those above it, as far as they are missing. */
    void createDirectory(String directory) throws IOException;

    /** Puts the names in a directory on the disk. */
    void forceDirectory(String directory) throws IOException;

    /** Opens a file to write at its end, and creates it if it is missing. */
    Appender append(String file) throws IOException;

    /** Creates a file that must not exist yet. */
    Appender create(String file) throws IOException;

    /** Opens a file that nobody else writes to, to write anywhere in it, and creates it if it is missing. */
    Rewriter rewrite(String file) throws IOException;

    /** Opens a file that grows, to read from it and to look at its size again and again. */
    View view(String file) throws IOException;

    /** Opens a file to read it once from its beginning. */
    InputStream read(String file) throws IOException;

    /** The content of a file that is never changed in place. */
    ByteBuffer map(String file) throws IOException;

    /**
     * Gives a file a second name, unless that name is taken.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is
     */
    void link(String file, String name) throws IOException;

    /** Gives a file another name in one step, and takes that name from whatever file had it. */
    void rename(String file, String name) throws IOException;

    /** Deletes a file; one that is missing is no error. */
    void delete(String file) throws IOException;

    /** Opens the one file whose byte ranges are the locks between processes. Opened once in a JVM. */
    Locks locks(String file) throws IOException;

    /**
     * Opens that file where it cannot be written, to look who has a lock: {@link Locks#held} only.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    Locks locksToLookAt(String file) throws IOException;

    /** Writes at the end of a file. */
    interface Appender extends Closeable {

        /** Writes once, at the end, and returns how many bytes were taken: fewer than given on a full disk. */
        int write(ByteBuffer bytes) throws IOException;

        /**
         * Writes all bytes at the end, or fails after some of them. Unlike all else here it is called by any thread, and
         * an interrupt does not hurt it.
         */
        default void writeAll(byte[] bytes, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
            while (rest.hasRemaining()) {
                if (write(rest) <= 0) {
                    throw new IOException("No space left: the file system took no more bytes");
                }
            }
        }

        void truncate(long size) throws IOException;

        /** Puts the content on the disk. After a failure nothing is known, and another call may lie. */
        void force() throws IOException;
    }

    /** Writes anywhere in a file. */
    interface Rewriter extends Closeable {

        /** Writes once, at a position, and returns how many bytes were taken: fewer than given on a full disk. */
        int write(long position, ByteBuffer bytes) throws IOException;

        void truncate(long size) throws IOException;

        /** Puts the content on the disk. After a failure nothing is known, and another call may lie. */
        void force() throws IOException;
    }

    /** Reads a file that may grow. Safe for use by several threads. */
    interface View extends Closeable {

        /** Its present size: one look at the open file. */
        long size() throws IOException;

        /** Reads at a position; returns the number of bytes, or -1 at the end. */
        int read(long position, byte[] target, int offset, int length) throws IOException;

        /** Gives the file handle back to the operating system, until the next use. */
        @Override
        void close() throws IOException;
    }

    /** Locks between processes, each a number. Taking and releasing one waits for nobody and stands interrupts. */
    interface Locks extends Closeable {

        /** Takes a lock if nobody has it. */
        boolean tryLock(long region) throws IOException;

        void unlock(long region) throws IOException;

        /** Whether somebody has a lock, in whatever process. */
        boolean held(long region) throws IOException;
    }
}
