package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import ml.lifecycle.store.fs.SimDisk.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same work again and again, on a disk that fails each time at another operation.
 *
 * <p>The short form runs in every build. The long one: {@code -Dlifecycle.faults.seeds=100}. A failure names its seed,
 * operation and kind; {@code -Dlifecycle.faults.first=<seed> -Dlifecycle.faults.seeds=1} runs that seed alone.
 */
@DisplayName("On a disk that fails")
@ExtendWith(Quiet.class)
class FaultTest {

    private static final int SEEDS = Integer.getInteger("lifecycle.faults.seeds", 2);
    private static final long FIRST = Long.getLong("lifecycle.faults.first", 1);
    private static final int STEPS = 15;

    /** How many operations there are without any failure. */
    private static long operations(long seed) {
        SimDisk disk = new SimDisk();
        new Workload(seed).run(disk, STEPS);
        return disk.operations();
    }

    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    private static void named(long seed, long operation, Object how, SimDisk disk, Check check) {
        try {
            check.run();
        } catch (Throwable failure) {
            throw new AssertionError("seed " + seed + ", operation " + operation + ", " + how + ", failed at "
                    + disk.failed() + ": " + failure.getMessage(), failure);
        }
    }

    @Test
    @DisplayName("nothing acknowledged is lost, nothing is half there, and all works again")
    void failures() {
        long failures = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            long count = operations(seed);
            for (Fault fault : new Fault[] {Fault.BEFORE, Fault.AFTER, Fault.SHORT, Fault.FULL, Fault.FOR_GOOD}) {
                for (long operation = 0; operation < count; operation++) {
                    SimDisk disk = new SimDisk().failAt(operation, fault);
                    Workload workload = new Workload(seed);
                    named(seed, operation, fault, disk, () -> {
                        workload.run(disk, STEPS);
                        disk.heal();
                        new Judge(workload, false).judge(disk);
                    });
                    failures += disk.hasFailed() ? 1 : 0;
                }
            }
        }
        System.out.println("Faults: " + failures + " operations failed, seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
        assertTrue(failures > 0);
    }

    @Test
    @DisplayName("that loses its power nothing forced is lost, whatever else arrived")
    void powerCuts() {
        long cuts = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            long count = operations(seed);
            for (Fault fault : new Fault[] {Fault.CUT_BEFORE, Fault.CUT_AFTER}) {
                for (long operation = 0; operation < count; operation++) {
                    SimDisk disk = new SimDisk().failAt(operation, fault);
                    Workload workload = new Workload(seed);
                    long afterwards = seed * 1_000_003 + operation;
                    named(seed, operation, fault, disk, () -> {
                        workload.run(disk, STEPS);
                        new Judge(workload, true).judge(disk.restart(new Random(afterwards)));
                    });
                    cuts += disk.hasFailed() ? 1 : 0;
                }
            }
        }
        System.out.println("Power cuts: " + cuts + ", seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
        assertTrue(cuts > 0);
    }

    @Test
    @DisplayName("that loses its power again while the store recovers nothing forced is lost either")
    void cutsDuringRecovery() {
        long cuts = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            long count = operations(seed);
            Random random = new Random(seed);
            for (long i = 0; i < count; i++) {
                long first = random.nextInt((int) count);
                long second = random.nextInt(150);
                long afterwards = random.nextLong();
                SimDisk disk = new SimDisk().failAt(first, random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_AFTER);
                Workload workload = new Workload(seed);
                workload.run(disk, STEPS);
                SimDisk again = disk.restart(new Random(afterwards)).failAt(second, Fault.CUT_AFTER);
                named(seed, first, "then a cut at " + second, again, () -> {
                    try {
                        new Judge(workload, true).judge(again);
                    } catch (ml.lifecycle.UnavailableException cut) {
                        assertTrue(again.hasFailed(), cut::toString);
                    }
                    again.heal();
                    new Judge(workload.andMore(), true).judge(again.restart(new Random(afterwards + 1)));
                });
                cuts += again.hasFailed() ? 2 : 1;
            }
        }
        System.out.println("Power cuts with one more during recovery: " + cuts);
    }

    @Test
    @DisplayName("that fails once and then loses its power nothing forced is lost")
    void failureThenCut() {
        long cuts = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            long count = operations(seed);
            Random random = new Random(seed);
            for (long operation = 0; operation < count; operation++) {
                SimDisk disk = new SimDisk().failAt(operation, random.nextBoolean() ? Fault.BEFORE : Fault.AFTER);
                Workload workload = new Workload(seed);
                long afterwards = random.nextLong();
                named(seed, operation, "then a cut", disk, () -> {
                    workload.runOnce(disk, STEPS);
                    new Judge(workload, true).judge(disk.restart(new Random(afterwards)));
                });
                cuts++;
            }
        }
        System.out.println("Power cuts after a failure: " + cuts);
    }
}
