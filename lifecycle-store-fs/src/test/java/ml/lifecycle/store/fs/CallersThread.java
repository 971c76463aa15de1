package ml.lifecycle.store.fs;

import java.util.ArrayDeque;
import java.util.Queue;

/** Works on the thread of the caller, so that each run of a test does the same operations in the same order. */
final class CallersThread implements Worker {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                next.run();
            }
        } finally {
            running = false;
        }
    }

    /** Nothing is due within a test. */
    @Override
    public void schedule(long nanos, Runnable task) {}

    @Override
    public void close() {}
}
