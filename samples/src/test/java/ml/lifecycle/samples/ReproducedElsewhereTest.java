package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.tribuo.ImputeTrainer;
import ml.lifecycle.tribuo.TribuoRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/** What was trained in one process is trained again in another, from nothing but the directory. */
class ReproducedElsewhereTest {

    /** The other process: a directory, and the runs to train again. */
    public static void main(String[] arguments) {
        try (Lifecycle lifecycle = Lifecycle.open(Path.of(arguments[0]))) {
            for (String run : List.of(arguments).subList(1, arguments.length)) {
                System.out.println(lifecycle.reproduce(lifecycle.run(run)).outcome());
            }
        }
    }

    @Test
    void a_regression_a_prepared_model_and_clusters_are_identical_in_another_process(@TempDir Path directory)
            throws Exception {
        Path store = directory.resolve("store");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), ReproducedElsewhereTest.class.getName(), store.toString()));
        try (Lifecycle lifecycle = Lifecycle.open(store)) {
            Snapshot data = lifecycle.data("measured").add(measured(directory.resolve("measured.csv")));
            Split labels = Split.stratified(data, "kind", 0.75, 1).groups("size");
            Split numbers = Split.random(data.table(), "size", 0.75, 1).named(data.toString()).groups("kind");
            Experiment experiment = lifecycle.experiment("measured");
            TransformationMap scaled = new TransformationMap(Map.of("x|z", List.of(new MeanStdDevTransformation())));
            command.add(experiment.run("regression", run -> TribuoRun.of(run).regress(new ImputeTrainer<>(
                    new CARTRegressionTrainer(4), ImputeTrainer.Fill.MEAN), numbers)).id());
            command.add(experiment.run("prepared", run -> TribuoRun.of(run).train(new ImputeTrainer<>(
                    new TransformTrainer<>(new CARTClassificationTrainer(4, 0.5f, 3L), scaled), ImputeTrainer.Fill.MEDIAN),
                    labels)).id());
            command.add(experiment.run("clusters", run -> TribuoRun.of(run).cluster(new ImputeTrainer<>(
                    new TransformTrainer<>(new KMeansTrainer(2, 50, new L2Distance(),
                            KMeansTrainer.Initialisation.PLUSPLUS, 1, 7), scaled), ImputeTrainer.Fill.MEAN), labels)).id());
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(List.of("IDENTICAL", "IDENTICAL", "IDENTICAL"), printed.lines().toList());
    }

    /** Rows with gaps. */
    private static Path measured(Path file) throws IOException {
        Random random = new Random(11);
        StringBuilder csv = new StringBuilder("x,z,size,kind\n");
        for (int row = 0; row < 80; row++) {
            boolean large = random.nextBoolean();
            csv.append(row % 7 == 3 ? "" : (large ? 2.0 : 1.0) + random.nextGaussian() / 5).append(',')
                    .append(row % 7 == 5 ? "" : 1_000 * (large ? 3.0 : 2.0) + 300 * random.nextGaussian()).append(',')
                    .append((large ? 7.5 : 3.5) + random.nextGaussian()).append(large ? ",large\n" : ",small\n");
        }
        return Files.writeString(file, csv);
    }
}
