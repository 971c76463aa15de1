package ml.lifecycle.store.fs;

import java.util.function.Supplier;

/** Runs the tasks of a store one after the other, in the order in which they came. */
interface Worker extends AutoCloseable {

    /**
     * Runs a task as soon as possible, without waiting for it.
     *
     * @throws ml.lifecycle.UnavailableException if the worker is closed
     */
    void execute(Runnable task);

    /** Runs a task after a while, or not at all if the worker is closed before. */
    void schedule(long nanos, Runnable task);

    /** Runs a task and waits for its result. */
    default <T> T call(Supplier<T> task) {
        Ticket<T> ticket = new Ticket<>();
        execute(() -> {
            try {
                ticket.complete(task.get());
            } catch (Throwable failure) {
                ticket.fail(failure);
            }
        });
        return ticket.await();
    }

    /** Runs what has come until now, and ends. */
    @Override
    void close();
}
