package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.testkit.fault.StoreJudge.After;

/** The same work again and again, on a disk that fails each time at another operation. Each method returns how often. */
final class FaultRuns {

    static final long FIRST = Long.getLong("lifecycle.faults.first", 1);
    static final int SEEDS = Integer.getInteger("lifecycle.faults.seeds", 2);

    /** Up to how many operations a recovery is cut; the judge of a store needs about as many. */
    private static final int RECOVERY = 150;

    /** All trials of one seed; the work has so many operations. */
    @FunctionalInterface
    private interface Trials {
        long run(long seed, long operations);
    }

    /** The work of one trial. */
    @FunctionalInterface
    private interface Trial {
        void run() throws IOException;
    }

    private final Workload.Opener opener;

    FaultRuns(Workload.Opener opener) {
        this.opener = opener;
    }

    private long forEachSeed(Trials trials) {
        long count = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk();
            Workload workload = new Workload(opener, seed);
            trial("seed " + seed + ", no failure", disk, () -> {
                workload.runTwice(disk);
                new StoreJudge(workload.expectation, opener, After.FAILURE).judge(disk);
            });
            count += trials.run(seed, operations(seed));
        }
        assertTrue(count > 0, "nothing failed: the store did nothing with its disk");
        return count;
    }

    /** How many operations there are without any failure. */
    private long operations(long seed) {
        SimulatedDisk disk = new SimulatedDisk();
        new Workload(opener, seed).runTwice(disk);
        return disk.operations();
    }

    private static void trial(String name, SimulatedDisk disk, Trial trial) {
        try {
            trial.run();
        } catch (Throwable failure) {
            throw new AssertionError(name + disk.failed().map(at -> ", struck at " + at).orElse("") + ": "
                    + failure.getMessage(), failure);
        }
    }

    private static String name(long seed, long operation, String what) {
        return "-Dlifecycle.faults.first=" + seed + " -Dlifecycle.faults.seeds=1 plays it again: seed " + seed
                + ", operation " + operation + ", " + what;
    }

    /** A failure at every operation; then its cause is gone. */
    long failures(DiskFault... faults) {
        return forEachSeed((seed, operations) -> {
            long count = 0;
            for (DiskFault fault : faults) {
                for (long operation = 0; operation < operations; operation++) {
                    SimulatedDisk disk = new SimulatedDisk().failAt(operation, fault);
                    Workload workload = new Workload(opener, seed);
                    trial(name(seed, operation, fault.name()), disk, () -> {
                        workload.runTwice(disk);
                        disk.heal();
                        new StoreJudge(workload.expectation, opener, After.FAILURE).judge(disk);
                    });
                    count += disk.failed().isPresent() ? 1 : 0;
                }
            }
            return count;
        });
    }

    /** A power cut at every operation. */
    long cuts(After after) {
        return forEachSeed((seed, operations) -> {
            long count = 0;
            for (DiskFault fault : new DiskFault[] {DiskFault.CUT_BEFORE, DiskFault.CUT_AFTER}) {
                for (long operation = 0; operation < operations; operation++) {
                    SimulatedDisk disk = new SimulatedDisk().failAt(operation, fault);
                    Workload workload = new Workload(opener, seed);
                    long left = seed * 1_000_003 + operation;
                    trial(name(seed, operation, fault.name()), disk, () -> {
                        workload.runTwice(disk);
                        SimulatedDisk found = after == After.REORDERING_CUT
                                ? disk.afterReorderingPowerCut(left)
                                : disk.afterPowerCut(left);
                        new StoreJudge(workload.expectation, opener, after).judge(found);
                    });
                    count += disk.failed().isPresent() ? 1 : 0;
                }
            }
            return count;
        });
    }

    /** A power cut, and another one while the store is opened and used again. */
    long cutsDuringRecovery() {
        return forEachSeed((seed, operations) -> {
            Random random = Seeds.random(seed);
            long count = 0;
            for (long i = 0; i < operations; i++) {
                long first = random.nextInt((int) operations);
                DiskFault fault = random.nextBoolean() ? DiskFault.CUT_BEFORE : DiskFault.CUT_AFTER;
                long second = random.nextInt(RECOVERY);
                long left = random.nextLong();
                SimulatedDisk disk = new SimulatedDisk().failAt(first, fault);
                Workload workload = new Workload(opener, seed);
                workload.runTwice(disk);
                SimulatedDisk again = disk.afterPowerCut(left).failAt(second, DiskFault.CUT_AFTER);
                trial(name(seed, first, fault + " and a second cut at operation " + second + " after it"), again,
                        () -> recover(workload, again, left + 1));
                count += again.failed().isPresent() ? 2 : 1;
            }
            return count;
        });
    }

    private void recover(Workload workload, SimulatedDisk again, long left) throws IOException {
        try {
            new StoreJudge(workload.expectation, opener, After.CUT).judge(again);
        } catch (UnavailableException | IOException cut) {
            assertTrue(again.failed().isPresent(), cut::toString);
        }
        workload.expectation.judgedBefore();
        new StoreJudge(workload.expectation, opener, After.CUT).judge(again.afterPowerCut(left));
    }

    /** A failure at every operation, and a power cut at the end: what was told after the failure must be true too. */
    long cutsAfterFailures() {
        return forEachSeed((seed, operations) -> {
            Random random = Seeds.random(seed);
            for (long operation = 0; operation < operations; operation++) {
                DiskFault fault = random.nextBoolean() ? DiskFault.BEFORE : DiskFault.AFTER;
                SimulatedDisk disk = new SimulatedDisk().failAt(operation, fault);
                Workload workload = new Workload(opener, seed);
                long left = random.nextLong();
                trial(name(seed, operation, fault + ", then a cut"), disk, () -> {
                    workload.run(disk);
                    new StoreJudge(workload.expectation, opener, After.CUT).judge(disk.afterPowerCut(left));
                });
            }
            return operations;
        });
    }
}
