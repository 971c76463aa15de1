package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;

/** What writers said before they were killed, and whether it is true. */
final class KilledWriters {

    private final List<String> told = new ArrayList<>();
    private long remarks;

    void add(List<String> lines) {
        told.addAll(lines);
    }

    /** Holds a store against all that was told until now. */
    void judge(LifecycleStore store) throws IOException {
        List<String> events = events(store);
        Map<String, Long> points = new HashMap<>();
        for (String line : told) {
            String[] parts = line.split(" ");
            switch (parts[0]) {
                case "session" -> assertFalse(store.alive(parts[1]), () -> "is dead: " + line);
                case "event" -> requireEvent(events, Integer.parseInt(parts[1]), parts[2]);
                case "points" -> points.merge(parts[1], Long.valueOf(parts[2]), Math::max);
                default -> requireArtifact(store, parts[1]);
            }
        }
        points.forEach((run, count) -> requirePoints(store, run, count));
        StoreCheck check = store.verify();
        assertTrue(check.clean(), check::toString);
        remarks += check.remarks().size();
        long next = store.logs().append(StoreUser.LOG, "after".getBytes(StandardCharsets.UTF_8), events.size(), Commit.FORCED);
        assertEquals(events.size() + 1, next, "the next number");
        StoreCheck repaired = store.repair();
        assertTrue(repaired.clean(), repaired::toString);
        assertEquals(events.size() + 1, events(store).size(), "events after a repair");
    }

    private static List<String> events(LifecycleStore store) {
        List<String> events = new ArrayList<>();
        store.logs().read(StoreUser.LOG, 0, (sequence, buffer, offset, length) -> {
            events.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
            assertEquals(events.size(), sequence, "the number of an event");
        });
        return events;
    }

    private static void requireEvent(List<String> events, int sequence, String event) {
        assertTrue(sequence <= events.size(), () -> "event " + sequence + " is lost; there are " + events.size());
        assertEquals(event, events.get(sequence - 1), () -> "event " + sequence);
    }

    private static void requireArtifact(LifecycleStore store, String digest) throws IOException {
        try (InputStream content = store.artifacts().open(digest)) {
            content.readAllBytes();
        }
    }

    private static void requirePoints(LifecycleStore store, String run, long atLeast) {
        long[] count = {0};
        store.metrics().read(StoreUser.LOG, run, (metric, step, time, value) -> assertEquals(count[0]++, step, "step"));
        assertTrue(count[0] >= atLeast, () -> run + " has " + count[0] + " points of " + atLeast);
    }

    @Override
    public String toString() {
        return "acknowledged lines checked: " + told.size() + ", remarks about what was left unfinished: " + remarks;
    }
}
