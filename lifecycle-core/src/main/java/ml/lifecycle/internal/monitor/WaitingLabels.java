package ml.lifecycle.internal.monitor;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.monitor.LabelCounts;
import ml.lifecycle.monitor.LabelOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Predictions that wait for their labels, in a ring: each takes the place of the one that came so many predictions before
 * it, so the memory is bounded and nothing is ever searched. Safe for use by several threads, none of which waits.
 */
final class WaitingLabels {

    private static final int WAITING = 0;
    private static final int LABELLED = 1;
    private static final int GIVEN_UP = 2;

    private final AtomicReferenceArray<@Nullable Entry> ring;
    private final ConcurrentMap<String, Entry> byId = new ConcurrentHashMap<>();
    private final long maxAge;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final LongAdder joined = new LongAdder();
    private final LongAdder never = new LongAdder();
    /** All before this one have been looked at; used by one thread. */
    private long swept;

    /** A prediction; its number is its state. */
    private static final class Entry extends AtomicInteger {
        private static final long serialVersionUID = 1;
        final String id;
        final transient Prediction prediction;
        final long at;

        Entry(String id, Prediction prediction, long at) {
            super(WAITING);
            this.id = id;
            this.prediction = prediction;
            this.at = at;
        }
    }

    /**
     * @param size how many predictions are remembered
     * @param maxAge how long one waits, in milliseconds
     */
    WaitingLabels(int size, long maxAge) {
        ring = new AtomicReferenceArray<>(size);
        this.maxAge = maxAge;
    }

    void add(String id, Prediction prediction, long now) {
        Entry entry = new Entry(id, prediction, now);
        waiting.incrementAndGet();
        giveUp(byId.put(id, entry));
        Entry oldest = ring.getAndSet((int) (next.getAndIncrement() % ring.length()), entry);
        if (oldest != null) {
            byId.remove(oldest.id, oldest);
            giveUp(oldest);
        }
    }

    private void giveUp(@Nullable Entry entry) {
        if (entry != null && entry.compareAndSet(WAITING, GIVEN_UP)) {
            waiting.decrementAndGet();
            never.increment();
        }
    }

    /** Joins a label with its prediction, which is handed on. */
    LabelOutcome label(String id, long now, Consumer<Prediction> join) {
        Entry entry = byId.get(id);
        if (entry == null) {
            return LabelOutcome.UNKNOWN;
        }
        if (now - entry.at > maxAge) {
            giveUp(entry);
        }
        if (entry.compareAndSet(WAITING, LABELLED)) {
            waiting.decrementAndGet();
            joined.increment();
            join.accept(entry.prediction);
            return LabelOutcome.JOINED;
        }
        return entry.get() == LABELLED ? LabelOutcome.ALREADY_LABELLED : LabelOutcome.TOO_LATE;
    }

    /** Gives up what waits too long. For one thread at a time. */
    void expire(long now) {
        swept = Math.max(swept, next.get() - ring.length());
        for (; swept < next.get(); swept++) {
            Entry entry = ring.get((int) (swept % ring.length()));
            if (entry == null || now - entry.at <= maxAge) {
                return;
            }
            giveUp(entry);
        }
    }

    /** How many predictions can be asked for by their ids. */
    int remembered() {
        return byId.size();
    }

    LabelCounts counts() {
        return new LabelCounts(joined.sum(), Math.max(0, waiting.get()), never.sum());
    }
}
