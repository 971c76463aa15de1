package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the operations of a disk and says which of them fail. Guarded by the disk. */
final class FaultPlan {

    /** What an operation asks of the disk. */
    enum Need {
        /** It changes nothing. */
        NOTHING,
        /** It changes something, and a full disk stands that. */
        CHANGE,
        /** It needs room. */
        SPACE
    }

    /** The work of an operation. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private long operations;
    private long failAt = -1;
    private DiskFault fault = DiskFault.BEFORE;
    private @Nullable DiskFault lasting;
    private boolean off;
    private boolean failNextWrite;
    private @Nullable String failed;

    void failAt(long operation, DiskFault how) {
        failAt = operations + operation;
        fault = how;
    }

    void heal() {
        failAt = -1;
        lasting = null;
        failNextWrite = false;
    }

    long operations() {
        return operations;
    }

    Optional<String> failed() {
        return Optional.ofNullable(failed);
    }

    /** Whether the next operation is the one that fails, and in this way. */
    boolean isNext(DiskFault how) {
        return !off && operations == failAt && fault == how;
    }

    /** One operation: counts, fails if it is its turn, and otherwise does the work. */
    <T> T operation(String what, Need need, Work<T> work) throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
        if (operations++ == failAt) {
            fail(what, work);
        }
        requireWorking(what, need);
        return work.run();
    }

    /** One write. A short one is told by the number of bytes, and its failure comes with the next write. */
    int write(String what, int length, ShortWork work) throws IOException {
        if (failNextWrite) {
            failNextWrite = false;
            throw full(what);
        }
        if (isNext(DiskFault.SHORT)) {
            failed = operations++ + " (short " + what + ")";
            failNextWrite = true;
            return work.run(length / 2);
        }
        return operation(what, Need.SPACE, () -> work.run(length));
    }

    /** A write of some bytes. */
    @FunctionalInterface
    interface ShortWork {
        int run(int length);
    }

    private void fail(String what, Work<?> work) throws IOException {
        failed = operations - 1 + " (" + what + ")";
        off = fault.cuts();
        if (fault == DiskFault.FULL || fault == DiskFault.READ_ONLY || fault == DiskFault.FOR_GOOD) {
            lasting = fault;
            return;
        }
        if (fault == DiskFault.AFTER || fault == DiskFault.CUT_AFTER) {
            work.run();
        }
        throw new IOException("simulated failure " + fault + " at operation " + failed);
    }

    private void requireWorking(String what, Need need) throws IOException {
        if (lasting == DiskFault.FOR_GOOD) {
            throw new FileSystemException(what, null, "Input/output error");
        }
        if (lasting == DiskFault.READ_ONLY && need != Need.NOTHING) {
            throw new FileSystemException(what, null, "Read-only file system");
        }
        if (lasting == DiskFault.FULL && need == Need.SPACE) {
            throw full(what);
        }
    }

    private static FileSystemException full(String what) {
        return new FileSystemException(what, null, "No space left on device");
    }
}
