package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.DiskFault;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens by the clock. Nothing here asserts how long it takes, only that it comes without being asked for. */
@DisplayName("Without being asked, a store")
@ExtendWith(Quiet.class)
class TimingTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final String FILE = "experiments/iris/log/0001.jsonl";
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long MILLISECOND = 1_000_000;

    private static LifecycleStore open(SimulatedDisk disk) {
        Tuning tuning = new Tuning(1 << 20, MILLISECOND, MILLISECOND, 50 * MILLISECOND, 10);
        return new DirectoryStore(new SharedDirectory(new SimulatedIo(disk), tuning, new IoThread("test"), new IoThread("test-artifacts")),
                new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it never came");
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("puts events on the disk that were only written")
    void forcesEvents() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk)) {
            store.logs().append(LOG, EVENT, 0, Commit.WRITTEN);
            eventually(() -> disk.forced(FILE) > 0);
        }
    }

    @Test
    @DisplayName("writes metric points, and puts them on the disk")
    void flushesPoints() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk);
                MetricSink sink = store.metrics().open(LOG, "run")) {
            for (int i = 0; i < 3; i++) {
                String file = "experiments/iris/runs/run/" + store.session() + "-1.jsonl";
                long before = disk.forced(file);
                sink.add("m", i, i, i);
                eventually(() -> disk.forced(file) > before);
            }
        }
    }

    @Test
    @DisplayName("writes metric points again that a full disk did not take")
    void triesPointsAgain() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk);
                MetricSink sink = store.metrics().open(LOG, "run")) {
            disk.failAt(0, DiskFault.FULL);
            sink.add("m", 1, 1, 1);
            assertThrows(UnavailableException.class, sink::flush);
            disk.heal();
            sink.add("m", 2, 2, 2);
            eventually(() -> disk.forced("experiments/iris/runs/run/" + store.session() + "-1.jsonl") > 0);
            int[] points = {0};
            store.metrics().read(LOG, "run", (metric, step, time, value) -> assertEquals(++points[0], step));
            assertEquals(2, points[0]);
        }
    }

    @Test
    @DisplayName("gives up waiting for a lock that another process keeps, says so, and works when it is free")
    void lockedByAnother() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk)) {
            long region = LockTable.log(LogFile.directory(LOG));
            StoreIo.Locks other = new SimulatedIo(disk).locks(LockTable.FILE);
            assertTrue(other.tryLock(region));
            UnavailableException failure = assertThrows(
                    UnavailableException.class, () -> store.logs().append(LOG, EVENT, EventLogs.ANY, Commit.WRITTEN));
            assertTrue(failure.getMessage().contains("locked by another process"), failure.getMessage());
            assertEquals(1, store.logs().append(new LogId(LogKind.MODEL, "iris"), EVENT, 0, Commit.WRITTEN), "other logs are free");
            other.unlock(region);
            assertEquals(1, store.logs().append(LOG, EVENT, 0, Commit.WRITTEN));
        }
    }
}
