package ml.lifecycle.tribuo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/** The real iris data, and the four kinds of models trained on it. */
final class Iris {

    /** Tribuo tells of each tree and iteration; held here, since a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("org.tribuo");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    static final Table TABLE = Tables.read(Path.of("src/test/resources/iris.csv"));
    static final Table INPUTS = TABLE.without("species");
    static final Split SPLIT = Split.stratified(TABLE, "species", 0.8, 42).named("iris v1");
    static final Signature LABELS =
            Signatures.infer(INPUTS, Output.label("species", List.of("setosa", "versicolor", "virginica")));
    static final Signature CLUSTERS = Signatures.infer(INPUTS, Output.cluster("cluster"));

    static final Signature NUMBERS = Signatures.infer(INPUTS, Output.number("sepal_length"));

    private Iris() {}

    static CARTClassificationTrainer cart() {
        return new CARTClassificationTrainer(5, 1f, 42L);
    }

    /** A model of a kind that nobody has looked at, so that it is not on the list of what is loaded. */
    static Model<Label> factorised() {
        return new FMClassificationTrainer(new LogMulticlass(), new AdaGrad(0.1), 5, 1, 2, 0.1)
                .train(TribuoData.classification(TABLE, "species"));
    }

    static Trainer<Label> boosted() {
        // Its rows weigh 1 together: with the default of 5 for the rows of a child no tree would ever split.
        return new AdaBoostTrainer(new CARTClassificationTrainer(2, 0.01f, 0f, 1f, false, new GiniIndex(), 42L), 5, 42L);
    }

    static Trainer<Label> forest(int trees) {
        return new RandomForestTrainer<>(new CARTClassificationTrainer(5, 0.5f, 42L), new VotingCombiner(), trees, 42L);
    }

    static Trainer<Label> neighbours(int k) {
        return neighbours(k, KNNModel.Backend.THREADPOOL);
    }

    static Trainer<Label> neighbours(int k, KNNModel.Backend backend) {
        return new KNNTrainer<>(k, new L2Distance(), 1, new VotingCombiner(), backend,
                NeighboursQueryFactoryType.BRUTE_FORCE);
    }

    static KMeansTrainer means() {
        return means(3, 100, KMeansTrainer.Initialisation.PLUSPLUS, 1);
    }

    static KMeansTrainer means(int k, int iterations, KMeansTrainer.Initialisation initialisation, int threads) {
        return new KMeansTrainer(k, iterations, new L2Distance(), initialisation, threads, 42L);
    }

    /** New models of all four kinds, by name. */
    static Map<String, Model<?>> models() {
        var labels = TribuoData.classification(TABLE, "species");
        Map<String, Model<?>> models = new LinkedHashMap<>();
        models.put("cart", cart().train(labels));
        models.put("forest", forest(10).train(labels));
        models.put("neighbours", neighbours(5).train(labels));
        models.put("means", means().train(TribuoData.clustering(INPUTS)));
        return models;
    }

    static LinearSGDTrainer linear() {
        return new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 20, 42L);
    }

    static Trainer<Regressor> regressionForest(int trees) {
        return new RandomForestTrainer<>(new CARTRegressionTrainer(5, 2f, 0f, 0.5f, new MeanSquaredError(), 42L),
                new AveragingCombiner(), trees, 42L);
    }

    static Trainer<Regressor> regressionNeighbours(int k) {
        return new KNNTrainer<>(k, new L2Distance(), 1, new AveragingCombiner(), KNNModel.Backend.THREADPOOL,
                NeighboursQueryFactoryType.BRUTE_FORCE);
    }

    /** New models of all kinds that answer a number, by name. */
    static Map<String, Model<?>> regressions() {
        var numbers = TribuoData.regression(INPUTS, INPUTS.column("sepal_length"), false);
        Map<String, Model<?>> models = new LinkedHashMap<>();
        models.put("regression tree", new CARTRegressionTrainer(4).train(numbers));
        models.put("joint regression tree", new CARTJointRegressionTrainer(4).train(numbers));
        models.put("regression forest", regressionForest(5).train(numbers));
        models.put("regression neighbours", regressionNeighbours(3).train(numbers));
        models.put("linear regression", linear().train(numbers));
        return models;
    }

    private static <T extends org.tribuo.Output<T>> Trainer<T> scaled(Trainer<T> inner) {
        return new TransformTrainer<>(inner, new TransformationMap(List.of(new MeanStdDevTransformation())));
    }

    private static <T extends org.tribuo.Output<T>> Trainer<T> filled(Trainer<T> inner) {
        return new ImputeTrainer<>(scaled(inner), ImputeTrainer.Fill.MEDIAN);
    }

    /** New models that prepare their rows, by name. */
    static Map<String, Model<?>> prepared() {
        var labels = TribuoData.classification(INPUTS, TABLE.column("species"), true);
        var numbers = TribuoData.regression(INPUTS, INPUTS.column("sepal_length"), true);
        Map<String, Model<?>> models = new LinkedHashMap<>();
        models.put("scaled neighbours", scaled(neighbours(5)).train(TribuoData.classification(TABLE, "species")));
        models.put("filled tree", filled(cart()).train(labels));
        models.put("filled linear regression", filled(linear()).train(numbers));
        return models;
    }

    static Map<String, Model<?>> all() {
        Map<String, Model<?>> all = models();
        all.putAll(regressions());
        all.putAll(prepared());
        all.put("boosted", boosted().train(TribuoData.classification(TABLE, "species")));
        all.put("most frequent", DummyClassifierTrainer.createMostFrequentTrainer()
                .train(TribuoData.classification(TABLE, "species")));
        all.put("logistic", new LogisticRegressionTrainer().train(TribuoData.classification(TABLE, "species")));
        return all;
    }

    static Signature signature(String model) {
        return model.equals("means") ? CLUSTERS : model.contains("regression") ? NUMBERS : LABELS;
    }

    static List<@Nullable Object[]> rows(Table inputs) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int row = 0; row < inputs.rows(); row++) {
            List<TableColumn> columns = inputs.columns();
            @Nullable Object[] values = new Object[columns.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = columns.get(column).value(row);
            }
            rows.add(values);
        }
        return rows;
    }

    static byte[] stored(Model<?> model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new TribuoModelFormat().write(model, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static List<Prediction> predict(byte[] stored, Signature signature) {
        LoadedModel model = new TribuoModelFormat().read(stored, signature);
        return model.predict(rows(INPUTS));
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] decompress(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
