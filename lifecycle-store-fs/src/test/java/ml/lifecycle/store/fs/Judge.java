package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.store.fs.Workload.Attempt;
import ml.lifecycle.store.fs.Workload.Points;
import ml.lifecycle.store.fs.Workload.Told;

/** Holds a store against what its user was told. */
final class Judge {

    static final String AFTERWARDS = "{\"event\":\"afterwards\"}";

    private final Workload workload;
    private final boolean afterCut;

    Judge(Workload workload, boolean afterCut) {
        this.workload = workload;
        this.afterCut = afterCut;
    }

    /** Opens what is left on a disk: nothing is lost or half there, nothing is damaged, and everything works again. */
    void judge(StoreIo disk) throws IOException {
        try (LifecycleStore store = Workload.open(disk, Durability.RUN)) {
            for (LogId log : Workload.LOGS) {
                judgeLog(store.logs(), log);
            }
            judgePoints(store);
            judgeArtifacts(store);
            requireClean(store.verify());
            goOn(store);
            requireClean(store.repair());
        }
    }

    private static void requireClean(StoreCheck check) {
        assertTrue(check.clean(), check::toString);
    }

    private void judgeLog(EventLogs logs, LogId log) {
        List<String> found = new ArrayList<>();
        logs.read(log, 0, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                found.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
                assertEquals(found.size(), sequence, "numbers have no gaps");
            }

            @Override
            public void damaged(Damage damage) {
                throw new AssertionError(damage);
            }
        });
        assertEquals(found.size(), logs.last(log));
        Set<String> seen = new HashSet<>();
        Map<String, Attempt> byEvent = new HashMap<>();
        workload.attempts.get(log).forEach(attempt -> byEvent.put(attempt.event(), attempt));
        for (String event : found) {
            Attempt attempt = byEvent.get(event);
            assertNotNull(attempt, () -> "nobody appended " + event);
            assertNotEquals(Told.NOT_APPENDED, attempt.told(), () -> "was said not to be appended: " + attempt);
            assertTrue(seen.add(event), () -> "is there twice: " + event);
        }
        for (Attempt attempt : workload.attempts.get(log)) {
            if (attempt.told() == Told.FORCED || attempt.told() == Told.WRITTEN && !afterCut) {
                assertTrue(attempt.sequence() <= found.size(), () -> "is lost: " + attempt + " of " + log);
                assertEquals(attempt.event(), found.get((int) attempt.sequence() - 1));
            }
        }
    }

    private void judgePoints(LifecycleStore store) {
        for (Points points : workload.points) {
            List<Double> found = new ArrayList<>();
            store.metrics().read(points.log, points.run, new PointVisitor() {
                @Override
                public void point(String metric, long step, long epochMillis, double value) {
                    found.add(value);
                }

                @Override
                public void damaged(Damage damage) {
                    throw new AssertionError(damage);
                }
            });
            int surely = afterCut ? points.forced : points.flushed;
            assertTrue(found.size() >= surely, () -> points.run + ": points are lost: " + found + " of " + points.added);
            // A point whose add failed may be there or not; all others keep their order.
            int at = 0;
            for (double value : found) {
                while (at < points.added.size() && points.added.get(at) != value) {
                    at++;
                }
                assertTrue(at++ < points.added.size(), () -> points.run + ": " + found + " of " + points.added);
            }
        }
    }

    private void judgeArtifacts(LifecycleStore store) throws IOException {
        for (Map.Entry<String, Boolean> artifact : workload.artifacts.entrySet()) {
            byte[] content = artifact.getKey().getBytes(StandardCharsets.UTF_8);
            String digest = java.util.HexFormat.of().formatHex(Blobs.sha256().digest(content));
            if (artifact.getValue()) {
                assertTrue(store.artifacts().contains(digest), () -> "is lost: " + artifact.getKey());
            }
            if (store.artifacts().contains(digest)) {
                assertEquals(artifact.getKey(), new String(store.artifacts().open(digest).readAllBytes()));
            }
        }
    }

    /** The cause is gone, so everything works. */
    private static void goOn(LifecycleStore store) throws IOException {
        for (LogId log : Workload.LOGS) {
            long last = store.logs().last(log);
            byte[] event = AFTERWARDS.getBytes(StandardCharsets.UTF_8);
            assertEquals(last + 1, store.logs().append(log, event, last, Commit.FORCED));
        }
        store.artifacts().put(new ByteArrayInputStream(new byte[10]));
        try (MetricSink sink = store.metrics().open(Workload.LOGS[0], "afterwards")) {
            sink.add("m", 1, 1, 1);
            sink.force();
        }
    }
}
