package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.History.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that several processes use at once, for authors of stores that outlive a process: writers are killed at random
 * moments and nothing that was acknowledged is lost; several race for the same numbers, and what they saw is judged by
 * {@link History}.
 *
 * <pre>{@code
 * public class MyStoreProcessTest extends StoreProcessTck {
 *     protected LifecycleStore open(Path place, StoreSettings settings) {
 *         return new MyStoreProvider().open("my:" + place, settings);
 *     }
 * }
 * }</pre>
 *
 * <p>The processes are Java processes with the class path of the test. Each makes an object of the test's class, which
 * therefore needs a constructor without parameters and may not be an inner class, and opens the store by it.
 *
 * <p>The short form runs in every build. A long one: {@code -Dlifecycle.kills=200 -Dlifecycle.race.processes=8
 * -Dlifecycle.race.threads=4 -Dlifecycle.race.rounds=60}. {@code -Dlifecycle.kills.seed} chooses other moments of killing.
 * How much was tried is printed.
 */
@Tag("slow")
public abstract class StoreProcessTck {

    private static final int KILLS = Integer.getInteger("lifecycle.kills", 6);
    private static final int PROCESSES = Integer.getInteger("lifecycle.race.processes", 3);
    private static final int THREADS = Integer.getInteger("lifecycle.race.threads", 3);
    private static final int ROUNDS = Integer.getInteger("lifecycle.race.rounds", 60);
    private static final long SEED = Long.getLong("lifecycle.kills.seed", 1);

    @TempDir
    Path directory;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit injects the directory before each test.
    protected StoreProcessTck() {}

    /**
     * Opens a store, in the process of the test or in one that it started.
     *
     * @param place names the store: a path that does not exist yet when it is opened for the first time; a store that is
     *         no directory uses it as a name
     * @param settings how
     * @return the opened store
     */
    protected abstract LifecycleStore open(Path place, StoreSettings settings);

    private LifecycleStore open() {
        return open(place(), new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private Path place() {
        return directory.resolve("store");
    }

    private JavaProcess start(String... work) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(getClass().getName(), place().toString()));
        arguments.addAll(List.of(work));
        return JavaProcess.start(StoreUser.class, arguments.toArray(new String[0]));
    }

    @Test
    @DisplayName("Writers that are killed lose nothing that was acknowledged")
    final void killed() throws IOException {
        Random random = Seeds.random(SEED);
        KilledWriters told = new KilledWriters();
        for (int kill = 0; kill < KILLS; kill += 2) {
            try (JavaProcess one = start("write", "a" + kill);
                    JavaProcess other = start("write", "b" + kill)) {
                told.add(one.lines(1 + random.nextInt(400)));
                told.add(other.lines(1 + random.nextInt(100)));
                told.add(one.kill());
                told.add(other.kill());
            }
            try (LifecycleStore store = open()) {
                told.judge(store);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + SEED + ", kill " + (kill + 2) + " (-Dlifecycle.kills.seed=" + SEED
                        + " kills at the same lines again): " + failure.getMessage(), failure);
            }
        }
        Counts.print("Kills: " + KILLS + ", " + told);
    }

    @Test
    @DisplayName("Processes that race for a number see it as if there were one of them at a time")
    final void race() throws IOException {
        List<Operation> history = new ArrayList<>();
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start("race", "p" + i, Integer.toString(THREADS), Integer.toString(ROUNDS)));
            }
            for (JavaProcess process : processes) {
                assertEquals(List.of(StoreUser.READY), process.lines(1));
            }
            for (JavaProcess process : processes) {
                process.tell("go"); // All together: a process is over sooner than the next one starts.
            }
            for (JavaProcess process : processes) {
                process.join().forEach(line -> history.add(Operation.parse(line)));
            }
        } finally {
            processes.forEach(JavaProcess::close);
        }
        assertEquals(2L * PROCESSES * THREADS * ROUNDS, history.size(), "operations");
        History.requireLinearizable(history);
        long won = history.stream().filter(operation -> !operation.isLook() && operation.won()).count();
        try (LifecycleStore store = open()) {
            assertEquals(won, store.logs().last(StoreUser.LOG), "the last number");
            StoreCheck check = store.verify();
            assertTrue(check.clean(), check::toString);
        }
        Counts.print("History: " + history.size() + " operations of " + PROCESSES + " processes with " + THREADS
                + " threads, " + won + " won, " + (history.size() / 2 - won) + " lost");
    }

    @Test
    @DisplayName("Processes know of each other whether they are alive")
    final void alive() throws IOException {
        try (LifecycleStore store = open();
                JavaProcess child = start("write", "c")) {
            String session = child.lines(1).get(0).split(" ")[1];
            assertTrue(store.alive(session), "while it runs");
            child.kill();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (store.alive(session) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertFalse(store.alive(session), "after it was killed");
        }
    }
}
