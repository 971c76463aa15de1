package ml.lifecycle.internal.query;

/** Waits for threads. */
final class Threads {

    private Threads() {}

    /** Waits for the end of a thread. An interrupt does not end the wait; its status is set again afterwards. */
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
