package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notebook, executed by a real JShell. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NotebookTest {

    @Test
    void the_iris_notebook_runs_and_fits_into_80_columns(@TempDir Path directory) throws Exception {
        String printed = jshell(directory, "silent", Files.readString(Path.of("notebooks/iris.jsh")));
        assertTrue(printed.contains("Gate production: PASS"), printed);
        assertTrue(printed.contains("setosa"), printed);
        assertTrue(printed.contains("PROMOTED production v1 by anna"), printed);
        List<String> wide = printed.lines().filter(line -> line.length() > 80).toList();
        assertEquals(List.of(), wide);
        List<String> errors = printed.lines().filter(line -> line.contains("Error") || line.contains("Exception")).toList();
        assertEquals(List.of(), errors, printed);
    }

    @Test
    void an_object_is_printed_whole(@TempDir Path directory) throws Exception {
        Path input = Files.writeString(directory.resolve("typed"), "\"x\".repeat(5000) + \"end\"\nint answer = 40 + 2\n1/0\n");
        String printed = jshell(directory, "lifecycle", "", input);
        assertTrue(printed.contains("xend\""), printed.substring(0, Math.min(2_000, printed.length())));
        assertTrue(printed.contains("ArithmeticException"), "errors are shown");
        assertFalse(printed.contains("answer ==>"), "declarations are not");
    }

    private static String jshell(Path directory, String feedback, String notebook) throws IOException, InterruptedException {
        return jshell(directory, feedback, notebook, Files.writeString(directory.resolve("typed"), "/exit\n"));
    }

    /** As the script {@code notebook} does, with what a person types as input. */
    private static String jshell(Path directory, String feedback, String notebook, Path typed)
            throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("notebook.jsh"), notebook);
        Path output = directory.resolve("output.txt");
        Process shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                        "--feedback", feedback, "--class-path", System.getProperty("java.class.path"),
                        "--startup", "DEFAULT",
                        "--startup", Path.of("notebooks/imports.jsh").toAbsolutePath().toString(),
                        Path.of("notebooks/feedback.jsh").toAbsolutePath().toString(), script.toString())
                .directory(Files.createDirectory(directory.resolve("work")).toFile())
                .redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(shell.waitFor(4, TimeUnit.MINUTES), "the notebook did not end");
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            shell.destroyForcibly();
        }
    }
}
