package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.store.fs.StoreIo.Appender;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The short way of events into a log; {@link FaultTest} and {@link ProcessTest} go it too. */
@DisplayName("An event that need not be forced")
@ExtendWith(Quiet.class)
class CallersWriteTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final String FILE = "experiments/iris/log/0001.jsonl";
    private static final StoreSettings SETTINGS = new StoreSettings(Durability.RUN, Clock.systemUTC());
    private static final long NEVER = Long.MAX_VALUE / 4;
    private static final int THREADS = 4;
    private static final int EVENTS = 3_000;

    @TempDir
    Path directory;

    /** Looks at what the store does with the files it writes, before it does it. */
    @FunctionalInterface
    private interface Spy {
        void before(String method) throws IOException;
    }

    private static StoreIo spied(StoreIo disk, Spy spy) {
        return (StoreIo) Proxy.newProxyInstance(StoreIo.class.getClassLoader(), new Class<?>[] {StoreIo.class},
                (proxy, method, arguments) -> {
                    Object result = call(method, disk, arguments);
                    return result instanceof Appender file ? spied(file, spy) : result;
                });
    }

    private static Appender spied(Appender file, Spy spy) {
        return (Appender) Proxy.newProxyInstance(Appender.class.getClassLoader(), new Class<?>[] {Appender.class},
                (proxy, method, arguments) -> {
                    spy.before(method.getName());
                    return call(method, file, arguments);
                });
    }

    private static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static LifecycleStore open(StoreIo disk) {
        return open(disk, 1_000_000);
    }

    private static LifecycleStore open(StoreIo disk, long forceNanos) {
        Tuning tuning = new Tuning(1 << 20, 1_000_000, forceNanos, 50_000_000, 10);
        return new DirectoryStore(
                new SharedDirectory(disk, tuning, new IoThread("test"), new IoThread("test-artifacts")), SETTINGS);
    }

    private static long append(LifecycleStore store, String event, Commit commit) {
        return store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY, commit);
    }

    @Test
    @DisplayName("is written by the thread that brings it, once the log is open")
    void callersThread() throws IOException {
        List<String> writers = new ArrayList<>();
        StoreIo disk = spied(new SimulatedIo(new SimulatedDisk()), method -> {
            if (method.startsWith("write")) {
                writers.add(Thread.currentThread().getName());
            }
        });
        try (LifecycleStore store = open(disk, NEVER)) {
            append(store, "first", Commit.WRITTEN);
            store.logs().force(LOG);
            writers.clear();
            append(store, "second", Commit.WRITTEN);
            append(store, "third", Commit.FORCED);
        }
        assertEquals(List.of(Thread.currentThread().getName(), "test"), writers);
    }

    @Test
    @DisplayName("breaks nothing when its thread is interrupted at any moment")
    void interrupted() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> workers = new ArrayList<>();
        List<Future<List<Long>>> results = new ArrayList<>();
        try (LifecycleStore store = new DirectoryStoreProvider().open(directory.toString(), SETTINGS)) {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task);
                workers.add(thread);
                return thread;
            });
            CountDownLatch begun = new CountDownLatch(THREADS);
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "t" + thread;
                results.add(pool.submit(work(store, name, begun)));
            }
            begun.await();
            Thread interrupter = new Thread(() -> interrupt(workers, done));
            interrupter.start();
            for (Future<List<Long>> result : results) {
                assertEquals(EVENTS, result.get(60, TimeUnit.SECONDS).size());
            }
            done.set(true);
            interrupter.join();
            pool.shutdownNow();
            assertEquals(THREADS * EVENTS, store.logs().last(LOG));
            StoreCheck check = store.verify();
            assertTrue(check.clean() && check.remarks().isEmpty(), check::toString);
        }
    }

    /** A thread that is being interrupted all the time, and finds each event at the number it was told. */
    private static Callable<List<Long>> work(LifecycleStore store, String name, CountDownLatch begun) {
        return () -> {
            List<Long> numbers = new ArrayList<>();
            begun.countDown();
            for (int i = 0; i < EVENTS; i++) {
                String event = name + "-" + i;
                numbers.add(append(store, event, i % 500 == 0 ? Commit.FORCED : Commit.WRITTEN));
                if (i % 100 == 0) {
                    String[] found = {""};
                    store.logs().read(LOG, numbers.get(i) - 1, (sequence, buffer, offset, length) -> found[0] =
                            found[0].isEmpty() ? new String(buffer, offset, length, StandardCharsets.UTF_8) : found[0]);
                    assertEquals(event, found[0]);
                }
            }
            return numbers;
        };
    }

    private static void interrupt(List<Thread> threads, AtomicBoolean done) {
        Random random = new Random(1);
        while (!done.get()) {
            threads.get(random.nextInt(threads.size())).interrupt();
            for (int i = random.nextInt(2_000); i > 0; i--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("does not wait for what is just being forced")
    void duringForce() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        AtomicBoolean stoodStill = new AtomicBoolean();
        AtomicBoolean armed = new AtomicBoolean();
        StoreIo disk = spied(new SimulatedIo(new SimulatedDisk()), method -> {
            if (method.equals("force") && armed.get()) {
                forcing.countDown();
                stoodStill.set(!isWritten(written));
            }
        });
        try (LifecycleStore store = open(disk)) {
            append(store, "first", Commit.FORCED);
            armed.set(true);
            append(store, "second", Commit.WRITTEN);
            assertTrue(forcing.await(30, TimeUnit.SECONDS));
            assertEquals(3, append(store, "third", Commit.WRITTEN));
            written.countDown();
        }
        assertFalse(stoodStill.get(), "the writer waited for the force");
    }

    private static boolean isWritten(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    @Test
    @DisplayName("that was written during a force that failed is not counted on: the log takes no more")
    void duringFailedForce() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        AtomicBoolean stoodStill = new AtomicBoolean();
        AtomicBoolean armed = new AtomicBoolean();
        StoreIo disk = spied(new SimulatedIo(new SimulatedDisk()), method -> {
            if (method.equals("force") && armed.getAndSet(false)) {
                forcing.countDown();
                stoodStill.set(!isWritten(written));
                throw new IOException("Input/output error");
            }
        });
        try (LifecycleStore store = open(disk)) {
            append(store, "first", Commit.FORCED);
            armed.set(true);
            append(store, "second", Commit.WRITTEN);
            assertTrue(forcing.await(30, TimeUnit.SECONDS));
            append(store, "third", Commit.WRITTEN);
            written.countDown();
            UnavailableException failure =
                    assertThrows(UnavailableException.class, () -> store.logs().force(LOG));
            assertTrue(failure.getMessage().contains("The outcome is unknown"), failure.getMessage());
            assertThrows(UnavailableException.class, () -> append(store, "fourth", Commit.WRITTEN));
        }
        assertFalse(stoodStill.get(), "the writer waited for the force");
    }

    private static void tear(SimulatedDisk disk) {
        String text = new String(disk.contents().get(FILE), StandardCharsets.UTF_8);
        disk.overwrite(FILE, (text + "01234567 3 tor").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("that could not be written leaves nothing behind, even after a failure that nobody foresaw, and the next one is")
    void failed() {
        for (boolean foreseen : new boolean[] {true, false}) {
            AtomicBoolean armed = new AtomicBoolean();
            SimulatedDisk below = new SimulatedDisk();
            StoreIo disk = spied(new SimulatedIo(below), method -> {
                if (method.equals("truncate")) {
                    assertFalse(armed.get());
                } else if (method.startsWith("write") && armed.getAndSet(false)) {
                    tear(below);
                    if (foreseen) {
                        throw new IOException("No space left on device");
                    }
                    throw new StackOverflowError();
                }
            });
            try (LifecycleStore store = open(disk, NEVER)) {
                append(store, "first", Commit.WRITTEN);
                append(store, "second", Commit.WRITTEN);
                store.logs().force(LOG); // Now the store's own thread has nothing to do with the log any more.
                armed.set(true);
                UnavailableException failure = assertThrows(
                        UnavailableException.class, () -> append(store, "third", Commit.WRITTEN));
                assertTrue(failure.getMessage().contains(foreseen ? "No space left" : "StackOverflow"), failure::getMessage);
                assertEquals(List.of(), store.verify().remarks());
                assertEquals(3, append(store, "third", Commit.WRITTEN));
                assertTrue(store.verify().clean());
            }
        }
    }
}
