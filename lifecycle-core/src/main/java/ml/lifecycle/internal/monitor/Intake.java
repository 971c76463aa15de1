package ml.lifecycle.internal.monitor;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import ml.lifecycle.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * Where predicting threads put their rows. There are several buffers, each used by one thread at a time; who finds one taken
 * tries the next, and with all taken puts the row by itself, so nobody waits. One thread empties them.
 */
final class Intake {

    /** About 16 MB. */
    private static final int MOST_VALUES = 2_000_000;
    private static final int BUFFER_VALUES = 1 << 14;
    private static final int BUFFER_ROWS = 1 << 10;

    private final Layout layout;
    private final Stripe[] stripes;
    private final int capacity;
    private final long mostRows;
    private final Runnable wake;
    private final Queue<RowBuffer> full = new ConcurrentLinkedQueue<>();
    private final AtomicLong recorded = new AtomicLong();
    private final LongAdder lost = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long taken;
    private volatile long wakeAt = Long.MAX_VALUE;
    private volatile boolean closed;

    /** A buffer, and whether somebody uses it. */
    private static final class Stripe {
        final AtomicBoolean used = new AtomicBoolean();
        RowBuffer rows;

        Stripe(RowBuffer rows) {
            this.rows = rows;
        }
    }

    /**
     * @param layout what is recorded
     * @param mostRows how many rows may wait to be taken
     * @param wake called when there is something to take; must not wait
     */
    Intake(Layout layout, long mostRows, Runnable wake) {
        this.layout = layout;
        this.mostRows = mostRows;
        this.wake = wake;
        capacity = Math.max(16, Math.min(BUFFER_ROWS, BUFFER_VALUES / layout.columns()));
        stripes = new Stripe[Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 4];
        for (int stripe = 0; stripe < stripes.length; stripe++) {
            stripes[stripe] = new Stripe(new RowBuffer(layout, capacity));
        }
    }

    /** How many rows may wait by default. */
    static long mostRows(Layout layout) {
        return Math.max(BUFFER_ROWS, MOST_VALUES / layout.columns());
    }

    /** Records a row, or counts it as lost; nothing is thrown. */
    void add(Map<String, ? extends @Nullable Object> row, Prediction answer, double millis) {
        try {
            add(layout.inputs(row), answer, millis);
        } catch (RuntimeException unreadable) {
            // A map of the user's that the model could read and we cannot, as when another thread changes it.
            lost.increment();
        }
    }

    /** Records the inputs of a row in their order, or counts it as lost. */
    void add(@Nullable Object[] row, Prediction answer, double millis) {
        if (closed || recorded.get() - taken >= mostRows) {
            lost.increment();
            return;
        }
        Stripe stripe = free();
        boolean filled = stripe == null ? putAlone(row, answer, millis) : put(stripe, row, answer, millis);
        if (recorded.incrementAndGet() == wakeAt || filled) {
            wake.run();
        }
    }

    private boolean putAlone(@Nullable Object[] row, Prediction answer, double millis) {
        RowBuffer single = new RowBuffer(layout, 1);
        single.put(row, answer, millis);
        full.add(single);
        return true;
    }

    private boolean put(Stripe stripe, @Nullable Object[] row, Prediction answer, double millis) {
        try {
            stripe.rows.put(row, answer, millis);
            boolean filled = stripe.rows.isFull();
            if (filled) {
                full.add(stripe.rows);
                stripe.rows = new RowBuffer(layout, capacity);
            }
            return filled;
        } finally {
            stripe.used.set(false);
        }
    }

    /** A buffer for this thread alone, until it gives it back; {@code null} if all are used. */
    private @Nullable Stripe free() {
        int first = (int) (Thread.currentThread().getId() * 0x9E3779B97F4A7C15L >>> 33);
        for (int next = 0; next < stripes.length; next++) {
            Stripe stripe = stripes[first + next & stripes.length - 1];
            if (!stripe.used.get() && stripe.used.compareAndSet(false, true)) {
                return stripe;
            }
        }
        return null;
    }

    /** Counts rows that the signature refused. */
    void refuse() {
        refused.increment();
    }

    /** Counts of rows refused and lost since this was asked last. */
    long takeRefused() {
        return refused.sumThenReset();
    }

    long takeLost() {
        return lost.sumThenReset();
    }

    /** From now on rows are counted as lost. */
    void close() {
        closed = true;
    }

    long waiting() {
        return recorded.get() - taken;
    }

    /**
     * Says when to wake the taker besides the moments when a buffer is full.
     *
     * @param rows at how many waiting rows
     * @return whether there are as many already
     */
    boolean wakeAt(long rows) {
        wakeAt = rows == Long.MAX_VALUE ? rows : taken + rows;
        return waiting() >= rows;
    }

    /** Takes the buffers that are full. For the one thread that takes. */
    void takeFull(Consumer<RowBuffer> sink) {
        for (RowBuffer rows = full.poll(); rows != null; rows = full.poll()) {
            taken = taken + rows.size();
            sink.accept(rows);
        }
    }

    /** Takes all rows. For the one thread that takes; it waits for whoever is putting a row right now. */
    void takeAll(Consumer<RowBuffer> sink) {
        takeFull(sink);
        for (Stripe stripe : stripes) {
            while (!stripe.used.compareAndSet(false, true)) {
                Thread.onSpinWait();
            }
            RowBuffer rows = stripe.rows;
            if (rows.size() > 0) {
                stripe.rows = new RowBuffer(layout, capacity);
            }
            stripe.used.set(false);
            if (rows.size() > 0) {
                taken = taken + rows.size();
                sink.accept(rows);
            }
        }
        takeFull(sink);
    }
}
