package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.tribuo.Param;
import ml.lifecycle.tribuo.ParamValues;
import ml.lifecycle.tribuo.SearchResult;
import ml.lifecycle.tribuo.TribuoRun;
import ml.lifecycle.tribuo.TribuoSearch;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/**
 * Tunes trees, forests and neighbours on two real data sets by cross-validation, registers the winner of each, and trains
 * it again in a second process from nothing but what was recorded. Run it again on the same directory: the search finds its
 * candidates, and trains none of them.
 */
public final class TuneAndReproduce {

    private static final long SEED = 42;

    /** Held here, since the logging system forgets the level of a logger that nobody holds. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private TuneAndReproduce() {}

    /**
     * Tunes, or with two arguments only reproduces a run.
     *
     * @param arguments the directory of the store, {@code tuning} if there is none; then the id of a run
     * @throws Exception if a file cannot be read or the second process cannot be started
     */
    public static void main(String... arguments) throws Exception {
        TRIBUO.setLevel(Level.WARNING);
        String directory = arguments.length > 0 ? arguments[0] : "tuning";
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            if (arguments.length > 1) {
                lifecycle.reproduce(lifecycle.run(arguments[1])).print();
                return;
            }
            tune(lifecycle, directory, "wine", "cultivar");
            tune(lifecycle, directory, "breast-cancer", "diagnosis");
        }
    }

    private static void tune(Lifecycle lifecycle, String directory, String name, String target) throws Exception {
        System.out.println("== " + name);
        Snapshot data = add(lifecycle, name);
        Split split = Split.stratified(data, target, 0.8, SEED);
        Experiment experiment = lifecycle.experiment(name).kpi(accuracy().atLeast(0.9));

        SearchResult<Label> search = TribuoSearch.in(experiment, "tune",
                        Folds.stratified(split, 5, SEED))
                .grid("cart", TuneAndReproduce::cart, Param.of("depth", 2, 4, 6))
                .grid("knn", TuneAndReproduce::neighbours, Param.of("k", 1, 5, 15))
                .random("forest", 3, SEED, TuneAndReproduce::forest, Param.whole("trees", 10, 40))
                .threads(2)
                .run();
        search.print();
        System.out.println("trained " + search.trained() + " candidates");

        RunRecord winner = experiment.run("winner", run -> {
            TribuoRun.of(run).explaining(1).train(search.trainer(), split);
        });
        ModelVersion version = lifecycle.model(name).register(winner, "model");
        System.out.println("registered " + version.model() + " v" + version.number() + " of run " + winner.id());
        System.out.println(text(lifecycle, "runs:/" + winner.id() + "/importance.txt"));
        System.out.println("in a second process: " + secondProcess(directory, winner.id()));
        System.out.println(text(lifecycle, "runs:/" + winner.id() + "/explanations.txt"));
        cluster(experiment, split);
    }

    /** Do the classes show without their names? Distances need columns of one scale; the scaling is part of the model. */
    private static void cluster(Experiment experiment, Split split) {
        Trainer<ClusterID> means = new TransformTrainer<>(
                new KMeansTrainer(3, 100, new L2Distance(), KMeansTrainer.Initialisation.PLUSPLUS, 1, SEED),
                new TransformationMap(List.of(new MeanStdDevTransformation())));
        RunRecord run = experiment.run("k-means", it -> TribuoRun.of(it).cluster(means, split));
        System.out.printf(Locale.ROOT, "k-means: NMI %.2f, silhouette %.2f, %.0f empty clusters%n", run.metrics().get("nmi"),
                run.metrics().get("silhouette"), run.metrics().get("empty_clusters"));
    }

    private static Trainer<Label> cart(ParamValues set) {
        return new CARTClassificationTrainer(set.whole("depth"), 1f, SEED);
    }

    private static Trainer<Label> neighbours(ParamValues set) {
        Trainer<Label> neighbours = new KNNTrainer<>(set.whole("k"), new L2Distance(), 1, new VotingCombiner(),
                KNNModel.Backend.THREADPOOL, NeighboursQueryFactoryType.BRUTE_FORCE);
        return new TransformTrainer<>(neighbours, new TransformationMap(List.of(new MeanStdDevTransformation())));
    }

    private static Trainer<Label> forest(ParamValues set) {
        return new RandomForestTrainer<>(
                new CARTClassificationTrainer(6, 0.3f, SEED), new VotingCombiner(), set.whole("trees"), SEED);
    }

    private static String secondProcess(String directory, String run) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), TuneAndReproduce.class.getName(), directory, run)
                .redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.strip();
    }

    private static String text(Lifecycle lifecycle, String artifact) throws IOException {
        try (InputStream content = lifecycle.artifact(artifact)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** The data is added from a file, as a user has it. */
    private static Snapshot add(Lifecycle lifecycle, String name) throws IOException {
        Path directory = Files.createTempDirectory(name);
        Path file = directory.resolve(name + ".csv");
        try (InputStream content = TuneAndReproduce.class.getResourceAsStream(name + ".csv")) {
            Files.copy(Objects.requireNonNull(content, "the data is part of the samples"), file);
            return lifecycle.data(name).add(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }
}
