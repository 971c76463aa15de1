package ml.lifecycle.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.run.Run;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a monitor adds to a prediction of four columns. Between the predictions a little work is done, in both, so that rows
 * come no faster than windows of 100,000 are judged: a row that is only counted as lost would cost less than one that is
 * recorded.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class WatchPredictions {

    private static final int ROWS = 1 << 12;
    private static final long WORK = 2_000;
    private static final double MOST_LOST = 0.01;

    /** A model that always answers the same, bare and watched. */
    @State(Scope.Thread)
    public static class Watched {
        private final List<Map<String, Object>> rows = new ArrayList<>();
        private Lifecycle lifecycle;
        private Predictor bare;
        private Monitor monitor;
        private int next;

        /** Records the model, and draws the rows. */
        @Setup
        public void open() {
            SplittableRandom random = new SplittableRandom(1);
            for (int row = 0; row < ROWS; row++) {
                Map<String, Object> values = new HashMap<>();
                for (int column = 0; column < 4; column++) {
                    values.put("x" + column, random.nextDouble());
                }
                rows.add(values);
            }
            lifecycle = Lifecycle.open(Places.fresh("watch"));
            Signature signature = Signature.of(Output.label("species", List.of("setosa", "virginica")),
                    Column.number("x0"), Column.number("x1"), Column.number("x2"), Column.number("x3"));
            String id;
            try (Run run = lifecycle.experiment("models").start("fixed")) {
                id = run.model("model", new FixedAnswerFormat.FixedAnswer("setosa"), signature).id();
            }
            bare = lifecycle.predictor("runs:/" + id + "/model");
            monitor = lifecycle.monitor(bare).reference(Table.ofRows(rows)).window(100_000).open();
        }

        /** Closes it; rows that were lost would make the measurement worth nothing. */
        @TearDown
        public void close() {
            monitor.close();
            long recorded = monitor.windows().stream().mapToLong(MonitorWindow::rows).sum();
            long lost = monitor.windows().stream().mapToLong(MonitorWindow::notRecorded).sum();
            lifecycle.close();
            if (lost > MOST_LOST * recorded || !monitor.failures().isEmpty()) {
                throw new IllegalStateException(
                        lost + " rows were lost beside " + recorded + " recorded: " + monitor.failures());
            }
        }

        private Map<String, Object> row() {
            return rows.get(next++ & ROWS - 1);
        }
    }

    /** The predictor alone. */
    @Benchmark
    public Prediction bare(Watched state) {
        Blackhole.consumeCPU(WORK);
        return state.bare.predict(state.row());
    }

    /** The predictor, watched. */
    @Benchmark
    public Prediction watched(Watched state) {
        Blackhole.consumeCPU(WORK);
        return state.monitor.predict(state.row());
    }
}
