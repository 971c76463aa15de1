package ml.lifecycle.store.fs;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import ml.lifecycle.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Nobody else holds it, so nobody can interrupt it: an interrupt would close the channel in
 * use, and with it the locks.
 *
 * <p>Tasks run one after the other, in the order in which they came; tasks for later run when they are due.
 */
final class IoThread implements Worker {

    private static final int SPINS = 500;

    private record Later(long due, Runnable task) {}

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::due));
    private final Thread thread;
    private final long origin = System.nanoTime();
    private volatile boolean sleeping;
    private volatile boolean closed;
    private volatile boolean ended;

    IoThread(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        if (closed && Thread.currentThread() != thread) {
            throw closedException();
        }
        tasks.add(task);
        if (sleeping) {
            LockSupport.unpark(thread);
        }
        if (ended && tasks.remove(task)) {
            throw closedException();
        }
    }

    @Override
    public void schedule(long nanos, Runnable task) {
        long due = now() + nanos;
        execute(() -> later.add(new Later(due, task)));
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    private void run() {
        int idle = 0;
        while (true) {
            Runnable task = tasks.poll();
            if (task == null) {
                task = dueTask();
            }
            if (task != null) {
                runSafely(task);
                idle = 0;
            } else if (closed) {
                break;
            } else if (idle++ < SPINS) {
                Thread.onSpinWait();
            } else {
                sleep();
                idle = 0;
            }
        }
        // A task that came after the last look above is either found here, or taken back by who brought it.
        ended = true;
        for (Runnable last = tasks.poll(); last != null; last = tasks.poll()) {
            runSafely(last);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable unforeseen) {
            // The thread must outlive any single task; whoever waits for this one was told by its ticket.
            tell(unforeseen);
        }
    }

    private static void tell(Throwable unforeseen) {
        try {
            System.getLogger(IoThread.class.getName())
                    .log(System.Logger.Level.ERROR, "A task of the store failed in an unforeseen way", unforeseen);
        } catch (Throwable notEvenThat) {
            // Without memory a message may fail as well; without this thread every caller would wait for ever.
            notEvenThat.addSuppressed(unforeseen);
        }
    }

    private @Nullable Runnable dueTask() {
        Later first = later.peek();
        return first != null && first.due() <= now() ? later.remove().task() : null;
    }

    private void sleep() {
        sleeping = true;
        if (tasks.isEmpty() && !closed) {
            Later first = later.peek();
            if (first == null) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(first.due() - now(), 1));
            }
        }
        sleeping = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
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

    static UnavailableException closedException() {
        return new UnavailableException("The store is closed; open it again");
    }
}
