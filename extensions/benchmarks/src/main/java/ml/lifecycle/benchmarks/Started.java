package ml.lifecycle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A started process of {@link Child}. */
final class Started implements AutoCloseable {

    private final List<String> command;
    private final Process process;
    private final BufferedReader answers;

    Started(String... arguments) throws IOException {
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits for the next line. */
    String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The process ended without an answer: "
                    + String.join(" ", command.subList(3, command.size())));
        }
        return line;
    }

    /** Lets it go on. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits for its end. */
    @Override
    public void close() throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("A process failed: " + String.join(" ", command.subList(3, command.size())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
