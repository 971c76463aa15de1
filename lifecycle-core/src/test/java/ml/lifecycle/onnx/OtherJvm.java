package ml.lifecycle.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, for what could end this one or must not be in it. */
final class OtherJvm {

    /** What was printed, and how it ended. */
    record Ended(int code, String printed) {}

    private static final int MINUTES = 4;

    private OtherJvm() {}

    static Ended run(String classPath, Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr", "-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(process));
            return process.waitFor(MINUTES, TimeUnit.MINUTES) ? new Ended(process.exitValue(), printed.join())
                    : new Ended(-1, "not at an end after " + MINUTES + " minutes");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // From JDK 24 on a JVM says, and ends with an empty line, that a native library is loaded.
            return printed.replaceFirst("(?s)\\A(WARNING: [^\n]*\n)+\n?", "");
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
