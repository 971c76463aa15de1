package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/**
 * The way of events into one log.
 *
 * <p>An event that need not be forced is written by the thread that brings it, if nothing stands in the way. All others
 * wait in a queue for the store's own thread, which writes those that wait together and forces them once; it also does
 * everything that could be hurt by an interrupt or is seldom: opening, cutting, forcing, going on in a new segment,
 * waiting for another process.
 *
 * <p>The mutex guards the writer within this JVM, the lock of the log between processes. A caller holds the mutex for a
 * few system calls that wait for nobody; who finds it taken puts the event into the queue. The store's thread gives the
 * mutex away while it forces by the clock, so that writers do not stand still.
 */
final class LogCommits {

    private static final int BATCH_BYTES = 1 << 20;

    private final LogFile file;
    private final LogWriter writer;
    private final Worker thread;
    private final LockTable locks;
    private final Tuning tuning;
    private final Predicate<LogCommits> opening;
    private final long lock;
    private final Turn turn;

    private final Queue<Append> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final ReentrantLock mutex = new ReentrantLock();
    private boolean closed;
    private boolean forceScheduled;

    /** An append that failed on its caller's thread, and why; the lock of the log is kept until it is taken back. */
    private @Nullable Append failed;
    private @Nullable Throwable cause;

    /**
     * @param opening asked on the store's thread before a file is opened to be written; false if the store is closed
     */
    LogCommits(LogFile file, LogWriter writer, Worker thread, LockTable locks, Tuning tuning,
            Predicate<LogCommits> opening) {
        this.file = file;
        this.writer = writer;
        this.thread = thread;
        this.locks = locks;
        this.tuning = tuning;
        this.opening = opening;
        this.lock = LockTable.log(file.segments().directory());
        this.turn = new Turn(locks, lock);
    }

    LogId id() {
        return file.id();
    }

    LogFile file() {
        return file;
    }

    /** Brings an event into the log and returns its number. */
    long append(Append append) {
        Stack.require(); // Later the mutex could not be given back, and everybody would wait for it for ever.
        if (!appendHere(append)) {
            enqueue(append);
        }
        return append.ticket.await();
    }

    /** Writes an event on the thread of its caller. Returns false if that is not possible now; then nothing was done. */
    private boolean appendHere(Append append) {
        if (append.commit == Commit.FORCED || !waiting.isEmpty() || !mutex.tryLock()) {
            return false;
        }
        try {
            return !closed && failed == null && waiting.isEmpty() && writer.isOpen() && writeHere(append);
        } finally {
            mutex.unlock();
        }
    }

    private boolean writeHere(Append append) {
        try {
            if (turn.isOthersAtLast() || !locks.lockSoon(lock)) {
                return false;
            }
            boolean written = writer.appendHere(append);
            if (written) {
                append.ticket.complete(append.sequence);
            }
            unlock();
            forceLater();
            return written;
        } catch (Throwable failure) {
            // Whatever it is, even a stack that is too deep: the store's own thread brings the log in order.
            cause = failure;
            failed = append;
            thread.execute(this::takeBack);
            return true;
        }
    }

    private void forceLater() {
        if (writer.isDirty() && !forceScheduled) {
            thread.schedule(tuning.forceNanos(), this::forceTimed);
            forceScheduled = true;
        }
    }

    private void enqueue(Append append) {
        waiting.add(append);
        if (scheduled.compareAndSet(false, true)) {
            try {
                thread.execute(this::commit);
            } catch (Throwable notTaken) {
                failWaiting(notTaken); // Others may have come meanwhile, and count on this call.
                throw notTaken;
            }
        }
    }

    // What follows runs on the store's own thread.

    /** Takes back what an append has left that failed on its caller's thread, and tells the caller. */
    private void takeBack() {
        mutex.lock();
        try {
            Append append = failed;
            if (append == null) {
                return;
            }
            Throwable told = cause == null ? IoThread.closedException() : cause;
            failed = null;
            cause = null;
            try {
                told = writer.takeBack(told instanceof IOException failure ? failure : new IOException(told.toString(), told));
            } finally {
                unlock();
                if (!append.ticket.isDone()) {
                    append.ticket.fail(told);
                }
            }
        } finally {
            mutex.unlock();
        }
    }

