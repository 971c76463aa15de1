package ml.lifecycle.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Searches, warm, in stores that {@link Prepare} has filled. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class SearchRuns {

    /** A store to be searched. */
    @State(Scope.Thread)
    public static class Stored {
        /** How many runs it has. */
        @Param({"10000", "100000", "1000000"})
        public int runs;

        private Lifecycle lifecycle;
        private RunQuery tenBest;
        private RunQuery four;

        /** Opens it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.open(Places.search(runs).resolve("lifecycle"));
            RunQuery all = lifecycle.experiment(Workload.EXPERIMENT).runs().limit(10);
            tenBest = all.where(Workload.TEN_BEST).orderBy("metrics.accuracy desc");
            four = all.where(Workload.FOUR_PREDICATES).orderBy("metrics.auc desc");
        }

        /** Closes it. */
        @TearDown
        public void close() {
            lifecycle.close();
        }
    }

    /** A database to be searched. */
    @State(Scope.Thread)
    public abstract static class Sql {
        /** How many runs it has. */
        @Param({"10000", "100000", "1000000"})
        public int runs;

        private final String file;
        SqlSearch search;

        Sql(String file) {
            this.file = file;
        }

        /** Opens it. */
        @Setup
        public void open() throws SQLException {
            search = new SqlSearch(
                    Databases.sqlite(Places.search(runs).resolve(file), Databases.Synchronous.NORMAL));
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            search.close();
        }
    }

    /** Tables indexed by hand, analyzed. */
    public static class Indexed extends Sql {
        /** Made by JMH. */
        public Indexed() {
            super(Prepare.INDEXED);
        }
    }

    /** MLflow's tables as MLflow leaves them. */
    public static class Mlflow extends Sql {
        /** Made by JMH. */
        public Mlflow() {
            super(Prepare.MLFLOW);
        }
    }

    /** MLflow's tables after ANALYZE. */
    public static class MlflowAnalyzed extends Sql {
        /** Made by JMH. */
        public MlflowAnalyzed() {
            super(Prepare.MLFLOW_ANALYZED);
        }
    }

    /** Answers with all that was recorded about the ten. */
    @Benchmark
    public List<RunRecord> tenBestLifecycle(Stored state) {
        return state.tenBest.list();
    }

    /** Answers with the keys of the ten. */
    @Benchmark
    public List<String> tenBestIndexed(Indexed state) throws SQLException {
        return state.search.tenBestIndexed();
    }

    /** Answers with all that was recorded about the ten. */
    @Benchmark
    public List<Object> tenBestIndexedRecords(Indexed state) throws SQLException {
        return state.search.tenBestIndexedRecords();
    }

    /** Answers with the ids of the ten. */
    @Benchmark
    public List<String> tenBestMlflow(Mlflow state) throws SQLException {
        return state.search.tenBestMlflow();
    }

    /** Answers with all that was recorded about the ten. */
    @Benchmark
    public List<RunRecord> fourLifecycle(Stored state) {
        return state.four.list();
    }

    /** Answers with the keys of the ten. */
    @Benchmark
    public List<String> fourIndexed(Indexed state) throws SQLException {
        return state.search.fourIndexed();
    }

    /** Answers with the ids of the ten. */
    @Benchmark
    public List<String> fourMlflow(MlflowAnalyzed state) throws SQLException {
        return state.search.fourMlflow();
    }
}
