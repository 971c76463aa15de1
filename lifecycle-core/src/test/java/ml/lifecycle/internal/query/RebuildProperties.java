package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.LifecycleStore;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RebuildProperties {

    private static final List<String> OF_THE_EXPERIMENT = List.of(
            "{\"op\":\"question\",\"at\":5,\"text\":\"which?\"}",
            "{\"op\":\"question\",\"at\":6,\"text\":\"why?\"}",
            "{\"op\":\"kpi\",\"at\":7,\"check\":{\"a\":1}}",
            "{\"op\":\"kpi\",\"at\":8,\"check\":{\"b\":2}}");

    @Property(tries = 60)
    @Label("several threads make the index of a log that one thread makes")
    void parts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int runs,
            @ForAll @IntRange(min = 2, max = 6) int parts) {
        Random random = new Random(seed);
        List<byte[]> events = new ArrayList<>(new RandomLog(random, "p").events(runs));
        for (String event : OF_THE_EXPERIMENT) {
            events.add(1 + random.nextInt(events.size()), utf8(event));
        }
        try (LifecycleStore store = RandomLog.store("parts-" + seed)) {
            RandomLog.append(store, RandomLog.LOG, events);
            RunIndex expected = sequential(store);
            RunIndex found = ParallelRebuild.of(store.logs(), RandomLog.LOG, events.size(), parts);
            assertNotNull(found);
            assertSame(expected, found);
            // What follows is folded into both alike.
            RandomLog.append(store, RandomLog.LOG, new RandomLog(random, "q").events(20));
            store.logs().read(RandomLog.LOG, expected.position, new EventReader(expected));
            store.logs().read(RandomLog.LOG, found.position, new EventReader(found));
            assertSame(expected, found);
        }
    }

    @Property(tries = 40)
    @Label("a log with an event that cannot be read, or a run that begins twice, is left to one thread")
    void oddities(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int parts) {
        Random random = new Random(seed);
        List<byte[]> events = new ArrayList<>(new RandomLog(random, "o").events(200));
        boolean twice = random.nextBoolean();
        byte[] odd = utf8("{\"op\":\"" + (random.nextBoolean() ? "start" : "end") + "\",\"run\":\"x\",\"at\":true}");
        if (twice) {
            odd = events.stream().filter(event -> new String(event, StandardCharsets.UTF_8).contains("\"start\""))
                    .findFirst().orElseThrow();
            // In another part than the first time.
            events.add(events.size() - random.nextInt(20), odd);
        } else {
            events.add(1 + random.nextInt(events.size()), odd);
        }
        try (LifecycleStore store = RandomLog.store("odd-" + seed)) {
            RandomLog.append(store, RandomLog.LOG, events);
            assertNull(ParallelRebuild.of(store.logs(), RandomLog.LOG, events.size(), parts));
            RunIndex expected = sequential(store);
            LiveIndex live = new LiveIndex(store, RandomLog.LOG, new NoRuns());
            assertEquals(expected.rows(), (int) live.read(RunIndex::rows));
            assertEquals(expected.damages, live.damages());
            assertEquals(twice, live.damages().isEmpty());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RunIndex sequential(LifecycleStore store) {
        RunIndex index = new RunIndex(RandomLog.LOG.key());
        store.logs().read(RandomLog.LOG, 0, new EventReader(index));
        return index;
    }

    private static void assertSame(RunIndex expected, RunIndex found) {
        assertEquals(records(expected), records(found));
        assertEquals(open(expected), open(found));
        assertEquals(expected.experiment, found.experiment);
        assertEquals(expected.question, found.question);
        assertEquals(List.copyOf(expected.kpis), List.copyOf(found.kpis));
        assertEquals(new HashSet<>(expected.fields()), new HashSet<>(found.fields()));
        assertEquals(expected.position, found.position);
        assertEquals(expected.fingerprint, found.fingerprint);
        assertTrue(found.damages.isEmpty());
        for (int row = 0; row < expected.rows(); row++) {
            int other = found.ids.find(expected.ids.text(row));
            assertEquals(expected.beforeMetrics.get(row), found.beforeMetrics.get(other));
        }
        RunIndex saved = IndexSnapshot.read(SnapshotProperties.join(IndexSnapshot.write(found).orElseThrow()));
        assertNotNull(saved);
        assertEquals(records(expected), records(saved));
        assertBounds(found.starts, found.rows());
        found.metrics.columns.forEach(column -> assertBounds(column, found.rows()));
    }

    private static Map<String, RunRecord> records(RunIndex index) {
        Map<String, RunRecord> records = new HashMap<>();
        for (int row = 0; row < index.rows(); row++) {
            records.put(index.ids.text(row), LiveIndex.record(index, row));
        }
        return records;
    }

    private static Map<String, String> open(RunIndex index) {
        Map<String, String> open = new HashMap<>();
        index.open.forEach(run -> open.put(index.ids.text(run.row), run.session + run.settled));
        return open;
    }

    private static void assertBounds(DoubleColumn column, int rows) {
        for (int row = 0; row < rows; row++) {
            double value = column.get(row);
            int page = row >>> Pages.BITS;
            assertTrue(value != value || value >= column.low(page) && value <= column.high(page));
        }
    }
}