    private void commit() {
        try {
            commitWaiting();
            if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
                thread.execute(this::commit);
            }
        } catch (Throwable unforeseen) {
            failWaiting(unforeseen);
            throw unforeseen;
        }
    }

    private void commitWaiting() {
        boolean open = opening.test(this);
        mutex.lock();
        try {
            takeBack();
            if (!open) {
                giveUp(IoThread.closedException());
            } else if (tryLock()) {
                commitLocked();
            }
        } finally {
            mutex.unlock();
        }
    }

    private boolean tryLock() {
        try {
            if (turn.isOthers()) {
                thread.schedule(Turn.GIVE_WAY, this::commit);
                return false;
            }
            if (!locks.lockSoon(lock)) {
                tryLater();
                return false;
            }
            return true;
        } catch (IOException failure) {
            giveUp(Failures.unavailable("The " + file + " could not be locked", failure));
            return false;
        }
    }

    private void commitLocked() {
        leaveTurn();
        scheduled.set(false);
        List<Append> batch = new ArrayList<>();
        try {
            fill(batch);
            writer.append(batch);
        } catch (Throwable unforeseen) {
            Appends.failRest(batch, unforeseen);
            throw unforeseen;
        } finally {
            unlock();
            forceLater();
        }
    }

    private void fill(List<Append> batch) {
        int bytes = 0;
        for (Append next = waiting.peek(); next != null && bytes < BATCH_BYTES; next = waiting.peek()) {
            bytes += next.event.length;
            batch.add(next);
            waiting.remove();
        }
    }

    /** Another process has the lock: the thread does other work and comes back, a little later each time. */
    private void tryLater() {
        long now = System.nanoTime();
        if (turn.waited(now) > tuning.lockNanos()) {
            giveUp(new UnavailableException("The " + file + " is locked by another process for longer than "
                    + tuning.lockNanos() / 1_000_000 + " ms; nothing was appended. Look for a process that hangs"
                    + " while it uses this store, and try again"));
            return;
        }
        thread.schedule(turn.pause(now), this::commit);
    }

    private void giveUp(UnavailableException failure) {
        leaveTurn();
        failWaiting(failure);
    }

    private void leaveTurn() {
        try {
            turn.leave();
        } catch (IOException failure) {
            warn("The turn of the " + file + " could not be given away", failure);
        }
    }

    /** Whoever comes after the first line sees to it that the thread comes again; whoever came before is told here. */
    private void failWaiting(Throwable failure) {
        scheduled.set(false);
        for (Append next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.ticket.isDone()) {
                next.ticket.fail(failure);
            }
        }
    }

    private void unlock() {
        turn.end();
        try {
            locks.unlock(lock);
        } catch (IOException failure) {
            warn("The lock of the " + file + " could not be released", failure);
        }
    }

    private void forceTimed() {
        mutex.lock();
        try {
            forceScheduled = false;
            if (closed || !writer.isDirty()) {
                return;
            }
        } finally {
            mutex.unlock();
        }
        try {
            force();
        } catch (UnavailableException failure) {
            warn(failure.getMessage(), failure);
        }
    }

    /** Puts everything on the disk that stands in the log now, whoever wrote it. Others write meanwhile. */
    void force() {
        if (!opening.test(this)) {
            throw IoThread.closedException();
        }
        mutex.lock();
        try {
            takeBack();
            if (!writer.beginForce()) {
                return;
            }
        } finally {
            mutex.unlock();
        }
        IOException failure = writer.force();
        mutex.lock();
        try {
            writer.endForce(failure);
        } finally {
            mutex.unlock();
        }
    }

    /** Takes a torn tail off, as the next writer would. Returns what was done, in words. */
    Optional<String> removeTorn() {
        return repair(() -> writer.repair()
                ? "removed the unfinished event at the end of " + file.segments().directory()
                : null);
    }

    /** Lets the log go on behind a damaged end. Returns what was done, in words. */
    Optional<String> seal() {
        return repair(() -> {
            long next = writer.seal();
            return next == 0 ? null : "kept the damaged end of " + file.segments().directory()
                    + "; the log goes on behind it with event " + next;
        });
    }

    /** What a repair does with the lock of the log. */
    @FunctionalInterface
    private interface Step {
        @Nullable String run() throws IOException;
    }

    private Optional<String> repair(Step step) {
        mutex.lock();
        try {
            takeBack();
            if (!locks.tryLock(lock)) {
                return Optional.empty();
            }
            try {
                return Optional.ofNullable(step.run());
            } finally {
                locks.unlock(lock);
            }
        } catch (IOException failure) {
            throw Failures.unavailable("The " + file + " could not be repaired", failure);
        } finally {
            mutex.unlock();
        }
    }

    /** Takes nothing more. */
    void end() {
        mutex.lock();
        try {
            closed = true;
            giveUp(IoThread.closedException());
        } finally {
            mutex.unlock();
        }
        close();
    }

    /** Forces what is not forced, and gives all files back until they are needed again. */
    void close() {
        mutex.lock();
        try {
            takeBack(); // With the mutex, so that no caller's write fails between this and the next line.
            writer.close();
        } catch (IOException | UnavailableException failure) {
            warn("The " + file + " could not be closed", failure);
        } finally {
            mutex.unlock();
        }
        release();
    }

    private void release() {
        try {
            file.release();
        } catch (IOException failure) {
            warn("A file handle of the " + file + " could not be closed", failure);
        }
    }

    private static void warn(@Nullable String what, Exception failure) {
        StoreLog.of(LogCommits.class).log(System.Logger.Level.WARNING, what, failure);
    }
}
