package ml.lifecycle.benchmarks;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Durability;
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

/** Metric points, one thread, on the disk before the next one is taken; alone and in thousands. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 9)
public class LogPointsForced {

    private static final int SINGLE = 1000;
    private static final int BATCHED = 100_000;

    /** A run of which each point is forced. */
    @State(Scope.Thread)
    public static class EachForced {
        private Lifecycle lifecycle;
        private Run run;
        private long step;

        /** Opens it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.at(Places.fresh("forced-lifecycle").toString()).durability(Durability.EACH).open();
            run = lifecycle.experiment(Workload.EXPERIMENT).start("points");
        }

        /** Closes it. */
        @TearDown
        public void close() {
            run.close();
            lifecycle.close();
        }
    }

    /** A run that is flushed by the caller. */
    @State(Scope.Thread)
    public static class Flushed {
        private Lifecycle lifecycle;
        private Run run;
        private long step;

        /** Opens it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.open(Places.fresh("flushed-lifecycle"));
            run = lifecycle.experiment(Workload.EXPERIMENT).start("points");
        }

        /** Closes it. */
        @TearDown
        public void close() {
            run.close();
            lifecycle.close();
        }
    }

    /** SQLite that forces each commit. */
    @State(Scope.Thread)
    public static class Sqlite {
        private PointTable table;
        private long step;

        /** Opens it. */
        @Setup
        public void open() throws SQLException {
            table = PointTable.toWrite(Databases.sqlite(
                    Places.fresh("forced-sqlite").resolve("points.db"), Databases.Synchronous.FULL));
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            table.close();
        }
    }

    /** Each point forced. */
    @Benchmark
    @OperationsPerInvocation(SINGLE)
    public void lifecycleEach(EachForced state) {
        Workload.points(state.run, state.step, SINGLE);
        state.step += SINGLE;
    }

    /** A transaction for each point. */
    @Benchmark
    @OperationsPerInvocation(SINGLE)
    public void sqliteEach(Sqlite state) throws SQLException {
        state.table.oneByOne(1, state.step, SINGLE);
        state.step += SINGLE;
    }

    /** Flushed after each thousand. */
    @Benchmark
    @OperationsPerInvocation(BATCHED)
    public void lifecycleThousands(Flushed state) {
        for (int done = 0; done < BATCHED; done += 1000) {
            Workload.points(state.run, state.step, 1000);
            state.run.flush();
            state.step += 1000;
        }
    }

    /** A transaction for each thousand. */
    @Benchmark
    @OperationsPerInvocation(BATCHED)
    public void sqliteThousands(Sqlite state) throws SQLException {
        state.table.inBatches(1, state.step, BATCHED);
        state.step += BATCHED;
    }
}
