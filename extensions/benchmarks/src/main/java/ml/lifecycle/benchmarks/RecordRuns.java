package ml.lifecycle.benchmarks;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Experiment;
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

/** Runs that are started, filled with 5 params, 10 metrics and 3 tags, and ended; one after the other. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 9)
public class RecordRuns {

    private static final int MANY = 20_000;
    private static final int FEW = 2_000;
    private static final int FORCED = 500;

    /** An experiment. */
    @State(Scope.Thread)
    public abstract static class OpenExperiment {
        private Lifecycle lifecycle;
        private Experiment experiment;
        private long next;

        /** Opens it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.at(Places.fresh("runs-lifecycle").toString()).durability(durability()).open();
            experiment = lifecycle.experiment(Workload.EXPERIMENT);
        }

        /** Closes it. */
        @TearDown
        public void close() {
            lifecycle.close();
        }

        abstract Durability durability();

        final void record(int runs) {
            for (long last = next + runs; next < last; next++) {
                try (Run run = experiment.start(Workload.name(next))) {
                    Workload.record(run, next);
                }
            }
        }
    }

    /** An experiment whose runs are forced by the clock. */
    public static class IntervalExperiment extends OpenExperiment {
        @Override
        Durability durability() {
            return Durability.INTERVAL;
        }
    }

    /** An experiment whose runs are forced when they end. */
    public static class DefaultExperiment extends OpenExperiment {
        @Override
        Durability durability() {
            return Durability.RUN;
        }
    }

    /** A peer's tables. */
    @State(Scope.Thread)
    public abstract static class Tables {
        private RunTables tables;
        private long next;

        /** Opens them, with their indexes. */
        @Setup
        public void open() throws SQLException {
            tables = create();
            tables.index();
        }

        /** Closes them. */
        @TearDown
        public void close() throws SQLException {
            tables.close();
        }

        abstract RunTables create() throws SQLException;

        final void record(int runs) throws SQLException {
            tables.addEach(next, runs);
            next += runs;
        }
    }

    /** SQLite, indexed for searching, that forces at checkpoints. */
    public static class SqliteIndexed extends Tables {
        @Override
        RunTables create() throws SQLException {
            return IndexedTables.create(Databases.sqlite(
                    Places.fresh("runs-sqlite").resolve("runs.db"), Databases.Synchronous.NORMAL));
        }
    }

    /** SQLite, indexed for searching, that forces each commit. */
    public static class SqliteForced extends Tables {
        @Override
        RunTables create() throws SQLException {
            return IndexedTables.create(Databases.sqlite(
                    Places.fresh("runs-sqlite-full").resolve("runs.db"), Databases.Synchronous.FULL));
        }
    }

    /** SQLite with MLflow's tables, that forces at checkpoints. */
    public static class SqliteMlflow extends Tables {
        @Override
        RunTables create() throws SQLException {
            return MlflowTables.create(Databases.sqlite(
                    Places.fresh("runs-mlflow").resolve("runs.db"), Databases.Synchronous.NORMAL));
        }
    }

    /** H2, indexed for searching. */
    public static class H2 extends Tables {
        @Override
        RunTables create() throws SQLException {
            return IndexedTables.create(Databases.h2(Places.fresh("runs-h2").resolve("runs")));
        }
    }

    /** Nobody waits for the disk. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void lifecycleInterval(IntervalExperiment state) {
        state.record(MANY);
    }

    /** The end of each run waits for the disk. */
    @Benchmark
    @OperationsPerInvocation(FORCED)
    public void lifecycleDefault(DefaultExperiment state) {
        state.record(FORCED);
    }

    /** A transaction for each run. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public void sqliteIndexed(SqliteIndexed state) throws SQLException {
        state.record(FEW);
    }

    /** A forced transaction for each run. */
    @Benchmark
    @OperationsPerInvocation(FORCED)
    public void sqliteForced(SqliteForced state) throws SQLException {
        state.record(FORCED);
    }

    /** A transaction for each run. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public void sqliteMlflow(SqliteMlflow state) throws SQLException {
        state.record(FEW);
    }

    /** A transaction for each run. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public void h2Indexed(H2 state) throws SQLException {
        state.record(FEW);
    }
}
