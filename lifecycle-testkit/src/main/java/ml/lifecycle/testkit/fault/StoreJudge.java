package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.testkit.fault.Expectation.Attempt;
import ml.lifecycle.testkit.fault.Expectation.Points;
import ml.lifecycle.testkit.fault.Expectation.Told;

/** Holds a store against what its user was told. */
final class StoreJudge {

    /** What happened before. */
    enum After {
        /** Operations failed: all that was acknowledged is there. */
        FAILURE,
        /** The power was cut: all that was forced is there, and no damage. */
        CUT,
        /** The power was cut on a disk that writes in any order: all that was forced is there, perhaps with damage behind it. */
        REORDERING_CUT
    }

    private final Expectation expectation;
    private final Workload.Opener opener;
    private final After after;

    StoreJudge(Expectation expectation, Workload.Opener opener, After after) {
        this.expectation = expectation;
        this.opener = opener;
        this.after = after;
    }

    /** Opens what is left on a disk: nothing is lost or half there, nothing is damaged, and everything works again. */
    void judge(SimulatedDisk disk) throws IOException {
        Map<LogId, Long> last = new HashMap<>();
        try (LifecycleStore store = opener.open(disk, Workload.settings(Durability.RUN))) {
            for (LogId log : Expectation.LOGS) {
                judgeLog(store, log);
            }
            for (Points points : expectation.points) {
                judgePoints(store, points);
            }
            judgeArtifacts(store);
            requireClean(store.verify());
            goOn(store);
            requireClean(store.repair());
            for (LogId log : Expectation.LOGS) {
                last.put(log, store.logs().last(log));
            }
        }
        try (LifecycleStore store = opener.open(disk, Workload.settings(Durability.RUN))) {
            requireClean(store.verify());
            last.forEach((log, number) -> assertEquals(number, store.logs().last(log), () -> "the last number of " + log));
        }
    }

    private void requireClean(StoreCheck check) {
        if (after != After.REORDERING_CUT) {
            assertTrue(check.clean(), check::toString);
        }
    }

    private void requireNoDamage(Damage damage) {
        if (after != After.REORDERING_CUT) {
            throw new AssertionError("is damaged: " + damage);
        }
    }

    private void judgeLog(LifecycleStore store, LogId log) {
        SortedMap<Long, String> found = read(store, log);
        if (after != After.REORDERING_CUT) {
            assertEquals(found.size(), store.logs().last(log), () -> "the last number of " + log);
        }
        requireAppended(log, found);
        for (Attempt attempt : expectation.attempts(log)) {
            if (attempt.told() == Told.FORCED || attempt.told() == Told.WRITTEN && after == After.FAILURE) {
                assertEquals(attempt.event(), found.get(attempt.sequence()),
                        () -> "is lost or changed: " + attempt + " of " + log);
            }
        }
    }

    private SortedMap<Long, String> read(LifecycleStore store, LogId log) {
        SortedMap<Long, String> found = new TreeMap<>();
        boolean[] damaged = {false};
        store.logs().read(log, 0, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                String before = found.put(sequence, new String(buffer, offset, length, StandardCharsets.UTF_8));
                assertNull(before, () -> "number " + sequence + " of " + log + " comes twice");
            }

            @Override
            public void damaged(Damage damage) {
                damaged[0] = true;
                requireNoDamage(damage);
            }
        });
        boolean gaps = !found.isEmpty() && found.lastKey() != found.size();
        assertTrue(damaged[0] || !gaps, () -> "is lost: the numbers of " + log + " have gaps: " + found);
        return found;
    }

    private void requireAppended(LogId log, SortedMap<Long, String> found) {
        Map<String, Attempt> byEvent = new HashMap<>();
        expectation.attempts(log).forEach(attempt -> byEvent.put(attempt.event(), attempt));
        List<String> seen = new ArrayList<>();
        for (String event : found.values()) {
            Attempt attempt = byEvent.get(event);
            assertNotNull(attempt, () -> "nobody appended " + event);
            assertNotEquals(Told.NOT_APPENDED, attempt.told(), () -> "was said not to be appended: " + attempt);
            assertTrue(!seen.contains(event), () -> "is there twice: " + event);
            seen.add(event);
        }
    }

    private void judgePoints(LifecycleStore store, Points points) {
        List<Double> found = new ArrayList<>();
        store.metrics().read(Expectation.LOGS[0], points.run, new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                found.add(value);
            }

            @Override
            public void damaged(Damage damage) {
                requireNoDamage(damage);
            }
        });
        List<Double> surely =
                new ArrayList<>(points.added.subList(0, after == After.FAILURE ? points.flushed : points.forced));
        surely.removeAll(points.doubtful);
        assertTrue(found.containsAll(surely),
                () -> points.run + ": points are lost: there are " + found + ", acknowledged were " + surely);
        int at = 0;
        for (double value : found) {
            while (at < points.added.size() && points.added.get(at) != value) {
                at++;
            }
            assertTrue(at++ < points.added.size(),
                    () -> points.run + ": made up, twice or out of order: " + found + " of " + points.added);
        }
    }

    private void judgeArtifacts(LifecycleStore store) throws IOException {
        for (Map.Entry<String, Boolean> artifact : expectation.artifacts.entrySet()) {
            String digest = Digests.sha256(artifact.getKey());
            if (artifact.getValue()) {
                assertTrue(store.artifacts().contains(digest), () -> "is lost: " + artifact.getKey());
            }
            if (store.artifacts().contains(digest)) {
                try (InputStream content = store.artifacts().open(digest)) {
                    assertEquals(artifact.getKey(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** The cause is gone, so everything works. */
    private void goOn(LifecycleStore store) throws IOException {
        for (LogId log : Expectation.LOGS) {
            long last = store.logs().last(log);
            byte[] event = Expectation.AFTERWARDS.getBytes(StandardCharsets.UTF_8);
            try {
                assertEquals(last + 1, store.logs().append(log, event, last, Commit.FORCED));
            } catch (CorruptException endIsDamaged) {
                if (after != After.REORDERING_CUT) {
                    throw endIsDamaged;
                }
            }
        }
        store.artifacts().put(new ByteArrayInputStream(new byte[10]));
        try (MetricSink sink = store.metrics().open(Expectation.LOGS[0], "afterwards")) {
            sink.add("m", 1, 1, 1);
            sink.force();
        }
    }
}
