/**
 * Tools that make things fail, for authors of stores.
 *
 * <ul>
 *   <li>{@link ml.lifecycle.testkit.fault.StoreFaultTck}: a store on a disk that fails, loses its power, or flips bits. One
 *       factory method.</li>
 *   <li>{@link ml.lifecycle.testkit.fault.StoreProcessTck}: a store used by several processes, some of them killed. One
 *       factory method.</li>
 *   <li>{@link ml.lifecycle.testkit.fault.SimulatedDisk}: the disk of the first, for tests of your own.</li>
 *   <li>{@link ml.lifecycle.testkit.fault.JavaProcess} and {@link ml.lifecycle.testkit.fault.History}: the processes of the
 *       second, and the judge of what they saw.</li>
 * </ul>
 *
 * <p>They come beside {@link ml.lifecycle.testkit.tck.LifecycleStoreTck}, which says what a store does when nothing fails.
 *
 * <h2>What your store needs</h2>
 * For the processes, nothing: they open it as a user does. For the disk, all access to files must go through one place of
 * your own, an interface with the few operations that your store uses; in a test, one small class turns them to the
 * methods of the simulated disk. The store in a directory does it so, in its tests:
 *
 * <pre>{@code
 * final class SimulatedIo implements StoreIo {                       // StoreIo: the store's own way to its files
 *     private final SimulatedDisk disk;
 *     public Appender append(String file) throws IOException {
 *         SimulatedFile opened = disk.append(file);
 *         return new Appender() {
 *             public int write(ByteBuffer bytes) throws IOException { return opened.write(bytes); }
 *             public void force() throws IOException { opened.force(); }
 *             …
 *         };
 *     }
 *     public void forceDirectory(String directory) throws IOException { disk.forceDirectory(directory); }
 *     …
 * }
 *
 * class FaultTest extends StoreFaultTck {
 *     protected LifecycleStore open(SimulatedDisk disk, StoreSettings settings) {
 *         return new DirectoryStore(new SharedDirectory(new SimulatedIo(disk), SMALL, …), settings);
 *     }
 *     protected boolean isNeededToOpen(String file) { return file.equals("STORE.json"); }
 * }
 *
 * class ProcessTest extends StoreProcessTck {
 *     protected LifecycleStore open(Path place, StoreSettings settings) {
 *         return new DirectoryStoreProvider().open(place.toString(), settings);
 *     }
 * }
 * }</pre>
 *
 * <p>The disk is not a {@code java.nio.file.FileSystem}. Such a view would spare a store the interface, but that of Java
 * has no way to force a directory other than opening it as a channel, no short writes that a test could choose, and a
 * hundred methods that no store uses; and a store that calls it everywhere has no place where its author can read what is
 * done in which order.
 *
 * <h2>What it cannot show</h2>
 * The disk does in memory what the documentation of POSIX and the measured behaviour of file systems allow, and so finds
 * errors of a store's order of writes and forces. That a real disk keeps what it said it has forced, only that disk can
 * show. The cuts are all those of one work, not those of all works: use more seeds before a release.
 */
@NullMarked
package ml.lifecycle.testkit.fault;

import org.jspecify.annotations.NullMarked;
