package ml.lifecycle.store.fs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;

/**
 * What a user does with a store, chosen by a seed, and what the user was told: the expectation that a store is judged by,
 * kept outside of it. Any single step may fail with {@link UnavailableException}; the user goes on.
 */
final class Workload {

    /** What the caller of an append knows about its event. */
    enum Told {
        WRITTEN,
        FORCED,
        NOT_APPENDED,
        UNKNOWN
    }

    /** An append and its answer. */
    record Attempt(String event, long sequence, Told told) {}

    /** A writer of points: its run, what it was given, and how much of it is surely on the disk or handed over. */
    static final class Points {
        final LogId log;
        final String run;
        final List<Double> added = new ArrayList<>();
        int forced;
        int flushed;

        Points(LogId log, String run) {
            this.log = log;
            this.run = run;
        }
    }

    /** No timer fires during a test, and segments are so short that logs have several. */
    static final Tuning TUNING = new Tuning(400, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 50_000_000, 2);

    static final LogId[] LOGS = {
        new LogId(LogKind.EXPERIMENT, "iris"), new LogId(LogKind.MODEL, "iris"), new LogId(LogKind.DATA, "flowers")
    };

    final Map<LogId, List<Attempt>> attempts = new HashMap<>();
    final Map<String, Boolean> artifacts = new HashMap<>();
    final List<Points> points = new ArrayList<>();

    private final Random random;
    private final Durability durability;
    private int number;

    Workload(long seed) {
        this.random = new Random(seed);
        this.durability = seed % 2 == 0 ? Durability.EACH : Durability.RUN;
        for (LogId log : LOGS) {
            attempts.put(log, new ArrayList<>());
        }
    }

    static LifecycleStore open(StoreIo disk, Durability durability) {
        return new DirectoryStore(
                new SharedDirectory(disk, TUNING, new CallersThread(), new CallersThread()),
                new StoreSettings(durability, Clock.systemUTC()));
    }

    /** Opens the store twice and works with it. */
    void run(StoreIo disk, int steps) {
        runOnce(disk, steps);
        runOnce(disk, steps);
    }

    /** Opens the store and works with it. */
    void runOnce(StoreIo disk, int steps) {
        try (LifecycleStore store = open(disk, durability)) {
            work(store, steps);
        } catch (UnavailableException failedToOpen) {
            return;
        }
    }

    /** The same expectation, of a store where a judge may have appended its own event before. */
    Workload andMore() {
        attempts.values().forEach(ofLog -> ofLog.add(new Attempt(Judge.AFTERWARDS, 0, Told.UNKNOWN)));
        return this;
    }

    private void work(LifecycleStore store, int steps) {
        List<MetricSink> sinks = new ArrayList<>();
        List<Points> given = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            try {
                step(store, sinks, given);
            } catch (UnavailableException failed) {
                continue; // Those that matter were noted where they happened.
            } catch (IOException failed) {
                throw new AssertionError("the source of an artifact does not fail here", failed);
            }
        }
    }

    private void step(LifecycleStore store, List<MetricSink> sinks, List<Points> given) throws IOException {
        LogId log = LOGS[random.nextInt(LOGS.length)];
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> append(store.logs(), log, EventLogs.ANY, Commit.WRITTEN);
            case 3, 4 -> append(store.logs(), log, EventLogs.ANY, Commit.FORCED);
            case 5 -> append(store.logs(), log, store.logs().last(log), Commit.FORCED);
            case 6 -> append(store.logs(), log, random.nextInt(5), Commit.WRITTEN);
            case 7 -> force(store.logs(), log);
            case 8 -> put(store, "artifact " + random.nextInt(5));
            case 9, 10 -> points(store, sinks, given);
            default -> other(store, log);
        }
    }

    void append(EventLogs logs, LogId log, long expected, Commit commit) {
        String event = "{\"event\":" + number++ + ",\"pad\":\"" + "p".repeat(random.nextInt(60)) + "\"}";
        List<Attempt> ofLog = attempts.get(log);
        try {
            long sequence = logs.append(log, event.getBytes(StandardCharsets.UTF_8), expected, commit);
            ofLog.add(new Attempt(event, sequence, commit == Commit.FORCED ? Told.FORCED : Told.WRITTEN));
            if (commit == Commit.FORCED) {
                allForced(ofLog);
            }
        } catch (ConflictException refused) {
            ofLog.add(new Attempt(event, 0, Told.NOT_APPENDED));
        } catch (UnavailableException failed) {
            boolean unknown = failed.getMessage().contains("outcome is unknown");
            ofLog.add(new Attempt(event, 0, unknown ? Told.UNKNOWN : Told.NOT_APPENDED));
        }
    }

    private void force(EventLogs logs, LogId log) {
        logs.force(log);
        allForced(attempts.get(log));
    }

    /** A force of one event is a force of all before it. */
    private static void allForced(List<Attempt> ofLog) {
        ofLog.replaceAll(a -> a.told == Told.WRITTEN ? new Attempt(a.event, a.sequence, Told.FORCED) : a);
    }

    private void put(LifecycleStore store, String content) throws IOException {
        artifacts.putIfAbsent(content, false);
        store.artifacts().put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        artifacts.put(content, true);
    }

    private void points(LifecycleStore store, List<MetricSink> sinks, List<Points> given) {
        if (sinks.isEmpty()) {
            sinks.add(store.metrics().open(LOGS[0], "run-" + points.size()));
            given.add(new Points(LOGS[0], "run-" + points.size()));
            points.add(given.get(0));
        }
        MetricSink sink = sinks.get(0);
        Points ofSink = given.get(0);
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            double value = ofSink.added.size() / 8.0;
            ofSink.added.add(value);
            sink.add(i % 2 == 0 ? "loss" : "acc", ofSink.added.size(), 1_000L + i, value);
            if (durability == Durability.EACH) {
                ofSink.forced = ofSink.added.size();
                ofSink.flushed = ofSink.forced;
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                sink.flush();
                ofSink.flushed = ofSink.added.size();
            }
            case 1 -> {
                sink.force();
                ofSink.forced = ofSink.added.size();
                ofSink.flushed = ofSink.forced;
            }
            case 2 -> {
                sinks.clear();
                given.clear();
                sink.close();
                ofSink.flushed = ofSink.added.size();
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
