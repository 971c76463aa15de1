package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes. The long form: {@code -Dlifecycle.kills=200 -Dlifecycle.race.processes=8 -Dlifecycle.race.threads=4}.
 */
@DisplayName("Several processes on one directory")
class ProcessTest {

    private static final int KILLS = Integer.getInteger("lifecycle.kills", 6);
    private static final int PROCESSES = Integer.getInteger("lifecycle.race.processes", 3);
    private static final int THREADS = Integer.getInteger("lifecycle.race.threads", 3);
    private static final int ROUNDS = Integer.getInteger("lifecycle.race.rounds", 60);
    private static final long SEED = Long.getLong("lifecycle.kills.seed", 1);

    @TempDir
    Path directory;

    private LifecycleStore open() {
        StoreSettings settings = new StoreSettings(Durability.RUN, Clock.systemUTC());
        return new DirectoryStoreProvider().open(directory.resolve("store").toString(), settings);
    }

    private static List<String> linesUntil(Process process, int count) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = reader.readLine();
            assertTrue(line != null, "the process ended early");
            lines.add(line);
        }
        return lines;
    }

    private static List<String> rest(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** Kills a process and leaves its output to be read, unlike {@link Process#destroyForcibly}. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    @Test
    @DisplayName("lose nothing that was acknowledged when they are killed")
    void killed() throws Exception {
        Random random = new Random(SEED);
        List<String> told = new ArrayList<>();
        int torn = 0;
        for (int kill = 0; kill < KILLS; kill += 2) {
            Process one = Child.start(directory.resolve("store"), "write", "a" + kill);
            Process other = Child.start(directory.resolve("store"), "write", "b" + kill);
            try {
                told.addAll(linesUntil(one, 1 + random.nextInt(400)));
                told.addAll(linesUntil(other, 1 + random.nextInt(100)));
            } finally {
                kill(one);
                kill(other);
            }
            told.addAll(rest(one));
            told.addAll(rest(other));
            assertTrue(one.waitFor(20, TimeUnit.SECONDS) && other.waitFor(20, TimeUnit.SECONDS));
            torn += judge(told);
        }
        System.out.println("Kills: " + KILLS + ", acknowledged lines checked: " + told.size() + ", torn tails: " + torn);
    }

    /** Holds the store against what the killed processes were told. */
    private int judge(List<String> told) throws IOException {
        try (LifecycleStore store = open()) {
            List<String> events = new ArrayList<>();
            store.logs().read(Child.LOG, 0, (sequence, buffer, offset, length) -> {
                events.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
                assertEquals(events.size(), sequence);
            });
            Map<String, Long> points = new HashMap<>();
            for (String line : told) {
                String[] parts = line.split(" ");
                switch (parts[0]) {
                    case "session" -> assertFalse(store.alive(parts[1]));
                    case "event" -> {
                        assertTrue(parts.length == 3, "a line was cut: " + line);
                        assertEquals(parts[2], events.get(Integer.parseInt(parts[1]) - 1));
                    }
                    case "points" -> points.merge(parts[1], Long.valueOf(parts[2]), Math::max);
                    default -> store.artifacts().open(parts[1]).readAllBytes();
                }
            }
            points.forEach((run, count) -> requirePoints(store, run, count));
            StoreCheck check = store.verify();
            assertTrue(check.clean(), check::toString);
            store.logs().append(Child.LOG, "after".getBytes(StandardCharsets.UTF_8), events.size(), Commit.FORCED);
            int torn = (int) check.remarks().stream().filter(remark -> remark.contains("unfinished")).count();
            StoreCheck repaired = store.repair();
            assertTrue(repaired.clean(), repaired::toString);
            assertTrue(repaired.remarks().stream().noneMatch(r -> r.contains("ends with an unfinished")), repaired::toString);
            return torn;
        }
    }

    private static void requirePoints(LifecycleStore store, String run, long atLeast) {
        long[] count = {0};
        store.metrics().read(Child.LOG, run, (metric, step, time, value) -> assertEquals(count[0]++, step));
        assertTrue(count[0] >= atLeast, () -> run + " has " + count[0] + " points of " + atLeast);
    }

    @Test
    @DisplayName("see and raise a number as if there were one of them at a time")
    void race() throws Exception {
        List<Process> processes = new ArrayList<>();
        List<History.Operation> history = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(Child.start(directory.resolve("store"), "race", "p" + i, THREADS + "", ROUNDS + ""));
            }
            for (Process process : processes) {
                rest(process).forEach(line -> history.add(History.Operation.parse(line)));
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                assertEquals(0, process.exitValue());
            }
        } finally {
            processes.forEach(ProcessTest::kill);
        }
        assertEquals(2 * PROCESSES * THREADS * ROUNDS, history.size());
        assertTrue(History.linearizable(history), () -> "not linearizable:\n" + history);
        long won = history.stream().filter(o -> o.expected() != History.LOOK && o.won()).count();
        try (LifecycleStore store = open()) {
            assertEquals(won, store.logs().last(Child.LOG));
            StoreCheck check = store.verify();
            assertTrue(check.clean(), check::toString);
        }
        System.out.println("History: " + history.size() + " operations of " + PROCESSES + " processes with " + THREADS
                + " threads, " + won + " won, " + (history.size() / 2 - won) + " lost");
    }

    @Test
    @DisplayName("tell of each other whether they are alive")
    void alive() throws Exception {
        try (LifecycleStore store = open()) {
            Process child = Child.start(directory.resolve("store"), "write", "c");
            try {
                String session = linesUntil(child, 1).get(0).split(" ")[1];
                assertTrue(store.alive(session));
                kill(child);
                assertTrue(child.waitFor(20, TimeUnit.SECONDS));
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (store.alive(session) && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                assertFalse(store.alive(session));
            } finally {
                kill(child);
            }
        }
    }
}
