package ml.lifecycle.testkit.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Random;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.Expectation.Attempt;
import ml.lifecycle.testkit.fault.Expectation.Points;
import ml.lifecycle.testkit.fault.Expectation.Told;
import org.jspecify.annotations.Nullable;

/**
 * What a user does with a store, chosen by a seed. Any single step may fail with {@link UnavailableException}; the user
 * notes what that means, and goes on.
 */
final class Workload {

    /** Opens the store under test. */
    @FunctionalInterface
    interface Opener {
        LifecycleStore open(SimulatedDisk disk, StoreSettings settings);
    }

    private static final int STEPS = 15;

    final Expectation expectation = new Expectation();

    private final Opener opener;
    private final Random random;
    private final Durability durability;
    private int number;
    private @Nullable MetricSink sink;

    Workload(Opener opener, long seed) {
        this.opener = opener;
        this.random = Seeds.random(seed);
        this.durability = seed % 2 == 0 ? Durability.EACH : Durability.RUN;
    }

    static StoreSettings settings(Durability durability) {
        return new StoreSettings(durability, Clock.systemUTC());
    }

    /** Opens the store twice and works with it. */
    void runTwice(SimulatedDisk disk) {
        run(disk);
        run(disk);
    }

    /** Opens the store and works with it. */
    void run(SimulatedDisk disk) {
        sink = null;
        try (LifecycleStore store = opener.open(disk, settings(durability))) {
            for (int i = 0; i < STEPS; i++) {
                step(store);
            }
        } catch (UnavailableException failedToOpen) {
            return;
        }
    }

    private void step(LifecycleStore store) {
        LogId log = Expectation.LOGS[random.nextInt(Expectation.LOGS.length)];
        try {
            step(store, log);
        } catch (UnavailableException failed) {
            return; // Those that matter were noted where they happened.
        } catch (IOException failed) {
            throw new AssertionError("the source of an artifact does not fail here", failed);
        }
    }

    private void step(LifecycleStore store, LogId log) throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> append(store.logs(), log, EventLogs.ANY, Commit.WRITTEN);
            case 3, 4 -> append(store.logs(), log, EventLogs.ANY, Commit.FORCED);
            case 5 -> append(store.logs(), log, store.logs().last(log), Commit.FORCED);
            case 6 -> append(store.logs(), log, random.nextInt(5), Commit.WRITTEN);
            case 7 -> force(store.logs(), log);
            case 8 -> put(store, "artifact " + random.nextInt(5));
            case 9, 10 -> points(store);
            default -> other(store, log);
        }
    }

    private void append(EventLogs logs, LogId log, long expected, Commit commit) {
        String event = "{\"event\":" + number++ + ",\"pad\":\"" + "p".repeat(random.nextInt(60)) + "\"}";
        try {
            long sequence = logs.append(log, event.getBytes(StandardCharsets.UTF_8), expected, commit);
            if (expected != EventLogs.ANY && sequence != expected + 1) {
                throw new AssertionError("an append that expected " + expected + " as the last number of " + log
                        + " got the number " + sequence);
            }
            expectation.add(log, new Attempt(event, sequence, commit == Commit.FORCED ? Told.FORCED : Told.WRITTEN));
        } catch (ConflictException refused) {
            expectation.add(log, new Attempt(event, 0, Told.NOT_APPENDED));
        } catch (UnavailableException failed) {
            expectation.add(log, new Attempt(event, 0, isUnknown(failed) ? Told.UNKNOWN : Told.NOT_APPENDED));
        }
    }

    private static boolean isUnknown(UnavailableException failed) {
        return String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT).contains("unknown");
    }

    private void force(EventLogs logs, LogId log) {
        logs.force(log);
        expectation.forced(log);
    }

    private void put(LifecycleStore store, String content) throws IOException {
        expectation.artifacts.putIfAbsent(content, false);
        store.artifacts().put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        expectation.artifacts.put(content, true);
    }

    private void points(LifecycleStore store) {
        MetricSink writer = sink;
        if (writer == null) {
            String run = "run-" + expectation.points.size();
            writer = store.metrics().open(Expectation.LOGS[0], run);
            sink = writer;
            expectation.points.add(new Points(run));
        }
        Points given = expectation.points.get(expectation.points.size() - 1);
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            add(writer, given, i);
        }
        endPoints(writer, given);
    }

    private void add(MetricSink writer, Points given, int i) {
        double value = given.added.size() / 8.0;
        given.added.add(value);
        try {
            writer.add(i % 2 == 0 ? "loss" : "acc", given.added.size(), 1_000L + i, value);
        } catch (UnavailableException failed) {
            if (durability == Durability.EACH && !isUnknown(failed)) {
                given.added.remove(given.added.size() - 1);
            } else {
                given.doubtful.add(value);
            }
            throw failed;
        }
        if (durability == Durability.EACH) {
            given.forced();
        }
    }

    private void endPoints(MetricSink writer, Points given) {
        switch (random.nextInt(4)) {
            case 0 -> {
                writer.flush();
                given.flushed();
            }
            case 1 -> {
                writer.force();
                given.forced();
            }
            case 2 -> {
                sink = null;
                writer.close();
                given.flushed();
            }
            default -> {
                return;
            }
        }
    }

    private void other(LifecycleStore store, LogId log) {
        switch (random.nextInt(5)) {
            case 0 -> store.cache().save("index", ByteBuffer.wrap(new byte[100]));
            case 1 -> store.cache().load("index");
            case 2 -> store.logs().keys(log.kind());
            case 3 -> store.logs().read(log, random.nextInt(4), (sequence, buffer, offset, length) -> {});
            default -> store.repair();
        }
    }
}
