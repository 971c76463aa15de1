package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import ml.lifecycle.testkit.fault.FaultPlan.Need;
import ml.lifecycle.testkit.fault.FaultPlan.Work;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that counts its operations, fails at a chosen one, and loses at a power cut what was not forced. It is
 * the place of a store under test: the store's own way to its files is turned to the methods here, in one small class.
 *
 * <p>What a cut leaves of a file: what was forced, and of what was appended since then a part, possibly followed by
 * zeros; of what was overwritten since then, for each sector of 512 bytes, the old bytes or the new ones. Of a directory:
 * what was forced, and of the later changes of its names the first few. A force that fails takes the bytes it was to write
 * out of all later ones, as operating systems do: after it, a second force says yes without having written.
 *
 * <p>Paths are relative, with {@code /} between their parts; the empty text is the root. Failures come as the
 * {@link IOException}s of a file system ({@code NoSuchFileException}, "No space left on device", …). The same operations
 * in the same order meet the same failures, so a store that works on its caller's thread is replayed exactly. Safe for
 * use by several threads.
 */
public final class SimulatedDisk {

    private final NameTree names;
    private final FaultPlan plan = new FaultPlan();
    private final Set<String> locked = new HashSet<>();

    /** An empty disk on which nothing fails. */
    public SimulatedDisk() {
        this(new NameTree());
    }

    private SimulatedDisk(NameTree names) {
        this.names = names;
    }

    /**
     * Lets an operation fail.
     *
     * @param operation which one, counted from now on, from 0
     * @param fault how
     * @return this disk
     */
    public synchronized SimulatedDisk failAt(long operation, DiskFault fault) {
        plan.failAt(operation, fault);
        return this;
    }

    /** Takes the cause of failures away. A power cut cannot be healed: see {@link #afterPowerCut}. */
    public synchronized void heal() {
        plan.heal();
    }

    /**
     * How many operations there were.
     *
     * @return the number; each call of a method that may throw an {@link IOException} is one, also if it failed
     */
    public synchronized long operations() {
        return plan.operations();
    }

    /**
     * The operation at which the chosen failure struck, for messages.
     *
     * @return its number and what it was to do, or empty if it has not struck
     */
    public synchronized Optional<String> failed() {
        return plan.failed();
    }

    /**
     * The disk as it is found after the power came back. This one stays as it is.
     *
     * @param seed chooses what is left of all that was not forced
     * @return another disk, on which nothing fails and nothing is locked
     */
    public synchronized SimulatedDisk afterPowerCut(long seed) {
        return new SimulatedDisk(names.survivor(Seeds.random(seed), false));
    }

    /**
     * The same for a disk that writes in any order: of each file any of the writes since its last force may be left, with
     * zeros in place of those before it that are not.
     *
     * @param seed chooses what is left of all that was not forced
     * @return another disk, on which nothing fails and nothing is locked
     */
    public synchronized SimulatedDisk afterReorderingPowerCut(long seed) {
        return new SimulatedDisk(names.survivor(Seeds.random(seed), true));
    }

    /** The same names and contents, all of it forced, and nothing fails. */
    synchronized SimulatedDisk copy() {
        return new SimulatedDisk(names.copy());
    }

    synchronized <T> T operation(String what, Need need, Work<T> work) throws IOException {
        return plan.operation(what, need, work);
    }

    FaultPlan plan() {
        return plan;
    }

    /**
     * The names in a directory.
     *
     * @param directory the directory
     * @return the names, sorted, those of directories ended by {@code /}; none if there is no such directory
     * @throws IOException if the disk fails
     */
    public List<String> list(String directory) throws IOException {
        return operation("list " + directory, Need.NOTHING, () -> names.list(directory));
    }

    /**
     * The length of a file.
     *
     * @param file the file
     * @return its length in bytes, or empty if there is no such file
     * @throws IOException if the disk fails
     */
    public OptionalLong size(String file) throws IOException {
        return operation("size " + file, Need.NOTHING, () -> {
            Inode found = names.files().get(file);
            return found == null ? OptionalLong.empty() : OptionalLong.of(found.content.length);
        });
    }

    /**
     * When a file was last changed, as {@link #setModified} has set it; the disk has no clock.
     *
     * @param file the file
     * @return the time, 1970 at first
     * @throws IOException if there is no such file or the disk fails
     */
    public Instant modified(String file) throws IOException {
        return operation("modified " + file, Need.NOTHING, () -> names.existing(file).modified);
    }

    /**
     * Sets when a file was last changed.
     *
     * @param file the file
     * @param time the time
     * @throws IOException if there is no such file or the disk fails
     */
    public void setModified(String file, Instant time) throws IOException {
        operation("setModified " + file, Need.CHANGE, () -> names.existing(file).modified = time);
    }

    /**
     * Creates a directory and those above it, as far as they are missing. If it exists, this is no operation.
     *
     * @param directory the directory
     * @throws IOException if the disk fails
     */
    public synchronized void createDirectory(String directory) throws IOException {
        if (names.isDirectory(directory)) {
            return;
        }
        operation("createDirectory " + directory, Need.SPACE, () -> {
            names.createDirectory(directory);
            return true;
        });
    }

