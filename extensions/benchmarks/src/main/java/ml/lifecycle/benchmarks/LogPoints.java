package ml.lifecycle.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Metric points, one thread, nobody waits for the disk. Each iteration writes a fixed number of points, so that the data
 * has a fixed size, however fast somebody is.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 9)
public class LogPoints {

    private static final int MANY = 1_000_000;
    private static final int BATCHED = 200_000;
    private static final int SINGLE = 20_000;

    /** An opened store with a run, default durability. */
    @State(Scope.Thread)
    public static class OpenRun {
        private Lifecycle lifecycle;
        private Run run;
        private long step;

        /** Opens it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.open(Places.fresh("points-lifecycle"));
            run = lifecycle.experiment(Workload.EXPERIMENT).start("points");
        }

        /** Closes it. */
        @TearDown
        public void close() {
            run.close();
            lifecycle.close();
        }
    }

    /** SQLite that forces at checkpoints. */
    @State(Scope.Thread)
    public static class Sqlite {
        private PointTable table;
        private long step;

        /** Opens it. */
        @Setup
        public void open() throws SQLException {
            table = PointTable.toWrite(Databases.sqlite(
                    Places.fresh("points-sqlite").resolve("points.db"), Databases.Synchronous.NORMAL));
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            table.close();
        }
    }

    /** H2. */
    @State(Scope.Thread)
    public static class H2 {
        private PointTable table;
        private long step;

        /** Opens it. */
        @Setup
        public void open() throws SQLException {
            table = PointTable.toWrite(Databases.h2(Places.fresh("points-h2").resolve("points")));
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            table.close();
        }
    }

    /** A file behind a buffer of 64 KB, and a line as long as a point of Lifecycle. */
    @State(Scope.Thread)
    public static class Raw {
        private static final byte[] LINE = ("-".repeat(39) + "\n").getBytes(StandardCharsets.US_ASCII);
        private OutputStream out;

        /** Opens it. */
        @Setup
        public void open() throws IOException {
            out = new BufferedOutputStream(
                    Files.newOutputStream(Places.fresh("points-raw").resolve("points")), 1 << 16);
        }

        /** Closes it. */
        @TearDown
        public void close() throws IOException {
            out.close();
        }
    }

    /** Through the public API; there is only one way, point by point. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void lifecycle(OpenRun state) {
        Workload.points(state.run, state.step, MANY);
        state.step += MANY;
    }

    /** A transaction for each thousand. */
    @Benchmark
    @OperationsPerInvocation(BATCHED)
    public void sqliteBatches(Sqlite state) throws SQLException {
        state.table.inBatches(1, state.step, BATCHED);
        state.step += BATCHED;
    }

    /** A transaction for each. */
    @Benchmark
    @OperationsPerInvocation(SINGLE)
    public void sqliteOneByOne(Sqlite state) throws SQLException {
        state.table.oneByOne(1, state.step, SINGLE);
        state.step += SINGLE;
    }

    /** A transaction for each thousand. */
    @Benchmark
    @OperationsPerInvocation(BATCHED)
    public void h2Batches(H2 state) throws SQLException {
        state.table.inBatches(1, state.step, BATCHED);
        state.step += BATCHED;
    }

    /** A transaction for each. */
    @Benchmark
    @OperationsPerInvocation(SINGLE)
    public void h2OneByOne(H2 state) throws SQLException {
        state.table.oneByOne(1, state.step, SINGLE);
        state.step += SINGLE;
    }

    /** The limit: the same number of bytes, ready made. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void raw(Raw state) throws IOException {
        for (int i = 0; i < MANY; i++) {
            state.out.write(Raw.LINE);
        }
        state.out.flush();
    }
}
