package ml.lifecycle.testkit.tck;

import static ml.lifecycle.testkit.tck.Events.LOG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The duties of {@link ml.lifecycle.spi.MetricStore}. */
abstract class MetricContract {

    private final LifecycleStoreTck tck;

    MetricContract(LifecycleStoreTck tck) {
        this.tck = tck;
    }

    /** A point, with its value bit for bit. */
    private record Point(String metric, long step, long time, long bits) {
        Point(String metric, long step, long time, double value) {
            this(metric, step, time, Double.doubleToLongBits(value));
        }
    }

    private static List<Point> read(LifecycleStore store, String run) {
        List<Point> points = new ArrayList<>();
        store.metrics().read(LOG, run, new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                points.add(new Point(metric, step, epochMillis, value));
            }

            @Override
            public void damaged(Damage damage) {
                throw new AssertionError(damage);
            }
        });
        return points;
    }

    private static void check(LifecycleStore store, List<Point> expected) {
        try (MetricSink sink = store.metrics().open(LOG, "run")) {
            for (Point point : expected) {
                sink.add(point.metric, point.step, point.time, Double.longBitsToDouble(point.bits));
            }
        }
        assertEquals(expected, read(store, "run"));
    }

    @Test
    @DisplayName("that recorded none are none, and a writer without points leaves nothing behind")
    void none() {
        LifecycleStore store = tck.open();
        assertEquals(List.of(), read(store, "unknown"));
        store.metrics().open(LOG, "run").close();
        assertEquals(List.of(), read(store, "run"));
        assertEquals(0, store.verify().points());
    }

    @Test
    @DisplayName("come back in their order, with every value bit for bit")
    void values() {
        List<Point> points = new ArrayList<>();
        double[] values = {
            0, -0.0, 1, -1, 0.1, 1 / 3.0, 1e15, 1e16, 1e17, 1e18, 123456789012345680.0, 1e21, 1e22, 1e23, 1e-5, 1e-6, 1e-7,
            Double.MIN_VALUE, 2 * Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Math.PI, 2e-44, 9007199254740993.0,
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MAX_VALUE, 4.35, 0.3, 100, 1.0E100
        };
        for (int i = 0; i < values.length; i++) {
            points.add(new Point("loss", i, 1_700_000_000_000L + i, values[i]));
        }
        check(tck.open(), points);
    }

    @Test
    @DisplayName("come back for any double there is")
    void randomValues() {
        Random random = new Random(7);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            points.add(new Point(i % 3 == 0 ? "a" : "b", random.nextLong(), random.nextLong(), value));
        }
        check(tck.open(), points);
    }

    @Test
    @DisplayName("have steps and times of any size and direction")
    void stepsAndTimes() {
        List<Point> points = new ArrayList<>();
        long[] numbers = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 42, Long.MIN_VALUE + 1, 10, -10, 1_700_000_000_000L, 0};
        for (long step : numbers) {
            for (long time : numbers) {
                points.add(new Point("m", step, time, 1.5));
            }
        }
        check(tck.open(), points);
    }

    @Test
    @DisplayName("have names with any characters, each its own metric")
    void names() {
        List<Point> points = new ArrayList<>();
        List<String> names = List.of(
                "loss", "Loss", "loss ", " loss", "a/b", "a.b", "a\\b", "a\"b", "größe", "日本語", "\uD83D\uDE00", "\uD83D", "a,b",
                "[", "]", "0", "1", "-", "null", "NaN", "../../etc/passwd", "\u202Eevil", "a'b", "\u00e9", "e\u0301",
                "line\nbreak", "tab\there", "\u2028", "x".repeat(250), "日".repeat(250));
        for (int round = 0; round < 3; round++) {
            for (String name : names) {
                points.add(new Point(name, round, round, round));
            }
        }
        check(tck.open(), points);
    }

    @Test
    @DisplayName("may be many, of many metrics")
    void many() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            points.add(new Point("metric-" + i % 300, i, 1_700_000_000_000L + i / 10, Math.sin(i)));
        }
        check(tck.open(), points);
    }

    @Test
    @DisplayName("are those of all its writers, and of no other run or experiment")
    void manyWriters() {
        LifecycleStore one = tck.open();
        LifecycleStore other = tck.open();
        LogId stranger = new LogId(LogKind.EXPERIMENT, "stranger");
        try (MetricSink a = one.metrics().open(LOG, "run");
                MetricSink b = other.metrics().open(LOG, "run");
                MetricSink c = one.metrics().open(LOG, "run-2");
                MetricSink d = one.metrics().open(stranger, "run")) {
            for (int i = 0; i < 10; i++) {
                a.add("a", i, i, i);
                b.add("b", i, i, i);
                c.add("c", i, i, i);
                d.add("d", i, i, i);
            }
            List<Point> seen = read(one, "run");
            assertEquals(20, seen.size(), "points of this process are seen before they are flushed");
            for (String metric : List.of("a", "b")) {
                List<Long> steps = seen.stream().filter(p -> p.metric.equals(metric)).map(Point::step).toList();
                assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), steps);
            }
        }
        assertEquals(20, read(other, "run").size());
        assertEquals(10, read(other, "run-2").size());
    }

    @Test
    @DisplayName("are read once each by who follows a run, from before its first writer on")
    void followed() {
        LifecycleStore one = tck.open();
        LifecycleStore other = tck.open();
        MetricReader reader = other.metrics().follow(LOG, "run");
        assertEquals(List.of(), steps(reader));
        try (MetricSink a = one.metrics().open(LOG, "run")) {
            a.add("a", 1, 1, 1);
            a.add("b", 2, 2, 2);
            a.flush();
            assertEquals(List.of(1L, 2L), steps(reader));
            assertEquals(List.of(), steps(reader));
            a.add("b", 3, 3, 3);
            try (MetricSink b = other.metrics().open(LOG, "run")) {
                b.add("c", 4, 4, 4);
                a.flush();
                assertEquals(List.of(3L, 4L), steps(reader));
                b.add("c", 5, 5, 5);
            }
            assertEquals(List.of(5L), steps(reader));
        }
        assertEquals(List.of(), steps(reader));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), steps(other.metrics().follow(LOG, "run")));
    }

    private static List<Long> steps(MetricReader reader) {
        List<Long> steps = new ArrayList<>();
        reader.read((metric, step, time, value) -> steps.add(step));
        steps.sort(null);
        return steps;
    }

    @Test
    @DisplayName("of the wanted metrics come, whatever the others hold")
    void wanted() {
        LifecycleStore store = tck.open();
        double[] values = {1.5, Double.NaN, -2e-300, Double.NEGATIVE_INFINITY, 0};
        try (MetricSink sink = store.metrics().open(LOG, "run")) {
            for (int i = 0; i < 5_000; i++) {
                sink.add("m" + i % 3, -i, i * 1_000L, values[i % values.length]);
            }
        }
        List<Point> expected = read(store, "run").stream().filter(point -> point.metric.equals("m1")).toList();
        List<Point> found = new ArrayList<>();
        store.metrics().read(LOG, "run", new PointVisitor() {
            @Override
            public boolean wants(String metric) {
                return metric.equals("m1");
            }

            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                if (metric.equals("m1")) {
                    found.add(new Point(metric, step, epochMillis, value));
                }
            }

            @Override
            public void damaged(Damage damage) {
                throw new AssertionError(damage);
            }
        });
        assertEquals(1_667, found.size());
        assertEquals(expected, found);
    }

    @Test
    @DisplayName("can be flushed, forced and closed at any time, also twice")
    void flushing() {
        LifecycleStore store = tck.open();
        MetricSink sink = store.metrics().open(LOG, "run");
        sink.flush();
        sink.force();
        for (int i = 0; i < 20; i++) {
            sink.add("m", i, i, i);
            if (i % 3 == 0) {
                sink.flush();
            }
            if (i % 5 == 0) {
                sink.force();
            }
        }
        sink.force();
        sink.flush();
        sink.close();
        sink.close();
        assertEquals(20, read(store, "run").size());
        assertThrows(UnavailableException.class, () -> sink.add("m", 1, 1, 1));
    }

    @Test
    @DisplayName("are recorded one by one under Durability.EACH, and batched under Durability.INTERVAL")
    void durabilities() {
        for (Durability durability : List.of(Durability.EACH, Durability.INTERVAL)) {
            LifecycleStore store = tck.open(durability);
            try (MetricSink sink = store.metrics().open(LOG, "run-" + durability.ordinal())) {
                for (int i = 0; i < 20; i++) {
                    sink.add("m", i, i, i / 7.0);
                }
                assertEquals(20, read(store, "run-" + durability.ordinal()).size());
            }
        }
    }

    @Test
    @DisplayName("belong to a run with an identity of the stated form")
    void hostileRuns() {
        LifecycleStore store = tck.open();
        for (String run : List.of("", "..", "../x", "a/b", "a\\b", "A", "a b", "a\u0000", "x".repeat(65), "C:x", "ä")) {
            assertThrows(RefusedException.class, () -> store.metrics().open(LOG, run), run);
            assertThrows(RefusedException.class, () -> read(store, run), run);
        }
    }
}
