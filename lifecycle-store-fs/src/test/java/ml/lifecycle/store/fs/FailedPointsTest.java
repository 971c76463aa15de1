package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.DiskFault;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Points that are forced one by one, and could not be. */
@DisplayName("A point that failed under Durability.EACH")
@ExtendWith(Quiet.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailedPointsTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final StoreSettings EACH = new StoreSettings(Durability.EACH, Clock.systemUTC());
    private static final Tuning SOON = new Tuning(1 << 20, Duration.ofMillis(1).toNanos(), Duration.ofMillis(2).toNanos(),
            Duration.ofSeconds(30).toNanos(), 8);
    private static final int ROUNDS = 150;
    private static final int THREADS = 4;
    private static final int POINTS = 25;

    private static List<String> read(LifecycleStore store, String run) {
        List<String> found = new ArrayList<>();
        store.metrics().follow(LOG, run).read(new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                found.add(metric + ' ' + step);
            }

            @Override
            public void damaged(Damage damage) {
                found.add(damage.toString());
            }
        });
        return found;
    }

    @Test
    @DisplayName("is not recorded later, and can be given again")
    void notLater() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = SimulatedIo.open(disk, EACH)) {
            MetricSink sink = store.metrics().open(LOG, "run");
            sink.add("loss", 1, 1, 0.5);
            disk.failAt(0, DiskFault.READ_ONLY);
            String told = assertThrows(UnavailableException.class, () -> sink.add("loss", 2, 2, 0.4)).getMessage();
            assertTrue(told.contains("could not be recorded"), told);
            disk.heal();
            assertEquals(List.of("loss 1"), read(store, "run"));
            sink.add("loss", 2, 3, 0.4);
            sink.close();
            assertEquals(List.of("loss 1", "loss 2"), read(store, "run"));
            assertTrue(store.verify().clean(), () -> store.verify().toString());
        }
    }

    /** What several threads were told of the points that they gave. */
    private static final class Told {

        private final Set<String> taken = ConcurrentHashMap.newKeySet();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        void add(MetricSink sink, String metric, int step) {
            try {
                sink.add(metric, step, step, step);
                taken.add(metric + ' ' + step);
            } catch (UnavailableException failure) {
                if (!String.valueOf(failure.getMessage()).contains("unknown")) {
                    refused.add(metric + ' ' + step);
                }
            }
        }
    }

    /** Gives points and flushes, while the disk fails at times. */
    private static Told work(MetricSink sink, SimulatedDisk disk, int seed) throws InterruptedException {
        Told told = new Told();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String metric = "m" + i;
            Random random = new Random(seed * 10L + i);
            threads.add(new Thread(() -> {
                for (int step = 0; step < POINTS; step++) {
                    told.add(sink, metric, step);
                    if (random.nextInt(8) == 0) {
                        disk.failAt(random.nextInt(4), random.nextBoolean() ? DiskFault.SHORT : DiskFault.BEFORE);
                    }
                    if (random.nextInt(5) == 0) {
                        flush(sink);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        disk.heal();
        return told;
    }

    private static void flush(MetricSink sink) {
        try {
            sink.flush();
        } catch (UnavailableException failed) {
            return; // Who gave the points is told too.
        }
    }

    @Test
    @DisplayName("is told to those who gave it and to nobody else, when several give and flush at once")
    void several() throws InterruptedException {
        int taken = 0;
        int refused = 0;
        SimulatedDisk disk = new SimulatedDisk();
        SharedDirectory shared =
                new SharedDirectory(new SimulatedIo(disk), SOON, new IoThread("test"), new IoThread("test-artifacts"));
        try (LifecycleStore store = new DirectoryStore(shared, EACH)) {
            for (int round = 0; round < ROUNDS; round++) {
                MetricSink sink = store.metrics().open(LOG, "run-" + round);
                Told told = work(sink, disk, round);
                List<String> found = read(store, "run-" + round);
                assertEquals(List.of(), told.taken.stream().filter(point -> !found.contains(point)).toList(), "lost");
                assertEquals(List.of(), told.refused.stream().filter(found::contains).toList(), "recorded all the same");
                assertEquals(found.size(), Set.copyOf(found).size(), "recorded twice");
                taken += told.taken.size();
                refused += told.refused.size();
            }
        }
        int both = taken;
        int none = refused;
        assertTrue(both > ROUNDS && none > THREADS, () -> both + " taken, " + none + " refused");
    }
}
