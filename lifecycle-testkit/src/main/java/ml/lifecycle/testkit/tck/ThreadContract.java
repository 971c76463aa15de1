package ml.lifecycle.testkit.tck;

import static ml.lifecycle.testkit.tck.Events.LOG;
import static ml.lifecycle.testkit.tck.Events.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import ml.lifecycle.ConflictException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The duties of a store towards several threads, and towards those that are interrupted. */
abstract class ThreadContract {

    private static final int THREADS = 8;

    private final LifecycleStoreTck tck;

    ThreadContract(LifecycleStoreTck tck) {
        this.tck = tck;
    }

    /** A task of one of several threads, which begin together. */
    @FunctionalInterface
    private interface Task<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> together(int threads, Task<T> task) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                calls.add(() -> {
                    barrier.await(60, TimeUnit.SECONDS);
                    return task.run(thread);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(calls, 120, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("get each number once, and find every event they appended")
    void appendTogether() throws Exception {
        EventLogs logs = tck.open().logs();
        int each = 200;
        List<Map<Long, String>> acknowledged = together(THREADS, thread -> {
            Map<Long, String> own = new HashMap<>();
            long before = 0;
            for (int i = 0; i < each; i++) {
                String event = "t" + thread + "-" + i;
                long sequence = logs.append(LOG, bytes(event), EventLogs.ANY, i % 50 == 0 ? Commit.FORCED : Commit.WRITTEN);
                assertTrue(sequence > before, "one thread's events are in its order");
                before = sequence;
                own.put(sequence, event);
            }
            return own;
        });
        List<String> events = Events.read(logs);
        assertEquals(THREADS * each, events.size());
        acknowledged.forEach(own -> own.forEach((sequence, event) ->
                assertEquals(sequence + ":" + event, events.get((int) (sequence - 1)))));
    }

    @Test
    @DisplayName("that expect the same number: exactly one of them wins")
    void compareAndSetRace() throws Exception {
        LifecycleStore one = tck.open();
        LifecycleStore other = tck.open();
        for (int round = 0; round < 50; round++) {
            long expected = round;
            List<Integer> wins = together(4, thread -> {
                EventLogs logs = (thread % 2 == 0 ? one : other).logs();
                try {
                    assertEquals(expected + 1, logs.append(LOG, bytes("t" + thread), expected, Commit.WRITTEN));
                    return 1;
                } catch (ConflictException lost) {
                    assertEquals(expected + 1, logs.last(LOG));
                    return 0;
                }
            });
            assertEquals(1, wins.stream().mapToInt(Integer::intValue).sum());
        }
    }

    @Test
    @DisplayName("count up by reading, adding one and trying again, and lose no count")
    void counter() throws Exception {
        EventLogs logs = tck.open().logs();
        int each = 50;
        together(THREADS, thread -> {
            for (int i = 0; i < each; i++) {
                while (true) {
                    long last = logs.last(LOG);
                    try {
                        logs.append(LOG, bytes(Long.toString(last + 1)), last, Commit.WRITTEN);
                        break;
                    } catch (ConflictException again) {
                        Thread.onSpinWait();
                    }
                }
            }
            return true;
        });
        List<String> events = Events.read(logs);
        for (int i = 0; i < THREADS * each; i++) {
            assertEquals((i + 1) + ":" + (i + 1), events.get(i));
        }
    }

    @Test
    @DisplayName("that read while others write see whole events in order, and never damage")
    void readWhileWriting() throws Exception {
        EventLogs logs = tck.open().logs();
        AtomicBoolean done = new AtomicBoolean();
        together(4, thread -> {
            if (thread == 0) {
                for (int i = 1; i <= 2_000; i++) {
                    logs.append(LOG, bytes("e" + i + "x".repeat(i % 700)), EventLogs.ANY, Commit.WRITTEN);
                }
                done.set(true);
                return true;
            }
            long seen = 0;
            while (!done.get() || seen < logs.last(LOG)) {
                for (String event : Events.read(logs, LOG, seen)) {
                    seen++;
                    assertTrue(event.startsWith(seen + ":e" + seen), event);
                }
            }
            return true;
        });
    }

    @Test
    @DisplayName("that are interrupted get their work done, stay interrupted, and break nothing for others")
    void interrupts() throws Exception {
        LifecycleStore store = tck.open();
        EventLogs logs = store.logs();
        together(4, thread -> {
            LogId own = new LogId(LogKind.EXPERIMENT, "t" + thread);
            boolean interrupted = thread % 2 == 0;
            try (MetricSink sink = store.metrics().open(own, "r")) {
                for (int i = 1; i <= 100; i++) {
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    assertEquals(i, logs.append(own, bytes("e" + i), i - 1, i % 20 == 0 ? Commit.FORCED : Commit.WRITTEN));
                    assertEquals(i, logs.last(own));
                    assertEquals(1, Events.read(logs, own, i - 1).size());
                    sink.add("m", i, i, i);
                    if (i % 10 == 0) {
                        sink.flush();
                        String digest = store.artifacts().put(new ByteArrayInputStream(bytes("a" + i))).digest();
                        assertEquals("a" + i, new String(store.artifacts().open(digest).readAllBytes()));
                    }
                    assertEquals(interrupted, Thread.currentThread().isInterrupted());
                }
                sink.force();
                logs.force(own);
            }
            return Thread.interrupted();
        });
        int[] points = {0};
        store.metrics().read(new LogId(LogKind.EXPERIMENT, "t0"), "r", (metric, step, time, value) -> points[0]++);
        assertEquals(100, points[0]);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    @DisplayName("may share one writer of metric points, and each thread's points keep their order")
    void sharedSink() throws Exception {
        LifecycleStore store = tck.open();
        int each = 2_000;
        try (MetricSink sink = store.metrics().open(LOG, "run")) {
            together(THREADS, thread -> {
                for (int i = 0; i < each; i++) {
                    sink.add("m" + thread, i, i, i);
                }
                return true;
            });
        }
        Map<String, Long> next = new HashMap<>();
        store.metrics().read(LOG, "run", (metric, step, time, value) ->
                assertEquals(step, next.merge(metric, 1L, Long::sum) - 1));
        assertEquals(THREADS, next.size());
        assertTrue(next.values().stream().allMatch(count -> count == each), next::toString);
    }

    @Test
    @DisplayName("may keep the same artifact at the same time, and it is there once")
    void sameArtifact() throws Exception {
        LifecycleStore store = tck.open();
        byte[] content = bytes("the same ".repeat(20_000));
        List<String> digests = together(THREADS, thread -> store.artifacts().put(new ByteArrayInputStream(content)).digest());
        assertEquals(1, digests.stream().distinct().count());
        assertEquals(1, store.artifacts().digests().size());
    }
}
