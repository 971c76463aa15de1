package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.LifecycleStore;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SnapshotProperties {

    @Property(tries = 30)
    @Label("a snapshot and the tail of the log give the same runs as the whole log")
    void tail(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int runs) {
        Random random = new Random(seed);
        List<byte[]> events = new RandomLog(random, "t").events(runs);
        int cut = 1 + random.nextInt(events.size());
        try (LifecycleStore store = RandomLog.store("tail-" + seed)) {
            RandomLog.append(store, RandomLog.LOG, events.subList(0, cut));
            LiveIndex first = index(store);
            first.experiment();
            store.cache().save("runs-random", snapshot(first));
            RandomLog.append(store, RandomLog.LOG, events.subList(cut, events.size()));

            LiveIndex resumed = index(store);
            List<RunRecord> fromSnapshot = runs(resumed);
            assertEquals(events.size(), (long) resumed.read(index -> index.position));
            store.cache().save("runs-random", ByteBuffer.wrap(new byte[] {1, 2, 3}));
            List<RunRecord> replayed = runs(index(store));
            assertEquals(replayed, fromSnapshot);
            // A snapshot of what came from a snapshot is as good.
            RunIndex again = IndexSnapshot.read(join(snapshot(resumed)));
            assertNotNull(again);
            assertEquals(replayed.size(), again.rows());
            for (RunRecord run : replayed) {
                assertEquals(run, LiveIndex.record(again, again.ids.find(run.id())));
            }
        }
    }

    @Property(tries = 60)
    @Label("a damaged, cut or foreign snapshot is ignored")
    void damage(@ForAll long seed) {
        Random random = new Random(seed);
        try (LifecycleStore store = RandomLog.store("damage-" + seed)) {
            RandomLog.append(store, RandomLog.LOG, new RandomLog(random, "d").events(20));
            LiveIndex index = index(store);
            List<RunRecord> expected = runs(index);
            ByteBuffer good = join(snapshot(index));
            ByteBuffer bad = good.duplicate();
            if (random.nextBoolean()) {
                int place = random.nextInt(bad.limit());
                bad.put(place, (byte) (bad.get(place) ^ 1 << random.nextInt(8)));
            } else {
                bad.limit(random.nextInt(bad.limit()));
            }
            assertNull(IndexSnapshot.read(bad));
            try (LifecycleStore foreign = RandomLog.store("foreign-" + seed)) {
                RandomLog.append(foreign, RandomLog.LOG, new RandomLog(random, "f").events(30));
                foreign.cache().save("runs-random", snapshot(index));
                assertEquals(30, runs(index(foreign)).size());
            }
            assertEquals(expected, runs(index(store)));
        }
    }

    @Property(tries = 2)
    @Label("what a query lets be saved beside it is there once the index is kept")
    void beside(@ForAll long seed) {
        try (LifecycleStore store = RandomLog.store("beside-" + seed)) {
            List<byte[]> events = new RandomLog(new Random(seed), "b").events(9_000);
            while (events.size() <= 20_000) {
                events.addAll(events.subList(1, 4_000).stream().map(byte[]::clone).toList());
            }
            RandomLog.append(store, RandomLog.LOG, events);
            LiveIndex index = index(store);
            List<RunRecord> expected = runs(index);
            index.keep();
            RunIndex saved = store.cache().load("runs-random").map(IndexSnapshot::read).orElseThrow();
            assertEquals(events.size(), saved.position);
            assertEquals(expected, runs(index(store)));
        }
    }

    private static LiveIndex index(LifecycleStore store) {
        return new LiveIndex(store, RandomLog.LOG, new NoRuns());
    }

    private static List<RunRecord> runs(LiveIndex index) {
        RunQuery query = new StoredRunQuery(() -> List.of(index), List::of).withNested();
        return query.list();
    }

    private static ByteBuffer[] snapshot(LiveIndex index) {
        return index.read(IndexSnapshot::write).orElseThrow();
    }

    static ByteBuffer join(ByteBuffer[] parts) {
        ByteBuffer all = ByteBuffer.allocate(1 << 22);
        for (ByteBuffer part : parts) {
            all.put(part.duplicate());
        }
        return all.flip();
    }
}
