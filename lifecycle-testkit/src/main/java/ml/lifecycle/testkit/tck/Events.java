package ml.lifecycle.testkit.tck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;

/** What the contract's tests read and write. */
final class Events {

    static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris-1a2b3c");

    private Events() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The events behind a number, each as {@code number:text}. */
    static List<String> read(EventLogs logs, LogId log, long after) {
        List<String> events = new ArrayList<>();
        logs.read(log, after, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                events.add(sequence + ":" + new String(buffer, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void damaged(Damage damage) {
                events.add(damage.toString());
            }
        });
        return events;
    }

    static List<String> read(EventLogs logs) {
        return read(logs, LOG, 0);
    }
}
