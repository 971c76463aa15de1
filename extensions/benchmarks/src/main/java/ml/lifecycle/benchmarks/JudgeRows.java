package ml.lifecycle.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Gates over many rows, through {@link QualityGate#evaluate}, beside a plain loop over the same arrays. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class JudgeRows {

    private static final List<String> LABELS = IntStream.range(0, 10).mapToObj(label -> "class-" + label).toList();
    private static final List<String> GROUPS = List.of("north", "east", "south", "west", "centre");

    /** Ten million rows of ten classes in five groups, nine of ten right. */
    @State(Scope.Thread)
    public static class TenMillion {
        private int[] truth;
        private int[] predicted;
        private int[] group;
        private Evidence evidence;

        /** Draws the rows. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(1);
            truth = random.ints(10_000_000, 0, LABELS.size()).toArray();
            predicted = predict(truth, random);
            group = random.ints(truth.length, 0, GROUPS.size()).toArray();
            evidence = Evidence.of(Predictions.ofCodes(LABELS, truth, predicted)
                    .group("region", new GroupColumn(GROUPS, group)));
        }
    }

    /** A million rows, and as many numbers to sort. */
    @State(Scope.Thread)
    public static class OneMillion {
        private Evidence evidence;
        private double[] scores;

        /** Draws the rows. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(2);
            int[] truth = random.ints(1_000_000, 0, LABELS.size()).toArray();
            evidence = Evidence.of(Predictions.ofCodes(LABELS, truth, predict(truth, random)));
            scores = random.doubles(truth.length).toArray();
        }
    }

    private static int[] predict(int[] truth, SplittableRandom random) {
        int[] predicted = truth.clone();
        for (int row = 0; row < predicted.length; row++) {
            if (random.nextInt(10) == 0) {
                predicted[row] = random.nextInt(LABELS.size());
            }
        }
        return predicted;
    }

    /** One threshold on the accuracy. */
    @Benchmark
    public GateReport accuracy(TenMillion state) {
        return QualityGate.named("accuracy").require(Checks.accuracy().atLeast(0.5)).evaluate(state.evidence);
    }

    /** A metric that needs the confusion matrix of ten classes. */
    @Benchmark
    public GateReport confusion(TenMillion state) {
        return QualityGate.named("f1").require(Checks.macroF1().atLeast(0.5)).evaluate(state.evidence);
    }

    /** Counts for each of five groups. */
    @Benchmark
    public GateReport fairness(TenMillion state) {
        return QualityGate.named("fair")
                .require(Checks.fairnessGap(Checks.accuracy()).across("region").atMost(0.5))
                .evaluate(state.evidence);
    }

    /** A plain loop that sums truth and prediction. */
    @Benchmark
    public long sumOfTwo(TenMillion state) {
        long sum = 0;
        for (int row = 0; row < state.truth.length; row++) {
            sum += state.truth[row] + state.predicted[row];
        }
        return sum;
    }

    /** A plain loop that sums truth, prediction and group. */
    @Benchmark
    public long sumOfThree(TenMillion state) {
        long sum = 0;
        for (int row = 0; row < state.truth.length; row++) {
            sum += state.truth[row] + state.predicted[row] + state.group[row];
        }
        return sum;
    }

    /** A bootstrap interval of the macro F1, 1,000 replicates. */
    @Benchmark
    public GateReport bootstrap(OneMillion state) {
        return QualityGate.named("f1").require(Checks.macroF1().atLeast(0.5).confidence(0.95))
                .evaluate(state.evidence);
    }

    /** One pass of sorting the rows by a score; the copy that is sorted is part of it. */
    @Benchmark
    public double[] sort(OneMillion state) {
        double[] sorted = state.scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
