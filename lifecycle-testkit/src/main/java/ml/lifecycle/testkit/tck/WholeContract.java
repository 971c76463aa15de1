package ml.lifecycle.testkit.tck;

import static ml.lifecycle.testkit.tck.Events.LOG;
import static ml.lifecycle.testkit.tck.Events.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The duties of {@link LifecycleStore} as a whole, and of its cache. */
abstract class WholeContract {

    private final LifecycleStoreTck tck;

    WholeContract(LifecycleStoreTck tck) {
        this.tck = tck;
    }

    private static String fill(LifecycleStore store) throws IOException {
        for (int i = 1; i <= 5; i++) {
            store.logs().append(LOG, bytes("e" + i), EventLogs.ANY, Commit.WRITTEN);
        }
        try (MetricSink sink = store.metrics().open(LOG, "run")) {
            sink.add("m", 1, 2, 3.5);
            sink.add("m", 2, 3, 4.5);
        }
        return store.artifacts().put(new ByteArrayInputStream(bytes("content"))).digest();
    }

    private static void requireFilled(LifecycleStore store, String digest) throws IOException {
        assertEquals(List.of("1:e1", "2:e2", "3:e3", "4:e4", "5:e5"), Events.read(store.logs()));
        int[] points = {0};
        store.metrics().read(LOG, "run", (metric, step, time, value) -> points[0]++);
        assertEquals(2, points[0]);
        assertEquals("content", new String(store.artifacts().open(digest).readAllBytes()));
        StoreCheck check = store.verify();
        assertTrue(check.clean(), check::toString);
        assertEquals(List.of(1L, 5L, 2L, 1L), List.of(check.logs(), check.events(), check.points(), check.artifacts()));
    }

    @Test
    @DisplayName("has everything again that it had when it was closed")
    void reopened() throws IOException {
        assumeTrue(tck.outlivesClose(), "what this store keeps ends with it");
        LifecycleStore first = tck.open();
        String digest = fill(first);
        first.close();
        LifecycleStore second = tck.open();
        requireFilled(second, digest);
        assertEquals(6, second.logs().append(LOG, bytes("e6"), 5, Commit.FORCED));
    }

    @Test
    @DisplayName("that lives in memory is empty when the last one has closed it")
    void memory() throws IOException {
        assumeFalse(tck.outlivesClose(), "what this store keeps outlives it");
        LifecycleStore first = tck.open();
        LifecycleStore second = tck.open();
        String digest = fill(first);
        first.close();
        requireFilled(second, digest);
        second.close();
        assertEquals(0, tck.open().logs().last(LOG));
    }

    @Test
    @DisplayName("refuses everything when it is closed, and a second close does nothing")
    void closed() {
        LifecycleStore store = tck.open();
        EventLogs logs = store.logs();
        MetricStore metrics = store.metrics();
        ArtifactStore artifacts = store.artifacts();
        DerivedCache cache = store.cache();
        MetricSink sink = metrics.open(LOG, "run");
        LifecycleStore other = tck.open();
        store.close();
        store.close();
        List<Executable> calls = List.of(
                store::logs, store::metrics, store::artifacts, store::cache, store::verify, store::repair,
                store::session, () -> store.alive("x"), () -> store.backup(tck.directory().resolve("copy")),
                () -> logs.append(LOG, bytes("e"), EventLogs.ANY, Commit.WRITTEN), () -> logs.last(LOG),
                () -> logs.read(LOG, 0, (sequence, buffer, offset, length) -> {}), () -> logs.force(LOG),
                () -> logs.keys(LogKind.DATA), () -> metrics.open(LOG, "run"),
                () -> metrics.read(LOG, "run", (metric, step, time, value) -> {}),
                () -> artifacts.put(new ByteArrayInputStream(new byte[1])), artifacts::digests,
                () -> artifacts.contains("0".repeat(64)), () -> artifacts.open("0".repeat(64)),
                () -> artifacts.sweep(digest -> true, Duration.ZERO), () -> cache.load("k"),
                () -> cache.save("k", ByteBuffer.allocate(1)), () -> sink.add("m", 1, 1, 1));
        for (Executable call : calls) {
            assertThrows(UnavailableException.class, call);
        }
        assertEquals(0, other.logs().last(LOG), "who else has it open is not disturbed");
    }

