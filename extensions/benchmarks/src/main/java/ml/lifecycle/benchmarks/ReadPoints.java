package ml.lifecycle.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A million points of one metric in the order of their steps, each looked at as an object. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 7, time = 3)
public class ReadPoints {

    private static final int POINTS = 1_000_000;
    private static final String METRIC = "loss";

    /** A run that has ended, read by another opening than wrote it. */
    @State(Scope.Thread)
    public static class Stored {
        private Lifecycle lifecycle;
        private String run;

        /** Writes and opens it. */
        @Setup
        public void open() {
            Path directory = Places.fresh("read-lifecycle");
            try (Lifecycle writer = Lifecycle.open(directory);
                    Run points = writer.experiment(Workload.EXPERIMENT).start("points")) {
                run = points.id();
                for (long step = 0; step < POINTS; step++) {
                    points.metric(METRIC, Workload.point(step), step);
                }
            }
            lifecycle = Lifecycle.open(directory);
        }

        /** Closes it. */
        @TearDown
        public void close() {
            lifecycle.close();
        }
    }

    /** A table in the order of reading. */
    @State(Scope.Thread)
    public abstract static class Tables {
        private PointTable table;

        /** Fills it. */
        @Setup
        public void open() throws SQLException {
            table = PointTable.toRead(connect());
            table.metric(1, METRIC, POINTS);
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            table.close();
        }

        abstract Connection connect() throws SQLException;

        final List<MetricPoint> read() throws SQLException {
            return table.read(1, METRIC);
        }
    }

    /** SQLite. */
    public static class Sqlite extends Tables {
        @Override
        Connection connect() throws SQLException {
            return Databases.sqlite(Places.fresh("read-sqlite").resolve("points.db"), Databases.Synchronous.NORMAL);
        }
    }

    /** H2. */
    public static class H2 extends Tables {
        @Override
        Connection connect() throws SQLException {
            return Databases.h2(Places.fresh("read-h2").resolve("points"));
        }
    }

    /** Through the public API. */
    @Benchmark
    public double lifecycle(Stored state) {
        return sum(state.lifecycle.points(state.run, METRIC));
    }

    /** The same list from a table that needs no sorting. */
    @Benchmark
    public double sqlite(Sqlite state) throws SQLException {
        return sum(state.read());
    }

    /** The same list from a table that needs no sorting. */
    @Benchmark
    public double h2(H2 state) throws SQLException {
        return sum(state.read());
    }

    /** Takes each point: Lifecycle's list makes it only now. */
    private static double sum(List<MetricPoint> points) {
        double sum = 0;
        for (MetricPoint point : points) {
            sum += point.value() + point.at().getNano() * 1e-9;
        }
        return sum;
    }
}
