package ml.lifecycle.tribuo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.internal.evaluation.Latencies;
import ml.lifecycle.internal.stats.Quantile;
import ml.lifecycle.internal.stats.Rate;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.Run;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;

/**
 * Trains with Tribuo and records all of it in a run: the trainer's parameters with its seeds, how the data was split and
 * the digests of both parts, sizes, the time of training, metrics on the test part and, under {@code train/}, on at most
 * 10,000 rows of the training part, the confusion matrix, latencies and throughput of single predictions, the signature, an example of
 * an input, and the model under the path {@code model}.
 *
 * <p>What is measured is the model as it is stored: it is written and read back before it predicts.
 *
 * <p>Refused, with the reason, before anything is recorded or trained: a trainer that has trained before; k-means with
 * RANDOM initialisation, without iterations or with more than one thread; k-nearest neighbours with INNERTHREADPOOL; more
 * neighbours or clusters than rows; a tree without depth, an ensemble without members; missing or infinite values.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoRun {

    private static final String MODEL_PATH = "model";
    private static final int MAX_TRAIN_ROWS = 10_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Run run;

    private TribuoRun(Run run) {
        this.run = run;
    }

    /**
     * Records in a run.
     *
     * @param run the run, which goes on afterwards
     * @return to be told what to train
     */
    public static TribuoRun of(Run run) {
        return new TribuoRun(run);
    }

    /**
     * Trains a classifier and records it.
     *
     * @param trainer a trainer that has not trained yet
     * @param split what it learns from and is measured on; all columns but the target and the groups are features
     * @return the trained model
     * @throws RefusedException if the training is one that Tribuo should not have accepted, or the run has ended
     */
    public Model<Label> train(Trainer<Label> trainer, Split split) {
        TableColumn target = split.train().column(split.target());
        Output output = Output.label(split.target(), Signatures.levels(target));
        return record(trainer, split, output, TribuoData.classification(split.inputs(split.train()), target));
    }

    /**
     * Finds clusters and records them. The target is no feature; it is the truth that the clusters are measured by.
     *
     * @param trainer a trainer that has not trained yet
     * @param split what it learns from and is measured on; all columns but the target and the groups are features
     * @return the trained model
     * @throws RefusedException if the training is one that Tribuo should not have accepted, or the run has ended
     */
    public Model<ClusterID> cluster(Trainer<ClusterID> trainer, Split split) {
        return record(trainer, split, Output.cluster("cluster"),
                TribuoData.clustering(split.inputs(split.train())));
    }

    private <T extends org.tribuo.Output<T>> Model<T> record(
            Trainer<T> trainer, Split split, Output output, Dataset<T> dataset) {
        Map<String, String> params = TrainerParams.of(trainer);
        TrainerGuard.check(trainer, params, dataset.size());
        Table inputs = split.inputs(split.train());
        Signature signature = Signatures.infer(inputs, output);
        run.param("algorithm", TrainerParams.algorithm(trainer));
        run.params(params);
        run.params(split.params());
        run.param("features", dataset.getFeatureMap().size());
        run.data(split.trainUse(), inputs);
        run.data(split.testUse());

        long start = System.nanoTime();
        Model<T> model = trainer.train(dataset);
        run.metric("training_ms", (System.nanoTime() - start) / NANOS_PER_MILLI);

        byte[] stored = write(model);
        run.metric("model_bytes", stored.length);
        LoadedModel loaded = new TribuoModelFormat().read(stored, signature);
        measure(loaded, output, split);
        run.artifact("input_example.json", Examples.json(inputs).getBytes(StandardCharsets.UTF_8));
        run.tag("model.digest", TribuoDigest.of(model));
        run.model(MODEL_PATH, model, signature);
        return model;
    }

    private static byte[] write(Model<?> model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new TribuoModelFormat().write(model, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void measure(LoadedModel model, Output output, Split split) {
        List<@Nullable Object[]> rows = rows(split.inputs(split.test()));
        List<Prediction> answers = model.predict(rows);
        Predictions test = Beside.truth(output, answers, split.test().column(split.target()));
        Scores.of(test).forEach(run::metric);
        run.artifact("confusion.txt", Examples.confusion(test, answers).getBytes(StandardCharsets.UTF_8));

        Table sample = sample(split.train());
        List<Prediction> learnt = model.predict(rows(split.inputs(sample)));
        Scores.of(Beside.truth(output, learnt, sample.column(split.target())))
                .forEach((name, value) -> run.metric("train/" + name, value));
        if (output.kind() == Output.Kind.CLUSTER) {
            clusters(learnt, (Model<?>) model.unwrap());
        }
        double[] millis = Latencies.measure(row -> model.predict(rows.subList(row, row + 1)), rows.size());
        record(new Latency(0.5).key(), Quantile.of(millis, 0.5));
        record(new Latency(0.99).key(), Quantile.of(millis, 0.99));
        double perSecond = Rate.perSecond(millis, 0).value();
        if (Double.isFinite(perSecond)) {
            run.metric(new Throughput().key(), perSecond);
        }
    }

    /** A quantile of too few calls would be the slowest of them, whatever it is called. */
    private void record(String key, Quantile quantile) {
        if (quantile.calls() >= quantile.callsNeeded(0)) {
            run.metric(key, quantile.estimate(0).value());
        }
    }

    private void clusters(List<Prediction> learnt, Model<?> model) {
        long used = learnt.stream().map(Prediction::label).distinct().count();
        run.metric("clusters", model.getOutputIDInfo().size());
        run.metric("empty_clusters", model.getOutputIDInfo().size() - used);
    }

    /** Rows at equal distances, when there are too many to predict each. */
    private static Table sample(Table train) {
        if (train.rows() <= MAX_TRAIN_ROWS) {
            return train;
        }
        return train.select(IntStream.range(0, MAX_TRAIN_ROWS)
                .map(index -> (int) ((long) index * train.rows() / MAX_TRAIN_ROWS)).toArray());
    }

    private static List<@Nullable Object[]> rows(Table inputs) {
        List<TableColumn> columns = inputs.columns();
        List<@Nullable Object[]> rows = new ArrayList<>(inputs.rows());
        for (int row = 0; row < inputs.rows(); row++) {
            @Nullable Object[] values = new Object[columns.size()];
            for (int index = 0; index < values.length; index++) {
                values[index] = columns.get(index).value(row);
            }
            rows.add(values);
        }
        return rows;
    }
}
