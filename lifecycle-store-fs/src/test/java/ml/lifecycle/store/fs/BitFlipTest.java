package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A bit that flips")
@ExtendWith(Quiet.class)
class BitFlipTest {

    /** Everything that can be read from a store, record by record. */
    private static List<String> records(LifecycleStore store, List<String> digests) {
        List<String> records = new ArrayList<>();
        for (LogId log : Workload.LOGS) {
            store.logs().read(log, 0, new EventVisitor() {
                @Override
                public void event(long sequence, byte[] buffer, int offset, int length) {
                    records.add(log + " " + sequence + " " + new String(buffer, offset, length, StandardCharsets.UTF_8));
                }

                @Override
                public void damaged(Damage damage) {
                    // The check of the store counts them.
                }
            });
        }
        StringBuilder batch = new StringBuilder();
        store.metrics().read(Workload.LOGS[0], "run", (metric, step, time, value) -> {
            batch.append(metric).append(step).append(' ').append(time).append(' ').append(value).append(';');
            if (step % 3 == 2) {
                records.add(batch.toString());
                batch.setLength(0);
            }
        });
        for (String digest : digests) {
            try {
                records.add(new String(store.artifacts().open(digest).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException damaged) {
                assertTrue(damaged.getCause() instanceof CorruptException, damaged::toString);
            }
        }
        return records;
    }

    private static List<String> fill(LifecycleStore store) throws IOException {
        for (int i = 0; i < 6; i++) {
            for (LogId log : Workload.LOGS) {
                byte[] event = ("{\"i\": " + i + ", \"J*\": \"" + log.kind() + "\"}").getBytes(StandardCharsets.UTF_8);
                store.logs().append(log, event, EventLogs.ANY, Commit.WRITTEN);
            }
        }
        try (MetricSink sink = store.metrics().open(Workload.LOGS[0], "run")) {
            for (int i = 0; i < 9; i++) {
                sink.add(i % 2 == 0 ? "a" : "b", i, 1_700_000_000_000L + i, i / 7.0);
                if (i % 3 == 2) {
                    sink.flush();
                }
            }
        }
        return List.of(
                store.artifacts().put(new ByteArrayInputStream("one".getBytes(StandardCharsets.UTF_8))).digest(),
                store.artifacts().put(new ByteArrayInputStream("two".getBytes(StandardCharsets.UTF_8))).digest());
    }

    @Test
    @DisplayName("anywhere in a store is noticed or harmless, and costs one record at most")
    void everyBit() throws IOException {
        SimDisk disk = new SimDisk();
        List<String> digests;
        List<String> whole;
        try (LifecycleStore store = Workload.open(disk, Durability.RUN)) {
            digests = fill(store);
            whole = records(store, digests);
        }
        long flipped = 0;
        long noticed = 0;
        for (Map.Entry<String, byte[]> file : disk.contents().entrySet()) {
            for (long bit = 0; bit < 8L * file.getValue().length; bit++) {
                disk.flip(file.getKey(), bit);
                noticed += judge(disk, digests, whole, file.getKey() + " bit " + bit) ? 1 : 0;
                disk.flip(file.getKey(), bit);
                flipped++;
            }
        }
        System.out.println("Bits: " + flipped + " flipped, " + noticed + " noticed, all others harmless");
        assertTrue(noticed > 0);
    }

    private static boolean judge(SimDisk disk, List<String> digests, List<String> whole, String where) {
        try (LifecycleStore store = Workload.open(disk, Durability.RUN)) {
            List<String> found = records(store, digests);
            boolean noticed = !store.verify().clean();
            List<String> lost = new ArrayList<>(whole);
            found.forEach(record -> assertTrue(lost.remove(record), () -> where + " made up " + record));
            assertTrue(lost.size() <= 1, () -> where + " lost " + lost);
            assertTrue(noticed || lost.isEmpty(), () -> where + " lost without notice " + lost);
            return noticed;
        } catch (CorruptException | RefusedException description) {
            assertEquals(StoreDescription.FILE, where.substring(0, where.indexOf(' ')), description::toString);
            return true;
        }
    }
}
