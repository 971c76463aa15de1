package ml.lifecycle.testkit.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;

/** What the user of a store was told, kept outside of it: what the store is judged by. */
final class Expectation {

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
        final String run;
        final List<Double> added = new ArrayList<>();

        /** Those whose add failed: they may be there or not. */
        final List<Double> doubtful = new ArrayList<>();
        int forced;
        int flushed;

        Points(String run) {
            this.run = run;
        }

        void flushed() {
            flushed = added.size();
        }

        void forced() {
            forced = added.size();
            flushed = forced;
        }
    }

    static final LogId[] LOGS = {
        new LogId(LogKind.EXPERIMENT, "iris"), new LogId(LogKind.MODEL, "iris"), new LogId(LogKind.DATA, "flowers")
    };

    /** What a judge appends, to see that everything works again. */
    static final String AFTERWARDS = "{\"event\":\"afterwards\"}";

    final Map<String, Boolean> artifacts = new TreeMap<>();
    final List<Points> points = new ArrayList<>();

    private final Map<LogId, List<Attempt>> attempts = new HashMap<>();

    Expectation() {
        for (LogId log : LOGS) {
            attempts.put(log, new ArrayList<>());
        }
    }

    List<Attempt> attempts(LogId log) {
        return attempts.getOrDefault(log, List.of());
    }

    void add(LogId log, Attempt attempt) {
        attempts.computeIfAbsent(log, key -> new ArrayList<>()).add(attempt);
        if (attempt.told == Told.FORCED) {
            forced(log);
        }
    }

    /** A force of one event is a force of all before it. */
    void forced(LogId log) {
        attempts.computeIfAbsent(log, key -> new ArrayList<>())
                .replaceAll(a -> a.told == Told.WRITTEN ? new Attempt(a.event, a.sequence, Told.FORCED) : a);
    }

    /** A judge may have appended its own event meanwhile, before it was cut off. */
    void judgedBefore() {
        for (LogId log : LOGS) {
            add(log, new Attempt(AFTERWARDS, 0, Told.UNKNOWN));
        }
    }
}
