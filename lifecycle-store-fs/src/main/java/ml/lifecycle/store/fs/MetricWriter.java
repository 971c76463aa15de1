package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.MetricSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes metric points: encodes them on the caller's thread into one buffer, while the store's own thread writes the
 * other one.
 *
 * <p>Where each point is forced, a call that fails has recorded nothing: all that was added since the last force is taken
 * back, as everybody who has added something waits for that force and is told of the failure. Otherwise what was taken is
 * kept until it can be written.
 *
 * <p>All is guarded by a monitor, which the JVM gives back even where the stack of a caller ends. Nobody waits for the
 * store's thread without giving it away, so the thread may wait for it.
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

    private final Object monitor = new Object();
    private final PointEncoder encoder = new PointEncoder();
    private byte[] spare = new byte[1 << 12];
    private byte[] writing = new byte[0];
    private int writingLength;
    private @Nullable Ticket<Boolean> inFlight;
    private @Nullable CompletableFuture<Void> pendingForce;
    /** Whether the clock will flush what is added; only then a point is added without further ado. */
    private boolean timed;
    private boolean forceTimed;
    private volatile boolean closed;
    /** How long the file was when the last force began. */
    private long kept;

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
        CompletableFuture<Void> forced;
        synchronized (monitor) {
            if (!timed || closed || encoder.isFull() || metric.length() > PointEncoder.LONGEST_NAME) {
                prepare(metric);
            }
            encoder.add(metric, step, epochMillis, value);
            if (!each) {
                return; // Nothing can fail behind a point that was added.
            }
            forced = forceSoon();
        }
        await(forced);
    }

    /** All that can fail or has to wait before a point is added. */
    private void prepare(String metric) {
        Stack.require();
        requireName(metric);
        requireOpen();
        while (encoder.isFull()) {
            handOver();
            requireOpen();
        }
        if (!each && !timed) {
            thread.schedule(tuning.flushNanos(), this::flushTimed);
            timed = true;
        }
    }

    private static void requireName(String metric) {
        if (metric.length() > PointEncoder.LONGEST_NAME) {
            throw new RefusedException("The name of a metric has " + metric.length() + " characters; at most "
                    + PointEncoder.LONGEST_NAME + " are stored. Choose a shorter one: " + metric.substring(0, 80) + "…");
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
        } catch (Throwable failure) {
            ticket.fail(failure);
        }
        synchronized (monitor) {
            monitor.notifyAll();
        }
        forceLater(); // Behind the answer: a failure here is none of the write, which must not be done again.
    }

    /** Waits until what was handed over is written; if that failed, tries once more. */
    private void settle() {
        for (Ticket<Boolean> ticket = inFlight; ticket != null; ticket = inFlight) {
            if (ticket.isDone() && ticket.failed()) {
                ticket = new Ticket<>();
                submit(ticket);
            }
            await(ticket);
            if (inFlight == ticket) {
                inFlight = null;
            }
        }
    }

    /** Gives the monitor away until something is written, as no interrupt can hinder. */
    private void await(Ticket<Boolean> ticket) {
        boolean interrupted = false;
        while (!ticket.isDone()) {
            try {
                monitor.wait();
            } catch (InterruptedException signal) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        ticket.await();
    }

    @Override
    public void flush() {
        Stack.require();
        synchronized (monitor) {
            requireOpen();
            flushAll();
        }
    }

    /** For readers of the same process: what this writer still has in memory, if it is not closed already. */
    void flushForReader() {
        Stack.require();
        synchronized (monitor) {
            if (!closed) {
                flushAll();
            }
        }
    }

    private void flushAll() {
        handOver();
        settle();
    }

    @Override
    public void force() {
        flush();
        thread.call(() -> {
            file.force();
            return true;
        });
    }

    @Override
    public void close() {
        Stack.require();
        synchronized (monitor) {
            if (closed) {
                return;
            }
            do {
                flushAll();
            } while (!encoder.isEmpty()); // Others may have added while this waited.
            closed = true;
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

    // What follows runs on the store's own thread.

    private void forceLater() {
        if (!forceTimed) {
            shared.unforced().add(this);
            thread.schedule(tuning.forceNanos(), this::forceTimed);
            forceTimed = true;
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
        synchronized (monitor) {
            Ticket<Boolean> ticket = inFlight;
            if (ticket != null && !ticket.isDone()) {
                thread.schedule(RETRY_NANOS, this::flushTimed); // It is written first.
                return;
            }
            timed = false;
            try {
                writeHere(ticket);
            } catch (UnavailableException failure) {
                // The points are kept; the next flush, by a caller or by the clock, tries again and tells.
                LOGGER.log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
                thread.schedule(tuning.flushNanos(), this::flushTimed);
                timed = true;
            }
        }
    }

    /** Writes what was encoded, after what could not be written before. */
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
            encoder.forget(); // The last point; no other one waits, as there was no force to wait for.
            throw notTaken;
        }
        return future;
    }

    private void forceNow(CompletableFuture<Void> future) {
        try {
            if (!writeNow()) {
                thread.execute(() -> forceNow(future)); // Behind the earlier write.
                return;
            }
            file.force();
            future.complete(null);
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
    }

    /** Writes what those have added who wait for a force. Returns false if an earlier write still waits for its turn. */
    private boolean writeNow() {
        synchronized (monitor) {
            Ticket<Boolean> ticket = inFlight;
            if (ticket != null && !ticket.isDone()) {
                return false;
            }
            pendingForce = null;
            try {
                writeHere(ticket);
                encoder.keep();
                kept = file.length();
            } catch (Throwable failure) {
                inFlight = null;
                encoder.forget();
                file.takeBack(kept, failure);
                throw failure;
            }
            return true;
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
