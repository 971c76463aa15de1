package ml.lifecycle.testkit.fault;

import java.io.IOException;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.StoreJudge.After;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A store on a disk that fails, for authors of stores: the same work is done again and again, with a failure at each
 * single operation, a power cut at each, and a second cut while the store recovers. Afterwards all that was acknowledged
 * is there, nothing is half there, {@link LifecycleStore#verify} finds nothing damaged, and everything works again.
 *
 * <pre>{@code
 * class MyStoreFaultTest extends StoreFaultTck {
 *     protected LifecycleStore open(SimulatedDisk disk, StoreSettings settings) {
 *         return new MyStore(new MyFilesOn(disk), settings);
 *     }
 * }
 * }</pre>
 *
 * <p>The work is chosen by a seed. The short form, two seeds, runs in every build; {@code
 * -Dlifecycle.faults.seeds=40} is a long one. A failure names its seed, operation and kind, and the options that play it
 * again: {@code -Dlifecycle.faults.first=7 -Dlifecycle.faults.seeds=1}. How much was tried is printed.
 *
 * <p>How much of an event the caller was told is taken from the failure of {@code append}: if its message holds the word
 * "unknown" the event may be there or not, else it must not be.
 */
@Tag("slow")
public abstract class StoreFaultTck {

    /** For subclasses. */
    protected StoreFaultTck() {}

    /**
     * Opens a store on a simulated disk. The store is to do its work on the thread that calls it and to start nothing by
     * the clock, so that the same work is the same operations in the same order. Its files should go on in new ones after
     * a few hundred bytes, if they do so at all, so that the work comes by that too.
     *
     * @param disk where it keeps everything; opened again and again, one store at a time
     * @param settings how
     * @return the opened store
     * @throws ml.lifecycle.UnavailableException if the disk fails
     */
    protected abstract LifecycleStore open(SimulatedDisk disk, StoreSettings settings);

    /**
     * Whether the store may refuse to open because a bit of a file is wrong. Any other damage it must contain.
     *
     * @param file the path of the file
     * @return {@code false} unless overridden
     */
    protected boolean isNeededToOpen(String file) {
        return false;
    }

    private FaultRuns runs() {
        return new FaultRuns(this::open);
    }

    private static String seeds() {
        return ", seeds " + FaultRuns.FIRST + " to " + (FaultRuns.FIRST + FaultRuns.SEEDS - 1);
    }

    @Test
    @DisplayName("A failure of any operation loses nothing acknowledged, leaves nothing half there, and all works again")
    final void failures() {
        long count = runs().failures(DiskFault.BEFORE, DiskFault.AFTER, DiskFault.SHORT, DiskFault.FULL,
                DiskFault.READ_ONLY, DiskFault.FOR_GOOD);
        Counts.print("Faults: " + count + " operations failed" + seeds());
    }

    @Test
    @DisplayName("A power cut at any operation loses nothing forced, whatever else arrived")
    final void powerCuts() {
        Counts.print("Power cuts: " + runs().cuts(After.CUT) + seeds());
    }

    @Test
    @DisplayName("A power cut on a disk that writes in any order loses nothing forced and makes nothing up")
    final void reorderingPowerCuts() {
        Counts.print("Power cuts on a disk that writes in any order: " + runs().cuts(After.REORDERING_CUT) + seeds());
    }

    @Test
    @DisplayName("A second power cut while the store recovers loses nothing forced either")
    final void cutsDuringRecovery() {
        Counts.print("Power cuts with one more during recovery: " + runs().cutsDuringRecovery() + seeds());
    }

    @Test
    @DisplayName("A failure and then a power cut lose nothing forced")
    final void cutsAfterFailures() {
        Counts.print("Power cuts after a failure: " + runs().cutsAfterFailures() + seeds());
    }

    @Test
    @DisplayName("A bit that flips anywhere is noticed or harmless, and costs one record at most")
    final void bitFlips() throws IOException {
        Counts.print("Bits: " + new BitFlips(this::open, this::isNeededToOpen).run());
    }
}
