package ml.lifecycle.store.fs;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a caller waits for while the store's own thread does the work.
 *
 * <p>An interrupt does not end the wait, since the work goes on anyway; the interrupt status is set again at its end.
 */
final class Ticket<T> {

    /** Looks before a wait gives up the processor: about the time of one write without a force. */
    private static final int SPINS = 500;

    private static final boolean MAY_SPIN = Runtime.getRuntime().availableProcessors() > 1;

    private volatile boolean done;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private volatile @Nullable Thread waiter;

    void complete(T result) {
        value = result;
        finish();
    }

    void fail(Throwable cause) {
        failure = cause;
        finish();
    }

    boolean isDone() {
        return done;
    }

    /** Whether the work is done and failed. */
    boolean failed() {
        return done && failure != null;
    }

    private void finish() {
        done = true;
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits for the end of the work. Called by one thread, once; or by several when the work is done. */
    @SuppressWarnings("NullAway") // A result is null only where its type says so.
    T await() {
        for (int i = 0; i < SPINS && MAY_SPIN && !done; i++) {
            Thread.onSpinWait();
        }
        if (!done) {
            park();
        }
        Throwable cause = failure;
        if (cause != null) {
            throw Failures.withCallersStack(cause);
        }
        return value;
    }

    private void park() {
        boolean interrupted = false;
        waiter = Thread.currentThread();
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
