package ml.lifecycle.tribuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Run in a JVM with some artifacts of Tribuo: trains, serves and reproduces one kind of model, or reads one. */
final class TrainsOne {

    private static final Logger QUIET = Logger.getLogger("org.tribuo");

    private TrainsOne() {}

    public static void main(String[] arguments) throws IOException {
        QUIET.setLevel(Level.WARNING);
        if (arguments[0].equals("read")) {
            read(Path.of(arguments[1]));
            return;
        }
        try (Lifecycle lifecycle = Lifecycle.open("memory:subset")) {
            Snapshot iris = lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv"));
            Experiment experiment = lifecycle.experiment("iris");
            String kind = arguments[0];
            RunRecord run = experiment.run(kind, it -> train(kind, it, iris));
            Predictor served = lifecycle.predictor("runs:/" + run.id() + "/model");
            Map<String, Object> row = new HashMap<>(iris.table().row(0));
            row.keySet().removeIf(column -> served.signature().inputs().stream().noneMatch(it -> it.name().equals(column)));
            int answers = served.predict(List.of(row)).size();
            Explainer.of(served, iris.table()).explain(row);
            System.out.print(lifecycle.reproduce(run).outcome() + " " + answers);
        }
    }

    private static void train(String kind, Run run, Snapshot iris) {
        Split labels = Split.stratified(iris, "species", 0.8, 1);
        Split numbers = Split.random(iris.table(), "petal_width", 0.8, 1).named(iris.toString()).groups("species");
        switch (kind) {
            case "cart" -> Cart.train(run, labels);
            case "knn" -> Knn.train(run, labels);
            case "means" -> Means.train(run, labels);
            case "linear" -> Linear.train(run, numbers);
            case "logistic" -> Logistic.train(run, labels);
            case "hinge" -> Logistic.trainHinge(run, labels);
            default -> Trees.train(run, numbers);
        }
    }

    private static void read(Path model) throws IOException {
        Signature signature = Signature.of(Output.label("species", List.of("a")), Column.number("x"));
        try {
            new TribuoModelFormat().read(Files.readAllBytes(model), signature);
        } catch (LifecycleException typed) {
            System.out.print(typed.getClass().getSimpleName() + " " + typed.getMessage());
        }
    }

    /** A class for each, so that only what is used is asked for. */
    private static final class Cart {

        static void train(Run run, Split split) {
            TribuoRun.of(run).train(new CARTClassificationTrainer(4), split);
        }
    }

    private static final class Knn {

        static void train(Run run, Split split) {
            TribuoRun.of(run).train(new KNNTrainer<>(3, new L2Distance(), 1, new VotingCombiner(),
                    KNNModel.Backend.THREADPOOL, NeighboursQueryFactoryType.BRUTE_FORCE), split);
        }
    }

    private static final class Means {

        static void train(Run run, Split split) {
            TribuoRun.of(run).cluster(new KMeansTrainer(
                    3, 100, new L2Distance(), KMeansTrainer.Initialisation.PLUSPLUS, 1, 1), split);
        }
    }

    private static final class Linear {

        static void train(Run run, Split split) {
            TribuoRun.of(run).regress(new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 20, 1), split);
        }
    }

    private static final class Logistic {

        static void train(Run run, Split split) {
            TribuoRun.of(run).train(new LogisticRegressionTrainer(), split);
        }

        static void trainHinge(Run run, Split split) {
            TribuoRun.of(run).train(new org.tribuo.classification.sgd.linear.LinearSGDTrainer(
                    new Hinge(), new AdaGrad(0.1), 5, 1), split);
        }
    }

    private static final class Trees {

        static void train(Run run, Split split) {
            TribuoRun.of(run).regress(new CARTRegressionTrainer(4), split);
        }
    }
}
