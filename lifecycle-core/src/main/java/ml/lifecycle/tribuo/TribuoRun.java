package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.internal.evaluation.Latencies;
import ml.lifecycle.internal.stats.Quantile;
import ml.lifecycle.internal.stats.Rate;
import ml.lifecycle.model.AnsweredRows;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.Run;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;
import org.tribuo.regression.Regressor;

/**
 * Trains with Tribuo and records all of it in a run: the trainer's parameters with its seeds, how the data was split and
 * the digests of both parts, sizes, the time of training, metrics on the test part and, under {@code train/}, on at most
 * 2,500 rows of the training part, the confusion matrix, latencies and throughput of single predictions, the signature,
 * an example of an input, the statistics of the training part's columns in {@code profile.txt}, the features that the model
 * itself puts first in {@code top_features.txt}, if it does, and the model under the path {@code model}. Of a classifier and a
 * regression also how much each column matters: the loss of accuracy, or the gain of the root of the mean squared error, on
 * at most 500 rows of the test part when the column's values are exchanged between the rows, two to ten times, the more
 * often the fewer rows there are, as the metric {@code importance/column} and with 95 % intervals in
 * {@code importance.txt}; of trees the share of splits on it too. The intervals are for the rows that these are a sample of, not for these rows alone. Of clusters the number of
 * empty ones and the mean silhouette of at most 1,000 rows of the training part.
 *
 * <p>What is measured is the model as it is stored and served: it is written and read back before it predicts, and a row that
 * it refuses in use, but for a number out of range, counts as not answered. Their number is the metric {@code refused_rows}, and
 * the first of them are named in the tag {@code refused}; without any there is neither. Metrics of scores and numbers are not
 * recorded then, unless such rows are left out, since nothing stands for an answer that was not given.
 *
 * <p>The caller's thread trains and measures, while two of ours write to the disk and help; their work has ended when a
 * method returns or throws. What is recorded, and in which order, does not depend on them. A disk that fails while Tribuo
 * trains is told of after the training.
 *
 * <p>Refused, with the reason, before anything is recorded or trained: a trainer that has trained before; k-means with
 * RANDOM initialisation, without iterations or with more than one thread; k-nearest neighbours with INNERTHREADPOOL; more
 * neighbours or clusters than rows; a tree without depth, an ensemble without members, a baseline that answers by chance;
 * missing or infinite values; classes
 * that are numbers with fractions; a column that has another text in each row. A column that has another whole number in
 * each row is warned of, in the log and in the tag {@code warning.0}.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoRun {

    private static final Logger LOG = LoggerFactory.getLogger(TribuoRun.class);
    static final String MODEL_PATH = "model";

    private static final int MOST_EXPLAINED = 100;

    private final Run run;
    private final int explained;
    private final Refused refused;

    private TribuoRun(Run run, int explained, Refused refused) {
        this.run = run;
        this.explained = explained;
        this.refused = refused;
    }

    /**
     * Records in a run.
     *
     * @param run the run, which goes on afterwards
     * @return to be told what to train
     */
    public static TribuoRun of(Run run) {
        return new TribuoRun(run, 0, Refused.NOT_ANSWERED);
    }

    /**
     * Keeps with the run, in {@code explanations.txt}, why some rows of the test part are answered so: those that are answered
     * wrongly first, then those whose answer was least ahead of the next; of numbers those furthest from the truth. What is
     * told of a row, is said at {@link ml.lifecycle.core.Explainer}; its other rows are those of the training part. To explain
     * a row asks the model some hundred times for each column, so nothing is explained unless it is asked for. A
     * cross-validation keeps no models and explains nothing.
     *
     * @param rows how many rows, from 1 to 100
     * @return to be told what to train
     * @throws RefusedException if it is another number
     */
    public TribuoRun explaining(int rows) {
        if (rows < 1 || rows > MOST_EXPLAINED) {
            throw new RefusedException("To explain " + rows + " rows is not possible; expected 1 to " + MOST_EXPLAINED
                    + ". An Explainer explains any row of any data.");
        }
        return new TribuoRun(run, rows, refused);
    }

    /**
     * Says what a row of the test part counts for that the model refuses in use, such as one with a level that is not in the
     * training part. A cross-validation counts such rows as not answered.
     *
     * @param refused what it counts for; not answered unless said otherwise
     * @return to be told what to train
     */
    public TribuoRun refused(Refused refused) {
        return new TribuoRun(run, explained, refused);
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
        return record(Training.of(new LabelTask(), trainer, split), split);
    }

    /**
     * Trains a model of numbers and records it.
     *
     * @param trainer a trainer that has not trained yet
     * @param split what it learns from and is measured on, {@link Split#random} for example; all columns but the target
     *        and the groups are features, and the target is a column of numbers
     * @return the trained model
     * @throws RefusedException if the training is one that Tribuo should not have accepted, or the run has ended
     */
    public Model<Regressor> regress(Trainer<Regressor> trainer, Split split) {
        return record(Training.of(new NumberTask(), trainer, split), split);
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
        return record(Training.of(new ClusterTask(), trainer, split), split);
    }

    /**
     * Cross-validates a classifier: each split is a run within this run, with its metrics. This run records the
     * trainer's parameters, how the rows were split, and of each metric that all splits have the mean under its name,
     * with {@code /deviation} the standard deviation over the splits, and with {@code /low} and {@code /high} the ends
     * of a 95 % interval of the mean. Models are not kept.
     *
     * <p>The trainings of several folds share rows, so their metrics vary less than those of independent trainings; the
     * interval is widened for that: C. Nadeau, Y. Bengio, Inference for the generalization error, Machine Learning 52
     * (2003), section 3.
     *
     * @param trainer makes a new trainer for each split
     * @param folds the splits
     * @throws RefusedException if the training is one that Tribuo should not have accepted, or the run has ended
     */
    public void crossValidate(Supplier<? extends Trainer<Label>> trainer, Folds folds) {
        CrossValidation.record(run, new LabelTask(), trainer, folds);
    }

    /**
     * Cross-validates a model of numbers; see {@link #crossValidate}.
     *
     * @param trainer makes a new trainer for each split
     * @param folds the splits
     * @throws RefusedException if the training is one that Tribuo should not have accepted, or the run has ended
     */
    public void crossValidateRegression(Supplier<? extends Trainer<Regressor>> trainer, Folds folds) {
        CrossValidation.record(run, new NumberTask(), trainer, folds);
    }

    private <T extends org.tribuo.Output<T>> Model<T> record(Training<T> training, Split split) {
        run.param("algorithm", training.algorithm());
        run.params(training.params());
        run.params(split.params());
        warn(run, training);
        run.param("features", training.dataset().getFeatureMap().size());
        try (SideWork disk = new SideWork(); SideWork aside = new SideWork()) {
            disk.later(() -> data(training.inputs(), split));
            Learnt<T> learnt = Learnt.of(training);
            Supplier<WrittenModel> written = disk.ask(() -> keep(learnt));
            Trained<T> trained = learnt.readBack();
            Supplier<Importance> importance = training.signature().output().kind() == Output.Kind.CLUSTER
                    ? () -> Importance.NONE : aside.ask(() -> Importance.of(trained, split));
            aside.later(() -> run.tag("model.digest", learnt.digest()));
            run.metric("training_ms", learnt.millis());
            measure(trained, split, disk, importance);
            run.metric("model_bytes", written.get().content().length);
            return trained.model();
        }
    }

    private void data(Table inputs, Split split) {
        run.data(split.trainUse(), inputs);
        run.data(split.testUse());
        artifact("input_example.json", Examples.json(inputs));
        artifact("profile.txt", split.train().profile() + "\n");
    }

    private WrittenModel keep(Learnt<?> learnt) {
        WrittenModel written = learnt.written();
        run.model(MODEL_PATH, written, learnt.signature());
        TopFeatures.text(learnt.model()).ifPresent(text -> artifact("top_features.txt", text));
        return written;
    }

    private void artifact(String path, String text) {
        run.artifact(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As tags: a run says what was to be looked at when it began. */
    static void warn(Run run, Training<?> training) {
        for (int index = 0; index < training.warnings().size(); index++) {
            run.tag("warning." + index, training.warnings().get(index));
            LOG.warn("{}: {}", run.name(), training.warnings().get(index));
        }
    }

    /** Files are begun as early as can be: to wait for the disk takes longer than anything else here. */
    private void measure(Trained<?> trained, Split split, SideWork disk, Supplier<Importance> matters) {
        Output.Kind kind = trained.signature().output().kind();
        Table inputs = split.inputs(split.test());
        AnsweredRows asked = trained.ask(split, split.test(), refused);
        List<@Nullable Prediction> answers = IntStream.of(asked.counted()).<@Nullable Prediction>mapToObj(asked.all()::get).toList();
        Predictions test = trained.beside(asked, split, split.test());
        refused(run, asked);
        if (kind != Output.Kind.NUMBER) {
            disk.later(() -> artifact("confusion.txt", Examples.confusion(test, answers)));
        }
        Scores.of(test).forEach(run::metric);
        Importance importance = matters.get();
        if (kind != Output.Kind.CLUSTER) {
            disk.later(() -> artifact("importance.txt", importance.text()));
        }

        Table sample = Trained.sample(split.train());
        AnsweredRows learnt = trained.ask(split, sample, refused);
        Scores.of(trained.beside(learnt, split, sample)).forEach((name, value) -> run.metric("train/" + name, value));
        importance.metrics().forEach(run::metric);
        if (kind == Output.Kind.CLUSTER) {
            clusters(learnt, trained.model(), split.inputs(sample));
        }
        latencies(trained, Trained.rows(answered(asked, inputs)), answers.size() + sample.rows());
        if (explained > 0) {
            String text = new ExplainedRows(trained, split, asked.all()).text(explained);
            disk.later(() -> artifact("explanations.txt", text)); // Behind the files that were begun before.
        }
    }

    /** How many rows the model refused, and the first of them. */
    static void refused(Run run, AnsweredRows asked) {
        if (!asked.refused().isEmpty()) {
            run.metric("refused_rows", asked.refused().size());
            run.tag("refused", asked.sentence());
            LOG.warn("{}: {}", run.name(), asked.sentence());
        }
    }

    private static Table answered(AnsweredRows asked, Table part) {
        return asked.refused().isEmpty() ? part
                : part.select(IntStream.range(0, part.rows()).filter(row -> asked.all().get(row) != null).toArray());
    }

    private void clusters(AnsweredRows asked, Model<?> model, Table part) {
        List<Prediction> learnt = asked.all().stream().filter(Objects::nonNull).toList();
        Table inputs = answered(asked, part);
        long used = learnt.stream().map(Prediction::label).distinct().count();
        run.metric("clusters", model.getOutputIDInfo().size());
        run.metric("empty_clusters", model.getOutputIDInfo().size() - used);
        double silhouette = Silhouette.of(inputs, learnt);
        if (!Double.isNaN(silhouette)) {
            run.metric("silhouette", silhouette);
        }
    }

    private void latencies(Trained<?> trained, List<@Nullable Object[]> rows, int before) {
        double[] millis = Latencies.measure(
                row -> trained.served().predict(rows.subList(row, row + 1)), rows.size(), before);
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
}
