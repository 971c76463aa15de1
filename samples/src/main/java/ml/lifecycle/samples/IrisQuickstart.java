package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static ml.lifecycle.gate.Checks.overfitGap;
import static ml.lifecycle.gate.DataChecks.column;
import static ml.lifecycle.gate.DataChecks.columns;
import static ml.lifecycle.gate.DataChecks.duplicateRows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.tribuo.TribuoRun;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/**
 * The whole way on the real Iris data: question, understanding the data, algorithms with their features and
 * hyperparameters, conclusion, knowledge transfer. Run it twice on the same directory: the second time it finds the
 * promoted model and challenges it.
 */
public final class IrisQuickstart {

    private static final long SEED = 42;

    /** Held here, since the logging system forgets the level of a logger that nobody holds. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    /** What the data must be before anything is learnt from it. */
    private static final QualityGate DATA = QualityGate.named("iris data")
            .require(columns("sepal_length", "sepal_width", "petal_length", "petal_width", "species"))
            .require(column("petal_length").isBetween(0, 10))
            .require(column("species").isOneOf("setosa", "versicolor", "virginica"))
            .require(column("species").missing().atMost(0))
            .require(duplicateRows().atMost(3));

    /** What a model must show before it may be {@code production}. */
    private static final QualityGate GATE = QualityGate.named("production")
            .require(accuracy().atLeast(0.80).confidence(0.95))
            .require(macroF1().atLeast(0.90))
            .require(overfitGap(accuracy()).atMost(0.10))
            .require(latency().p99().below(Duration.ofMillis(500)))
            .require(notWorseThanChampion(accuracy()).margin(0.10));

    private IrisQuickstart() {}

    /**
     * Walks the whole way.
     *
     * @param args the directory of the store; {@code iris-store} if not given
     * @throws IOException if the sample's data cannot be copied
     */
    public static void main(String... args) throws IOException {
        TRIBUO.setLevel(Level.WARNING);
        String directory = args.length == 0 ? "iris-store" : args[0];
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            heading("Q  Question");
            Experiment iris = lifecycle.experiment("iris")
                    .question("Which of three species is this flower?")
                    .kpi(accuracy().atLeast(0.95))
                    .kpi(latency().p99().below(Duration.ofMillis(500)));
            iris.print();

            heading("U  Understanding the data");
            Snapshot data = add(lifecycle);
            data.profile().print();
            System.out.println();
            DATA.evaluate(data).orThrow().print();
            Split split = Split.stratified(data, "species", 0.6, SEED);

            heading("A³ Algorithm, adapting features, adjusting hyperparameters");
            RegisteredModel model = lifecycle.model("iris-classifier");
            int round = model.versions().size() + 1;
            train(iris, round, split);
            System.out.println(iris.runs().where("tags.round = '" + round + "'").count()
                    + " runs of trees, neighbours and a forest, each on " + split.train().rows() + " rows");

            heading("C  Conclude and compare");
            RunQuery candidates = iris.runs().where("tags.round = '" + round + "'").orderBy("metrics.accuracy desc");
            candidates.table("name", "params.setting", "metrics.accuracy", "metrics.f1_macro", "metrics.latency_p99_ms",
                    "metrics.model_bytes").print();
            RunRecord best = candidates.first().orElseThrow();
            System.out.println("\nThe best, " + best.name() + " with " + best.params().get("setting") + ", and the KPIs:");
            System.out.println(new QualityGate("KPIs", iris.kpis()).evaluate(Evidence.of(best.metrics())));

            heading("K  Knowledge transfer");
            promote(lifecycle, model, model.register(best, "model"), split);
            use(lifecycle.predictor("models:/iris-classifier@production"));
            model.history("production").print();
            System.out.println("\nRun this again: a new challenger meets the champion. All is in the directory");
            System.out.println(directory);
        }
    }

    private static void heading(String text) {
        System.out.println("\n== " + text + " ==");
    }

    /** The data is added from a file, as a user has it. */
    private static Snapshot add(Lifecycle lifecycle) throws IOException {
        Path directory = Files.createTempDirectory("iris");
        Path file = directory.resolve("iris.csv");
        try (InputStream csv = IrisQuickstart.class.getResourceAsStream("iris.csv")) {
            Files.copy(Objects.requireNonNull(csv, "iris.csv is part of the samples"), file);
            return lifecycle.data("iris").add(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void train(Experiment iris, int round, Split split) {
        for (int depth : List.of(1, 2, 5)) {
            train(iris, round, "cart", "depth " + depth, split, new CARTClassificationTrainer(depth, 1f, SEED));
        }
        for (int neighbours : List.of(1, 5)) {
            train(iris, round, "knn", "k " + neighbours, split, new KNNTrainer<>(neighbours, new L2Distance(), 1,
                    new VotingCombiner(), KNNModel.Backend.THREADPOOL, NeighboursQueryFactoryType.BRUTE_FORCE));
        }
        train(iris, round, "forest", "50 trees", split, new RandomForestTrainer<>(
                new CARTClassificationTrainer(5, 0.5f, SEED), new VotingCombiner(), 50, SEED));
    }

    private static void train(
            Experiment iris, int round, String name, String setting, Split split, Trainer<Label> trainer) {
        iris.run(name, run -> {
            run.param("setting", setting).tag("round", String.valueOf(round));
            TribuoRun.of(run).train(trainer, split);
        });
    }

    private static void promote(
            Lifecycle lifecycle, RegisteredModel model, ModelVersion challenger, Split split) {
        model.protect("production").through(GATE).by("anna").because("nothing reaches users unjudged").submit();
        PromotionOutcome outcome = model.promote(challenger).to("production")
                .evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), split))
                .by("anna").because("best of its round")
                .submit();
        System.out.println(outcome.event().report());
        outcome.orThrow();
        System.out.println();
        model.print();
    }

    private static void use(Predictor live) {
        System.out.println();
        for (Map<String, Double> flower : List.of(
                flower(5.1, 3.5, 1.4, 0.2), flower(5.9, 2.8, 4.3, 1.3), flower(6.7, 3.1, 5.6, 2.4))) {
            System.out.println(flower.values() + " is " + live.predict(flower).label());
        }
        try {
            live.predict(Map.of("sepal_length", 5.1, "sepal_width", "3.5", "petal_lenght", 1.4, "petal_width", 25.0));
        } catch (SignatureException refused) {
            System.out.println("\n" + refused.getMessage() + "\n");
        }
    }

    private static Map<String, Double> flower(
            double sepalLength, double sepalWidth, double petalLength, double petalWidth) {
        Map<String, Double> flower = new LinkedHashMap<>();
        flower.put("sepal_length", sepalLength);
        flower.put("sepal_width", sepalWidth);
        flower.put("petal_length", petalLength);
        flower.put("petal_width", petalWidth);
        return flower;
    }
}