    @Test
    @DisplayName("keeps the points that were added before it was closed")
    void closesWriters() {
        LifecycleStore keeper = tck.open();
        LifecycleStore store = tck.open();
        store.metrics().open(LOG, "run").add("m", 1, 1, 1);
        store.close();
        int[] points = {0};
        keeper.metrics().read(LOG, "run", (metric, step, time, value) -> points[0]++);
        assertEquals(1, points[0]);
    }

    @Test
    @DisplayName("says of each opening, by an identity of its own, whether it is alive")
    void sessions() {
        LifecycleStore one = tck.open();
        LifecycleStore other = tck.open();
        String session = one.session();
        assertTrue(session.matches("[a-z0-9-]{1,64}"), session);
        assertEquals(session, one.session());
        assertNotEquals(session, other.session());
        assertTrue(one.alive(session) && other.alive(session) && one.alive(other.session()));
        one.close();
        assertFalse(other.alive(session));
        for (String unknown : List.of("", "nobody", "..", "x".repeat(1_000), "\u0000")) {
            assertFalse(other.alive(unknown));
        }
        assertNotEquals(session, tck.open().session());
    }

    @Test
    @DisplayName("counts in a check what it holds, and a repair of a whole store takes nothing away")
    void checks() throws IOException {
        LifecycleStore store = tck.open();
        StoreCheck empty = store.verify();
        assertTrue(empty.clean() && empty.events() == 0 && empty.artifacts() == 0, empty::toString);
        String digest = fill(store);
        requireFilled(store, digest);
        assertTrue(store.repair().clean());
        requireFilled(store, digest);
    }

    @Test
    @DisplayName("makes a copy while it is used, which is a store of its own")
    void backup() throws IOException {
        assumeTrue(tck.hasBackup(), "this store makes no backups");
        LifecycleStore store = tck.open();
        String digest = fill(store);
        MetricSink open = store.metrics().open(LOG, "run-2");
        open.add("m", 1, 1, 1);
        Path copy = tck.directory().resolve("copy");
        store.backup(copy);
        store.logs().append(LOG, bytes("later"), EventLogs.ANY, Commit.WRITTEN);
        LifecycleStore second = tck.openAt("copy", new StoreSettings(Durability.RUN, Clock.systemUTC()));
        assertEquals(5, second.logs().last(LOG));
        assertEquals(3, second.verify().points(), "what a writer had in memory is in the copy");
        assertEquals("content", new String(second.artifacts().open(digest).readAllBytes()));
        assertTrue(second.verify().clean());
        assertEquals(6, second.logs().append(LOG, bytes("own"), 5, Commit.FORCED));
        assertThrows(RefusedException.class, () -> store.backup(copy));
        Path full = Files.createDirectory(tck.directory().resolve("full"));
        Files.writeString(full.resolve("notes.txt"), "mine");
        assertThrows(RefusedException.class, () -> store.backup(full));
        assertEquals("mine", Files.readString(full.resolve("notes.txt")));
    }

    @Test
    @DisplayName("may give back from its cache what was saved last, or nothing, and never a part of it")
    void cache() {
        LifecycleStore store = tck.open();
        DerivedCache cache = store.cache();
        assertTrue(cache.load("never-saved").isEmpty());
        List<String> keys = List.of("a", "index-1.bin", "..", ".", "con", "x".repeat(120), "-");
        for (String key : keys) {
            cache.save(key, ByteBuffer.wrap(bytes("old content of " + key)));
            ByteBuffer part = ByteBuffer.wrap(bytes("_" + key + "_"));
            part.position(1).limit(1 + key.length());
            cache.save(key, ByteBuffer.wrap(bytes("new:")), part);
            assertEquals(1, part.position(), "the caller's buffer is left as it was");
        }
        for (String key : keys) {
            cache.load(key).ifPresent(content -> {
                assertTrue(content.isReadOnly());
                byte[] found = new byte[content.remaining()];
                content.get(found);
                assertEquals("new:" + key, new String(found));
            });
        }
        for (String key : List.of("", "A", "a/b", "a\\b", "ä", "x".repeat(121), "a\u0000")) {
            assertThrows(RefusedException.class, () -> cache.load(key), key);
            assertThrows(RefusedException.class, () -> cache.save(key), key);
        }
        assertEquals(Set.of(), store.logs().keys(LogKind.EXPERIMENT));
    }

    @Test
    @DisplayName("is called by a location without secrets, the same for all who open it")
    void location() {
        assertEquals(tck.open().location(), tck.open().location());
        assertFalse(tck.open().location().isBlank());
    }
}
