package ml.lifecycle.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.tribuo.TribuoData;
import ml.lifecycle.tribuo.TribuoModelFormat;
import ml.lifecycle.tribuo.TribuoRun;
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
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** What tracking, checking and safe loading add to bare Tribuo. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class TrainAndServe {

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
    private static final long SEED = 42;

    /** A table of numbers with three classes that depend on them, as trees like it. */
    private static Table table(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, List<Object>> table = new LinkedHashMap<>();
        double[] sums = new double[rows];
        for (int column = 0; column < columns; column++) {
            List<Object> values = new ArrayList<>(rows);
            for (int row = 0; row < rows; row++) {
                double value = random.nextDouble();
                sums[row] += value;
                values.add(value);
            }
            table.put("x" + column, values);
        }
        List<Object> classes = new ArrayList<>(rows);
        for (double sum : sums) {
            classes.add("class-" + Math.min(2, (int) (3 * sum / columns)));
        }
        table.put("y", classes);
        return Table.of(table);
    }

    private static CARTClassificationTrainer cart() {
        return new CARTClassificationTrainer(8, 1f, SEED);
    }

    /** 10,000 rows of 10 columns to learn from, 2,500 to measure on. */
    @State(Scope.Thread)
    public static class Training {
        private Lifecycle lifecycle;
        private Split split;

        /** Draws the rows. */
        @Setup
        public void draw() {
            TRIBUO.setLevel(Level.WARNING);
            lifecycle = Lifecycle.open(Places.fresh("training"));
            split = Split.stratified(table(12_500, 10), "y", 0.8, SEED);
        }

        /** Closes the store. */
        @TearDown
        public void close() {
            lifecycle.close();
        }
    }

    /** A tree of 4 columns, behind its signature and bare. */
    @State(Scope.Thread)
    public static class Tree {
        private Lifecycle lifecycle;
        private Predictor predictor;
        private Model<Label> model;
        private Map<String, Object> row;
        private double[] values;
        private Example<Label> example;
        private Table million;
        private List<Example<Label>> examples;

        /** Trains it. */
        @Setup
        public void train() {
            TRIBUO.setLevel(Level.WARNING);
            lifecycle = Lifecycle.open(Places.fresh("serving"));
            Split split = Split.stratified(table(1_000, 4), "y", 0.8, SEED);
            RunRecord run = lifecycle.experiment(Workload.EXPERIMENT)
                    .run("cart", body -> TribuoRun.of(body).train(cart(), split));
            predictor = lifecycle.predictor("runs:/" + run.id() + "/model");
            model = cart().train(TribuoData.classification(split.train(), "y"));
            row = new HashMap<>(split.inputs(split.train()).row(0));
            values = new double[] {number("x0"), number("x1"), number("x2"), number("x3")};
            example = new ArrayExample<>(new Label(Label.UNKNOWN), new String[] {"x0", "x1", "x2", "x3"}, values);
            // The rows of training again and again: none breaks the signature.
            Table inputs = split.inputs(split.train());
            int[] rows = new int[1_000_000];
            examples = new ArrayList<>(rows.length);
            for (int index = 0; index < rows.length; index++) {
                rows[index] = index % inputs.rows();
            }
            million = inputs.select(rows);
            String[] names = {"x0", "x1", "x2", "x3"};
            for (int index = 0; index < rows.length; index++) {
                double[] numbers = new double[names.length];
                for (int column = 0; column < numbers.length; column++) {
                    numbers[column] = million.column(names[column]).number(index);
                }
                examples.add(new ArrayExample<>(new Label(Label.UNKNOWN), names, numbers));
            }
        }

        private double number(String column) {
            return ((Number) row.get(column)).doubleValue();
        }

        /** Closes the store. */
        @TearDown
        public void close() {
            lifecycle.close();
        }
    }

    /** A forest of 1.6 MB and more. */
    @State(Scope.Thread)
    public static class Forest {
        private byte[] bare;
        private byte[] stored;
        private Signature signature;

        /** Trains it. */
        @Setup
        public void train() throws IOException {
            TRIBUO.setLevel(Level.WARNING);
            Table table = table(150, 4);
            Model<Label> forest = new RandomForestTrainer<>(
                    new CARTClassificationTrainer(6, 0.5f, SEED), new VotingCombiner(), 100, SEED)
                    .train(TribuoData.classification(table, "y"));
            bare = forest.serialize().toByteArray();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new TribuoModelFormat().write(forest, out);
            stored = out.toByteArray();
            signature = Signatures.infer(table.without("y"), Output.label("y", Signatures.levels(table.column("y"))));
        }
    }

    /** A run with all that it records, forced to the disk at its end. */
    @Benchmark
    public RunRecord trackedTraining(Training state) {
        return state.lifecycle.experiment(Workload.EXPERIMENT)
                .run("cart", run -> TribuoRun.of(run).train(cart(), state.split));
    }

    /** The same rows and trainer, and nothing recorded or measured. */
    @Benchmark
    public Model<Label> bareTraining(Training state) {
        return cart().train(TribuoData.classification(state.split.train(), "y"));
    }

    /** One row as a map. */
    @Benchmark
    public Prediction predictMap(Tree state) {
        return state.predictor.predict(state.row);
    }

    /** One row as an array. */
    @Benchmark
    public Prediction predictArray(Tree state) {
        return state.predictor.predict(state.values);
    }

    /** One row as an example that was built before. */
    @Benchmark
    public org.tribuo.Prediction<Label> predictBare(Tree state) {
        return state.model.predict(state.example);
    }

    /** A million rows of a table. */
    @Benchmark
    public List<Prediction> predictTable(Tree state) {
        return state.predictor.predict(state.million);
    }

    /** A million examples that were built before. */
    @Benchmark
    public List<org.tribuo.Prediction<Label>> predictExamples(Tree state) {
        return state.model.predict(state.examples);
    }

    /** Decompressed, looked at and read. */
    @Benchmark
    public LoadedModel loadSafely(Forest state) {
        return new TribuoModelFormat().read(state.stored, state.signature);
    }

    /** Read by Tribuo alone, from bytes that are not compressed. */
    @Benchmark
    public Model<?> loadBare(Forest state) throws IOException {
        return Model.deserialize(ModelProto.parseFrom(state.bare));
    }
}
