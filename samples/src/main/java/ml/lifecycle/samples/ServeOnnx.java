package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.onnx.OnnxModel;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.tribuo.TribuoData;
import ml.lifecycle.tribuo.TribuoOnnx;
import ml.lifecycle.tribuo.TribuoRun;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;

/**
 * A model of another framework takes the place of one of Tribuo. It comes as an ONNX file, as scikit-learn and PyTorch
 * export it, is recorded with what it asks for and answers, is judged on the same rows as the champion, and is served and
 * explained by the code that served the model before it.
 *
 * <p>Who has a file gives it as the second argument: one that takes the four numbers of a flower, in the order of the
 * columns, and answers its species. In Python such a file is written by
 * {@code skl2onnx.to_onnx(model, X[:1].astype("float32"))} or {@code torch.onnx.export(model, x, "iris.onnx")}.
 */
public final class ServeOnnx {

    private static final long SEED = 42;

    /** Held here, since the logging system forgets the level of a logger that nobody holds. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    /** What a model must show, whatever it is made of. */
    private static final QualityGate GATE = QualityGate.named("production")
            .require(accuracy().atLeast(0.50).confidence(0.95))
            .require(notWorseThanChampion(accuracy()).margin(0.05));

    private ServeOnnx() {}

    /**
     * Runs the sample.
     *
     * @param arguments the directory of the store, {@code onnx-store} if there is none; then an ONNX file
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        TRIBUO.setLevel(Level.WARNING);
        try (Lifecycle lifecycle = Lifecycle.open(arguments.length > 0 ? arguments[0] : "onnx-store")) {
            Split split = Split.stratified(lifecycle.data("iris").add(iris()), "species", 0.6, SEED);
            Experiment iris = lifecycle.experiment("iris");

            if (lifecycle.model("iris-classifier").versions().isEmpty()) {
                RunRecord tree = iris.run("tree",
                        run -> TribuoRun.of(run).train(new CARTClassificationTrainer(1, 1f, SEED), split));
                promote(lifecycle, tree, split, "the first model");
            }

            // The file itself does not say how the columns and the labels are called; the data does.
            Signature signature = Signatures.infer(split.inputs(split.train()),
                    Output.label("species", Signatures.levels(split.train().column("species"))));
            OnnxModel model = OnnxModel.of(arguments.length > 1 ? Path.of(arguments[1]) : exported(split, signature));
            RunRecord foreign = iris.run("onnx", run -> run
                    .tag("origin", "exported by a framework in another language")
                    .data(split.trainUse(), split.inputs(split.train()))
                    .data(split.testUse())
                    .model("model", model, signature));
            promote(lifecycle, foreign, split, "better on the same flowers");

            use(lifecycle.predictor("models:/iris-classifier@production"), split);
        }
    }

    private static void promote(Lifecycle lifecycle, RunRecord run, Split split, String reason) {
        RegisteredModel model = lifecycle.model("iris-classifier");
        PromotionOutcome outcome = model.promote(model.register(run, "model")).to("production")
                .through(GATE)
                .evaluatedBy(version -> ModelEvidence.of(lifecycle.predictor(version.uri()), split))
                .by("anna").because(reason)
                .submit();
        System.out.println(outcome.event().report());
        System.out.println(outcome.orThrow() + "\n");
    }

    /** Nothing here knows which framework answers. */
    private static void use(Predictor live, Split split) {
        Map<String, Object> flower =
                Map.of("sepal_length", 6.1, "sepal_width", 2.8, "petal_length", 4.7, "petal_width", 1.2);
        System.out.println("The flower is " + live.predict(flower).label() + ".");
        Explainer.of(live, split.train()).explain(flower).print();
    }

    /** In place of a file from elsewhere, so that the sample needs nothing else: Tribuo exports one. */
    private static Path exported(Split split, Signature signature) throws IOException {
        byte[] content = TribuoOnnx.export(
                new LogisticRegressionTrainer().train(TribuoData.classification(split.train(), "species")), signature);
        return Files.write(temporary("iris.onnx"), content);
    }

    private static Path iris() throws IOException {
        try (InputStream csv = ServeOnnx.class.getResourceAsStream("iris.csv")) {
            return Files.write(temporary("iris.csv"), Objects.requireNonNull(csv, "it is part of the samples").readAllBytes());
        }
    }

    private static Path temporary(String name) throws IOException {
        Path directory = Files.createTempDirectory("iris");
        directory.toFile().deleteOnExit();
        Path file = directory.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }
}