    /**
     * Puts the names in a directory on the disk, those of new directories in it too.
     *
     * @param directory the directory
     * @throws IOException if the disk fails
     */
    public void forceDirectory(String directory) throws IOException {
        operation("forceDirectory " + directory, Need.NOTHING, () -> {
            names.force(directory);
            return true;
        });
    }

    /**
     * Creates a file.
     *
     * @param file the file, in a directory that exists
     * @return the file, opened
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     * @throws IOException if its directory does not exist or the disk fails
     */
    public SimulatedFile create(String file) throws IOException {
        return operation("create " + file, Need.SPACE, () -> {
            names.requireFree(file);
            names.put(file, new Inode());
            return new SimulatedFile(this, file, names.existing(file));
        });
    }

    /**
     * Opens a file to write at its end, and creates it if it is missing.
     *
     * @param file the file, in a directory that exists
     * @return the file, opened
     * @throws IOException if its directory does not exist or the disk fails
     */
    public synchronized SimulatedFile append(String file) throws IOException {
        boolean missing = !names.files().containsKey(file);
        return operation("append " + file, missing ? Need.SPACE : Need.CHANGE, () -> {
            if (missing) {
                names.put(file, new Inode());
            }
            return new SimulatedFile(this, file, names.existing(file));
        });
    }

    /**
     * Opens a file to read from it.
     *
     * @param file the file
     * @return the file, opened; it stays readable when its name is taken away
     * @throws IOException if there is no such file or the disk fails
     */
    public SimulatedFile open(String file) throws IOException {
        return operation("open " + file, Need.NOTHING, () -> new SimulatedFile(this, file, names.existing(file)));
    }

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @return a copy of its content
     * @throws IOException if there is no such file or the disk fails
     */
    public byte[] read(String file) throws IOException {
        return operation("read " + file, Need.NOTHING, () -> names.existing(file).content.clone());
    }

    /**
     * Gives a file a second name.
     *
     * @param file the file
     * @param name the name, in a directory that exists
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken
     * @throws IOException if there is no such file or directory, or the disk fails
     */
    public void link(String file, String name) throws IOException {
        operation("link " + name, Need.SPACE, () -> {
            names.requireFree(name);
            names.put(name, names.existing(file));
            return true;
        });
    }

    /**
     * Gives a file another name in one step, and takes that name from whatever file had it.
     *
     * @param file the file
     * @param name the name, in a directory that exists
     * @throws IOException if there is no such file or directory, or the disk fails
     */
    public void rename(String file, String name) throws IOException {
        operation("rename " + name, Need.CHANGE, () -> {
            names.put(name, names.existing(file));
            names.remove(file);
            return true;
        });
    }

    /**
     * Deletes a file; one that is missing is no error.
     *
     * @param file the file
     * @throws IOException if the disk fails
     */
    public void delete(String file) throws IOException {
        operation("delete " + file, Need.CHANGE, () -> {
            names.remove(file);
            return true;
        });
    }

    /**
     * Takes a lock between processes if nobody has it.
     *
     * @param lock any name
     * @return whether it was free
     * @throws IOException if the disk fails
     */
    public boolean tryLock(String lock) throws IOException {
        return operation("lock " + lock, Need.NOTHING, () -> locked.add(lock));
    }

    /**
     * Whether somebody has a lock.
     *
     * @param lock its name
     * @return whether it is taken
     * @throws IOException if the disk fails
     */
    public boolean isLocked(String lock) throws IOException {
        return operation("isLocked " + lock, Need.NOTHING, () -> locked.contains(lock));
    }

    /**
     * Gives a lock back. Never fails, and is no operation.
     *
     * @param lock its name; one that is free is no error
     */
    public synchronized void unlock(String lock) {
        locked.remove(lock);
    }

    /** Gives all locks back, as the end of their process does. */
    public synchronized void unlockAll() {
        locked.clear();
    }

    /**
     * What all files hold, seen from outside: no operation, and it never fails.
     *
     * @return a copy of each content by its path, sorted
     */
    public synchronized Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        names.files().forEach((path, file) -> contents.put(path, file.content.clone()));
        return contents;
    }

    /**
     * Changes a file behind the store's back, as a failing disk or an editor does: no operation, and it never fails.
     *
     * @param file a file that exists
     * @param content what it holds from now on; not copied
     */
    public synchronized void overwrite(String file, byte[] content) {
        inode(file).content = content;
    }

    /**
     * Flips one bit of a file behind the store's back.
     *
     * @param file a file that exists
     * @param bit which one: 8 × the byte + 0 for its lowest bit to 7 for its highest
     */
    public synchronized void flip(String file, long bit) {
        byte[] changed = inode(file).content.clone();
        changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        inode(file).content = changed;
    }

    private Inode inode(String file) {
        Inode found = names.files().get(file);
        if (found == null) {
            throw new IllegalArgumentException("There is no file '" + file + "'; there are " + names.files().keySet());
        }
        return found;
    }

    /**
     * How much of a file would surely be there after a power cut.
     *
     * @param file its path
     * @return a number of bytes; 0 if its name, or that of a directory above it, was not forced
     */
    public synchronized long forced(String file) {
        @Nullable Inode found = names.durable(file);
        return found == null ? 0 : found.forced();
    }
}
