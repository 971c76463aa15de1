package ml.lifecycle.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/** Asks a stored model in a Java process of its own. Questions and answers travel in files: libraries may print. */
record OtherProcess(Path store, String source) {

    private static final long MINUTES = 2;

    List<Prediction> predict(List<Map<String, Object>> rows) {
        try {
            Path directory = Files.createTempDirectory("lifecycle-testkit");
            try {
                return ask(directory, rows);
            } finally {
                for (String name : List.of("rows", "answers", "log")) {
                    Files.deleteIfExists(directory.resolve(name));
                }
                Files.delete(directory);
            }
        } catch (IOException failure) {
            throw new UnavailableException("Another Java process could not be asked for " + source + ".", failure);
        }
    }

    private List<Prediction> ask(Path directory, List<Map<String, Object>> rows) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(directory.resolve("rows")))) {
            Wire.writeRows(out, rows);
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), OtherProcess.class.getName(),
                store.toString(), source, directory.toString());
        builder.environment().put("CLASSPATH", Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator)));
        Path log = directory.resolve("log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!ended(process) || process.exitValue() != 0) {
            throw new UnavailableException("The Java process that was to load " + source + " from " + store
                    + (process.isAlive() ? " did not end within " + MINUTES + " minutes" : " failed") + ". It said:\n"
                    + Files.readString(log));
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(directory.resolve("answers")))) {
            return Wire.readAnswers(in);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroy();
        }
    }

    /**
     * What the other process does.
     *
     * @param arguments the store, the source of the model, and the directory of questions and answers
     * @throws IOException if the directory cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[2]);
        try (Lifecycle lifecycle = Lifecycle.open(arguments[0]);
                DataInputStream in = new DataInputStream(Files.newInputStream(directory.resolve("rows")));
                DataOutputStream out = new DataOutputStream(Files.newOutputStream(directory.resolve("answers")))) {
            Predictor model = Answers.tolerant(lifecycle.predictor(arguments[1]));
            Wire.writeAnswers(out, model.predict(Wire.readRows(in)));
        }
    }
}
