package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;

/** Flips each bit of a small store, one at a time: noticed or harmless, and one record affected at most. */
final class BitFlips {

    private static final int EVENTS = 6;
    private static final int POINTS = 9;
    private static final int BATCH = 3;
    private static final String RUN = "run";

    private final Workload.Opener opener;
    private final Predicate<String> neededToOpen;
    private final SimulatedDisk disk = new SimulatedDisk();

    /** Everything that was put in, and the record it belongs to: an event, an artifact, the points flushed together. */
    private final Map<String, String> records = new LinkedHashMap<>();

    private final Set<String> digests = new HashSet<>();
    private long flipped;
    private long noticed;

    BitFlips(Workload.Opener opener, Predicate<String> neededToOpen) {
        this.opener = opener;
        this.neededToOpen = neededToOpen;
    }

    /** Runs all of it and returns what it did, in words. */
    String run() throws IOException {
        try (LifecycleStore store = opener.open(disk, Workload.settings(Durability.RUN))) {
            fill(store);
        }
        for (Map.Entry<String, byte[]> file : disk.contents().entrySet()) {
            for (long bit = 0; bit < 8L * file.getValue().length; bit++) {
                SimulatedDisk damaged = disk.copy();
                damaged.flip(file.getKey(), bit);
                noticed += judge(damaged, file.getKey(), "bit " + bit + " of " + file.getKey()) ? 1 : 0;
                flipped++;
            }
        }
        assertTrue(noticed > 0, "no bit of the store matters");
        return flipped + " flipped, " + noticed + " noticed, all others harmless";
    }

    private void fill(LifecycleStore store) throws IOException {
        for (int i = 1; i <= EVENTS; i++) {
            for (LogId log : Expectation.LOGS) {
                String event = "{\"i\": " + i + ", \"J*\": \"" + log.kind() + "\"}";
                long sequence = store.logs().append(log, bytes(event), EventLogs.ANY, Commit.WRITTEN);
                records.put(event(log, sequence, event), "event " + sequence + " of " + log);
            }
        }
        try (MetricSink sink = store.metrics().open(Expectation.LOGS[0], RUN)) {
            for (int i = 0; i < POINTS; i++) {
                String metric = i % 2 == 0 ? "a" : "b";
                sink.add(metric, i, 1_700_000_000_000L + i, i / 7.0);
                records.put(point(metric, i, 1_700_000_000_000L + i, i / 7.0), "batch " + i / BATCH);
                if (i % BATCH == BATCH - 1) {
                    sink.flush();
                }
            }
        }
        for (String content : new String[] {"one", "two"}) {
            digests.add(store.artifacts().put(new ByteArrayInputStream(bytes(content))).digest());
            records.put(content, "artifact " + content);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(LogId log, long sequence, String event) {
        return log + " " + sequence + " " + event;
    }

    private static String point(String metric, long step, long time, double value) {
        return metric + " " + step + " " + time + " " + value;
    }

    private boolean judge(SimulatedDisk damaged, String file, String where) {
        try (LifecycleStore store = opener.open(damaged, Workload.settings(Durability.RUN))) {
            Set<String> found = read(store, where);
            boolean told = !store.verify().clean();
            Set<String> lost = new HashSet<>();
            records.forEach((record, unit) -> {
                if (!found.contains(record)) {
                    lost.add(unit);
                }
            });
            assertTrue(lost.size() <= 1, () -> where + " flipped: lost " + lost);
            assertTrue(told || lost.isEmpty(), () -> where + " flipped: lost without notice " + lost);
            return told;
        } catch (CorruptException | RefusedException refused) {
            assertTrue(neededToOpen.test(file), () -> where + " flipped: the store does not open: " + refused);
            return true;
        } catch (RuntimeException unforeseen) {
            throw new AssertionError(where + " flipped: the store failed with " + unforeseen, unforeseen);
        }
    }

    private Set<String> read(LifecycleStore store, String where) {
        Set<String> found = new HashSet<>();
        for (LogId log : Expectation.LOGS) {
            // What is damaged is left out here; the check of the store counts it.
            store.logs().read(log, 0, (sequence, buffer, offset, length) -> {
                String text = new String(buffer, offset, length, StandardCharsets.UTF_8);
                add(found, event(log, sequence, text), where);
            });
        }
        store.metrics().read(Expectation.LOGS[0], RUN,
                (metric, step, time, value) -> add(found, point(metric, step, time, value), where));
        for (String digest : digests) {
            try (InputStream content = store.artifacts().open(digest)) {
                add(found, new String(content.readAllBytes(), StandardCharsets.UTF_8), where);
            } catch (IOException damaged) {
                assertTrue(damaged.getCause() instanceof CorruptException, () -> where + " flipped: " + damaged);
            }
        }
        return found;
    }

    private void add(Set<String> found, String record, String where) {
        assertTrue(records.containsKey(record), () -> where + " flipped: made up " + record);
        assertTrue(found.add(record), () -> where + " flipped: is there twice: " + record);
    }
}
