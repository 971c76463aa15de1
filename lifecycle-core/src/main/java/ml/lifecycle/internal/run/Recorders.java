package ml.lifecycle.internal.run;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LifecycleStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all recorders of one opened lifecycle share: where and when they write, which of them are open, and the thread
 * that writes what has waited. The thread starts with the first run and wakes only when something waits.
 */
final class Recorders {

    private static final long DELAY_MILLIS = 200;

    final LifecycleStore store;
    final Clock clock;
    private final Supplier<String> ids;
    final Durability durability;
    final CheckedNames keys = new CheckedNames(Names::requireKey);
    final CheckedNames runNames = new CheckedNames(Names::requireName);

    private final Map<String, RunRecorder> open = new ConcurrentHashMap<>();
    private final AtomicBoolean armed = new AtomicBoolean();
    private @Nullable ScheduledExecutorService timer;
    private volatile boolean closed;

    Recorders(LifecycleStore store, Clock clock, Supplier<String> ids, Durability durability) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.durability = durability;
    }

    /** Found when there is something to say, since looking for the logging takes long at the start of a process. */
    private static Logger log() {
        return LoggerFactory.getLogger(Recorders.class);
    }

    /** How safe an ordinary event must be before the call that caused it returns. */
    Commit commit() {
        return durability == Durability.EACH ? Commit.FORCED : Commit.WRITTEN;
    }

    /** How safe the end of a run must be. */
    Commit endCommit() {
        return durability == Durability.INTERVAL ? Commit.WRITTEN : Commit.FORCED;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw closed();
        }
    }

    UnavailableException closed() {
        return new UnavailableException("The lifecycle over " + store.location()
                + " is closed; open it again with Lifecycle.open.");
    }

    /** The id of a run that is about to start. */
    String newId() {
        String id = RunIds.require(ids.get());
        if (open.containsKey(id)) {
            throw new RefusedException("The source of ids that was given to Lifecycle.at(…).ids(…) answered '" + id
                    + "' again, which is the id of a run that is recorded now. It must give another one for each run."
                    + " Nothing was recorded.");
        }
        return id;
    }

    void opened(RunRecorder run) {
        open.put(run.id(), run);
        if (closed) {
            run.interrupt();
            throw closed();
        }
    }

    void ended(RunRecorder run) {
        open.remove(run.id(), run);
    }

    Collection<RunRecorder> open() {
        return open.values();
    }

    @Nullable RunRecorder find(String id) {
        return open.get(id);
    }

    /** Lets all that waits be written soon. */
    void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            try {
                timer().schedule(this::writeWaiting, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                log().debug("closed; what waits is written by the closing thread", ended);
            }
        }
    }

    private synchronized ScheduledExecutorService timer() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "lifecycle-recorder");
                thread.setDaemon(true);
                return thread;
            });
        }
        return timer;
    }

    private void writeWaiting() {
        armed.set(false);
        for (RunRecorder run : open.values()) {
            publish(run);
        }
    }

    /** Lets the store have all points of a run, if it is recorded here. */
    void publish(String id) {
        RunRecorder run = open.get(id);
        if (run != null) {
            run.publish();
        }
    }

    /** Writes what waits of a run. What cannot be written waits on; the run's own calls tell of a failure. */
    void publish(RunRecorder run) {
        try {
            run.publish();
        } catch (RuntimeException failure) {
            log().warn("Run '{}' cannot be written now, it is tried again: {}", run.id(), failure.getMessage());
            if (!closed) {
                arm();
            }
        }
    }

    /** Writes all that waits and ends recording; open runs stay without an end. */
    void close() {
        closed = true;
        RuntimeException first = null;
        for (RunRecorder run : open.values()) {
            try {
                run.interrupt();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        synchronized (this) {
            if (timer != null) {
                timer.shutdownNow();
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
