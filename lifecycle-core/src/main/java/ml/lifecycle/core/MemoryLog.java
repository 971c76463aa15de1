package ml.lifecycle.core;

import java.util.Arrays;
import ml.lifecycle.ConflictException;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;

/** One log: an array of events that only grows, so that readers need no lock. */
final class MemoryLog {

    private volatile byte[][] events = new byte[16][];
    private volatile int size;

    synchronized long append(LogId log, byte[] event, long expectedLast) {
        if (expectedLast != EventLogs.ANY && expectedLast != size) {
            throw new ConflictException(log + " has moved on: expected " + expectedLast
                    + " as the number of its last event, found " + size
                    + ". Nothing was appended; read the new events and decide again");
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, 2 * size);
        }
        events[size] = event.clone();
        return ++size;
    }

    long last() {
        return size;
    }

    long read(long after, EventVisitor visitor) {
        int end = size;
        byte[][] present = events;
        long last = after;
        for (int i = (int) Math.min(Math.max(after, 0), end); i < end; i++) {
            last = i + 1;
            visitor.event(last, present[i], 0, present[i].length);
        }
        return last;
    }
}
