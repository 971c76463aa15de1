package ml.lifecycle.testkit.fault;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process of its own that uses a store and can be killed at any moment. What it was told by the store, it says: a
 * line is out before its next call begins, so every line that arrives here was acknowledged.
 *
 * <pre>{@code
 * try (JavaProcess writer = JavaProcess.start(Writer.class, place.toString())) {
 *     List<String> acknowledged = writer.lines(1 + random.nextInt(400));
 *     acknowledged.addAll(writer.kill());
 * }
 * }</pre>
 *
 * <p>For use by one thread.
 */
public final class JavaProcess implements AutoCloseable {

    private static final long MINUTES = 2;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final String name;
    private final Process process;
    private final BufferedReader output;

    private JavaProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process with the classes, modules and Java of this one. Its standard output is what it says; its error
     * output goes where that of this process goes. Call {@link #endAfterMinutes} there, so that it does not outlive a
     * test that is itself killed.
     *
     * @param main has a {@code main} method
     * @param arguments what it is given
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator)));
        return new JavaProcess(main.getSimpleName() + ' ' + String.join(" ", arguments), builder.start());
    }

    /**
     * In the process that was started: says a line, whole, before this returns. Safe for use by several threads.
     *
     * @param line without line breaks
     */
    public static void say(String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        synchronized (OUT) {
            try {
                OUT.write(bytes);
            } catch (IOException nobodyListens) {
                throw new UncheckedIOException(nobodyListens);
            }
        }
    }

    /**
     * In the process that was started: waits for what it is told.
     *
     * @return the line
     * @throws IOException if nothing can come any more
     */
    public static String hear() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
            if (next < 0) {
                throw new EOFException("The process that started this one has ended");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** In the process that was started: ends it after two minutes, whatever happens to the one that started it. */
    public static void endAfterMinutes() {
        Thread guard = new Thread(() -> {
            try {
                TimeUnit.MINUTES.sleep(MINUTES);
                Runtime.getRuntime().halt(3);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }, "end-after-minutes");
        guard.setDaemon(true);
        guard.start();
    }

    /**
     * Tells the process a line, which {@link #hear} gives it.
     *
     * @param line without line breaks
     * @throws IOException if it has ended
     */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /**
     * Waits for what the process says next.
     *
     * @param count how many lines
     * @return the lines
     * @throws IOException if they cannot be read
     * @throws AssertionError if the process ends before it has said them
     */
    public List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("The process '" + name + "' ended after " + lines.size() + " of " + count
                        + " lines; what it wrote to its error output stands above");
            }
            lines.add(line);
        }
        return lines;
    }

    /**
     * Kills the process (SIGKILL where there are signals): it does nothing more, no shutdown hook runs.
     *
     * @return what it had said and nobody had read; a last line that is not whole is left out
     * @throws IOException if that cannot be read
     */
    public List<String> kill() throws IOException {
        // Not through Process: that would close its output, and with it what has been said and not been read.
        process.toHandle().destroyForcibly();
        return rest();
    }

    /**
     * Waits for the end of the process.
     *
     * @return what it had said and nobody had read
     * @throws IOException if that cannot be read
     * @throws AssertionError if it ended with a failure
     */
    public List<String> join() throws IOException {
        List<String> lines = rest();
        if (process.exitValue() != 0) {
            throw new AssertionError("The process '" + name + "' ended with " + process.exitValue()
                    + "; what it wrote to its error output stands above");
        }
        return lines;
    }

    private List<String> rest() throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chunk = new char[1 << 12];
        for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
            text.append(chunk, 0, read);
        }
        awaitEnd();
        String whole = text.substring(0, text.lastIndexOf("\n") + 1);
        return new ArrayList<>(whole.lines().toList());
    }

    private void awaitEnd() {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return;
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly();
        throw new AssertionError("The process '" + name + "' did not end");
    }

    /** Kills the process if it has not ended. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
