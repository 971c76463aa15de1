package ml.lifecycle.internal.query;

/** Waits for threads. */
final class Threads {

    private Threads() {}

    /** Waits for the end of a thread; an interrupt does not end the wait, and the interrupt status is set again at its end. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException signal) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
