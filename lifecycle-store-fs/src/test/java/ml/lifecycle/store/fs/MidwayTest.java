package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the middle of something: an error of the virtual machine, the end of the store, its deletion. */
@DisplayName("In the middle of its work")
@ExtendWith(Quiet.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MidwayTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final StoreSettings SETTINGS = new StoreSettings(Durability.RUN, Clock.systemUTC());

    @TempDir
    Path directory;

    private static LifecycleStore open(Path directory) {
        return new DirectoryStoreProvider().open(directory.toString(), SETTINGS);
    }

    private static long append(LifecycleStore store, String event, Commit commit) {
        return store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY, commit);
    }

    /** Tries something at every depth of the stack from the last one that there is. */
    private static void atEveryDepth(int[] left, Runnable attempt) {
        try {
            atEveryDepth(left, attempt);
        } catch (StackOverflowError deepest) {
            // From here on the way back up.
        }
        if (left[0] > 0) {
            left[0]--;
            attempt.run();
        }
    }

    private static void onSmallStack(Runnable work) throws InterruptedException {
        Throwable[] failure = {null};
        Thread thread = new Thread(null, work, "small", 1 << 18);
        thread.setUncaughtExceptionHandler((which, why) -> failure[0] = why);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertFalse(thread.isAlive(), "still waits");
        assertEquals(null, failure[0]);
    }

    @Test
    @DisplayName("an overflow of the stack leaves the log in order: what was acknowledged is there, and no thread waits for ever")
    void eventsWithoutStack() throws InterruptedException {
        List<String> told = new ArrayList<>();
        try (LifecycleStore store = open(directory)) {
            append(store, "first", Commit.FORCED);
            for (int round = 0; round < 20; round++) {
                // Joined here: a place where texts are joined that is linked without stack stays broken for ever.
                String[] names = new String[400];
                for (int i = 0; i < names.length; i++) {
                    names[i] = "event-" + round + "-" + i;
                }
                onSmallStack(() -> {
                    AtomicInteger count = new AtomicInteger();
                    atEveryDepth(new int[] {names.length}, () -> {
                        try {
                            String name = names[count.getAndIncrement()];
                            append(store, name, Commit.WRITTEN);
                            told.add(name);
                        } catch (StackOverflowError | InternalError | LinkageError | UnavailableException
                                | IllegalStateException tooDeep) {
                            return;
                        }
                    });
                });
            }
            append(store, "last", Commit.FORCED);
            List<String> found = new ArrayList<>();
            store.logs().read(LOG, 0, (sequence, buffer, offset, length) ->
                    found.add(new String(buffer, offset, length, StandardCharsets.UTF_8)));
            assertTrue(found.containsAll(told));
            assertEquals("last", found.get(found.size() - 1));
            assertTrue(store.verify().clean(), () -> store.verify().toString());
        }
        assertTrue(told.size() > 1_000, () -> "only " + told.size());
    }

    /** A worker that ends at the moment when the second caller waits behind the first one. */
    private static final class EndingWorker implements Worker {

        private final CompletableFuture<Void> second = new CompletableFuture<>();
        private final CompletableFuture<Void> first = new CompletableFuture<>();

        @Override
        public void execute(Runnable task) {
            first.complete(null);
            second.join();
            throw IoThread.closedException();
        }

        @Override
        public void schedule(long nanos, Runnable task) {}

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("the end of the store is told to everybody who waits, not only to the one who asks its thread in vain")
    void endedWhileTwoWait() throws Exception {
        StoreIo io = new SimulatedIo(new SimulatedDisk());
        LogFile file = new LogFile(LOG, io);
        EndingWorker worker = new EndingWorker();
        Tuning tuning = Tuning.DEFAULT;
        LogCommits commits = new LogCommits(file, new LogWriter(file, io, new Names(io), tuning.segmentBytes()), worker,
                new LockTable(io), tuning, log -> true);
        List<CompletableFuture<Long>> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Long> result = new CompletableFuture<>();
            results.add(result);
            Thread thread = new Thread(() -> result.completeAsync(
                    () -> commits.append(new Append(new byte[] {'x'}, EventLogs.ANY, Commit.FORCED)), Runnable::run));
            threads.add(thread);
            thread.setDaemon(true);
            thread.start();
            worker.first.join();
        }
        while (threads.get(1).getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        worker.second.complete(null);
        for (CompletableFuture<Long> result : results) {
            ExecutionException told = assertThrows(ExecutionException.class, () -> result.get(30, TimeUnit.SECONDS));
            assertTrue(told.getCause() instanceof UnavailableException, told::toString);
        }
    }

    /** An error whose very message fails, as it does without memory. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new OutOfMemoryError("not even for this");
        }

        @Override
        public String getMessage() {
            throw new OutOfMemoryError("not even for this");
        }
    }

    @Test
    @DisplayName("an error that cannot even be told does not end the thread for which all others wait")
    void unspeakable() throws Exception {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger(IoThread.class.getName());
        java.util.logging.Handler teller = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord told) {
                throw new Unspeakable();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(teller);
        try (IoThread thread = new IoThread("test")) {
            thread.execute(() -> {
                throw new Unspeakable();
            });
            assertEquals(1, CompletableFuture.supplyAsync(() -> thread.call(() -> 1)).get(30, TimeUnit.SECONDS));
        } finally {
            logger.removeHandler(teller);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    @DisplayName("a directory that was deleted is opened again as an empty store, whoever still has the old one open")
    void deleted() throws IOException {
        Path place = directory.resolve("store");
        LifecycleStore old = open(place);
        append(old, "old", Commit.FORCED);
        delete(place);
        try (LifecycleStore store = open(place)) {
            assertEquals(0, store.logs().last(LOG));
            assertEquals(1, append(store, "new", Commit.FORCED));
            old.close();
            assertEquals(2, append(store, "newer", Commit.FORCED));
            assertTrue(store.alive(store.session()));
            try (LifecycleStore other = open(place)) {
                assertEquals(2, other.logs().last(LOG));
            }
        }
    }

    @Test
    @DisplayName("a directory that was moved is not opened under its new name before it is closed under the old one")
    void moved() throws IOException {
        Path place = directory.resolve("store");
        Path elsewhere = directory.resolve("elsewhere");
        LifecycleStore old = open(place);
        append(old, "old", Commit.FORCED);
        Files.move(place, elsewhere);
        RefusedException refused = assertThrows(RefusedException.class, () -> open(elsewhere));
        assertNotNull(refused.getMessage());
        assertTrue(refused.getMessage().contains("moved meanwhile"), refused.getMessage());
        old.close();
        try (LifecycleStore store = open(elsewhere)) {
            assertEquals(1, store.logs().last(LOG));
        }
    }
}
