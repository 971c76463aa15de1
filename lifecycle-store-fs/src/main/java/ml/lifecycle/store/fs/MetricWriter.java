package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.MetricSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes metric points: encodes them on the caller's thread into one buffer, while the store's own thread writes the
 * other one.
 */
final class MetricWriter implements MetricSink {

    private static final System.Logger LOGGER = System.getLogger(MetricWriter.class.getName());
    private static final long RETRY_NANOS = 5_000_000;

    private final MetricFile file;
    private final SharedDirectory shared;
    private final Worker thread;
    private final Tuning tuning;
    private final boolean each;
    private final Consumer<MetricWriter> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private final PointEncoder encoder = new PointEncoder();
    private byte[] spare = new byte[1 << 12];
    private byte[] writing = new byte[0];
    private int writingLength;
    private @Nullable Ticket<Boolean> inFlight;
    private @Nullable CompletableFuture<Void> pendingForce;
    private boolean timed;
    private boolean forceTimed;
    private volatile boolean closed;
    private volatile boolean wanted;

    MetricWriter(MetricFile file, SharedDirectory shared, boolean each, Consumer<MetricWriter> onClose) {
        this.file = file;
        this.shared = shared;
        this.thread = shared.thread();
        this.tuning = shared.tuning();
        this.each = each;
        this.onClose = onClose;
    }

    @Override
    public void add(String metric, long step, long epochMillis, double value) {
        if (metric.length() > PointEncoder.LONGEST_NAME) {
            throw new RefusedException("The name of a metric has " + metric.length() + " characters; at most "
                    + PointEncoder.LONGEST_NAME + " are stored. Choose a shorter one: " + metric.substring(0, 80) + "…");
        }
        CompletableFuture<Void> forced;
        lock.lock();
        try {
            requireOpen();
            if (encoder.isFull() || wanted) {
                handOver();
            }
            encoder.add(metric, step, epochMillis, value);
            forced = each ? forceSoon() : null;
            if (!each && !timed) {
                timed = true;
                thread.schedule(tuning.flushNanos(), this::flushTimed);
            }
        } finally {
            lock.unlock();
        }
        if (forced != null) {
            await(forced);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException("This writer of metric points is closed; open another one");
        }
    }

    /** Gives what was encoded to the store's thread. Waits while that still writes what it was given before. */
    private void handOver() {
        settle();
        if (encoder.isEmpty()) {
            return;
        }
        Ticket<Boolean> ticket = new Ticket<>(); // First: without memory for it, everything stays where it is.
        takeBuffer();
        submit(ticket);
    }

    private void takeBuffer() {
        encoder.finish();
        writingLength = encoder.length();
        byte[] free = spare;
        writing = encoder.swap(free);
        spare = writing;
        wanted = false;
    }

    private void submit(Ticket<Boolean> ticket) {
        inFlight = ticket;
        byte[] bytes = writing;
        int length = writingLength;
        try {
            thread.execute(() -> write(bytes, length, ticket));
        } catch (Throwable notTaken) {
            ticket.fail(notTaken);
        }
    }

    private void write(byte[] bytes, int length, Ticket<Boolean> ticket) {
        try {
            file.write(bytes, length);
            ticket.complete(true);
            forceLater();
        } catch (Throwable failure) {
            ticket.fail(failure);
        }
    }

    /** Waits until what was handed over is written; if that failed, tries once more. */
    private void settle() {
        Ticket<Boolean> ticket = inFlight;
        if (ticket == null) {
            return;
        }
        if (ticket.isDone() && ticket.failed()) {
            ticket = new Ticket<>();
            submit(ticket);
        }
        ticket.await();
        inFlight = null;
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            requireOpen();
            flushLocked();
        } finally {
            lock.unlock();
        }
    }

    /** For readers of the same process: what this writer still has in memory, if it is not closed already. */
    void flushForReader() {
        lock.lock();
        try {
            if (!closed) {
                flushLocked();
            }
        } finally {
            lock.unlock();
        }
    }

    private void flushLocked() {
        handOver();
        settle();
    }

    @Override
    public void force() {
        lock.lock();
        try {
            requireOpen();
            flushLocked();
        } finally {
            lock.unlock();
        }
        thread.call(() -> {
            file.force();
            return true;
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            flushLocked();
            closed = true;
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
        thread.execute(this::releaseWhenForced);
    }

    private void releaseWhenForced() {
        if (!file.isDirty()) {
            release();
        }
    }

    private void release() {
        try {
            file.release();
        } catch (IOException failure) {
            LOGGER.log(System.Logger.Level.WARNING, "A file of metric points could not be closed", failure);
        }
    }

    // What follows runs on the store's own thread, which must not wait for a caller: that one may wait for the thread.

    private void forceLater() {
        if (!forceTimed) {
            forceTimed = true;
            shared.unforced().add(this);
            thread.schedule(tuning.forceNanos(), this::forceTimed);
        }
    }

    /** Forces what was written, as the clock demands or because the store is being closed. */
    void forceTimed() {
        forceTimed = false;
        shared.unforced().remove(this);
        try {
            if (file.isDirty()) {
                file.force();
            }
        } catch (UnavailableException failure) {
            LOGGER.log(System.Logger.Level.WARNING, failure.getMessage(), failure);
        }
        if (closed) {
            release();
        }
    }

    private void flushTimed() {
        if (!tryFlush()) {
            wanted = true;
            thread.schedule(RETRY_NANOS, this::flushTimed);
        }
    }

    /** Writes what was encoded, unless a caller is just adding or an earlier write is still waiting its turn. */
    private boolean tryFlush() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            Ticket<Boolean> ticket = inFlight;
            if (ticket != null && !ticket.isDone()) {
                return false;
            }
            timed = false;
            writeHere(ticket);
        } catch (UnavailableException failure) {
            // The points are kept; the next flush, by a caller or by the clock, tries again and tells.
            LOGGER.log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
            timed = true;
            thread.schedule(tuning.flushNanos(), this::flushTimed);
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void writeHere(@Nullable Ticket<Boolean> earlier) {
        if (earlier != null && earlier.failed()) {
            file.write(writing, writingLength);
        }
        inFlight = null;
        if (!encoder.isEmpty()) {
            Ticket<Boolean> ticket = new Ticket<>();
            takeBuffer();
            inFlight = ticket;
            try {
                file.write(writing, writingLength);
                ticket.complete(true);
            } catch (Throwable failure) {
                ticket.fail(failure);
                throw failure;
            }
        }
        forceLater();
    }

    /** Callers that wait for the same force share it. */
    private CompletableFuture<Void> forceSoon() {
        CompletableFuture<Void> pending = pendingForce;
        if (pending != null && !pending.isDone()) {
            return pending;
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        pendingForce = future;
        try {
            thread.execute(() -> forceNow(future));
        } catch (Throwable notTaken) {
            pendingForce = null;
            throw notTaken;
        }
        return future;
    }

    private void forceNow(CompletableFuture<Void> future) {
        try {
            if (!writeNow()) {
                thread.execute(() -> forceNow(future));
                return;
            }
            file.force();
            future.complete(null);
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
    }

    /** Writes what those have added who wait for a force. Returns false if a caller or an earlier write is in the way. */
    private boolean writeNow() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            Ticket<Boolean> ticket = inFlight;
            if (ticket != null && !ticket.isDone()) {
                return false;
            }
            pendingForce = null;
            writeHere(ticket);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static void await(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException failure) {
            throw Failures.withCallersStack(failure.getCause() == null ? failure : failure.getCause());
        }
    }
}
