package ml.lifecycle.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension on JUnit 6, without JUnit 5 and without jqwik, in a process of its own. */
@Tag("slow")
class JUnit6Test {

    private static final Path JUNIT6 = Path.of("target", "junit6", "junit6.jar");
    private static final Pattern ABSENT = Pattern.compile(".*[/\\\\](junit-|jqwik|opentest4j|apiguardian)[^/\\\\]*\\.jar");

    private record Outcome(int exit, String output) {}

    private static Outcome run(List<Class<?>> types, String... more) throws IOException, InterruptedException {
        String classPath = Stream.concat(Stream.of(JUNIT6.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> !ABSENT.matcher(entry).matches()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-ansi-colors", "--details=tree"));
        types.forEach(type -> command.add("--select-class=" + type.getName()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classPath);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void what_passes_on_5_passes_on_6() throws Exception {
        Outcome outcome = run(List.of(Samples.FiveLines.class, Samples.EachItsOwn.class, Samples.Shared.class, Samples.SharedModels.class));
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("[        29 tests successful      ]"), outcome.output());
    }

    @Test
    void in_parallel_too() throws Exception {
        Outcome outcome = run(List.of(Samples.EachItsOwn.class, Samples.Shared.class),
                "--config=junit.jupiter.execution.parallel.enabled=true",
                "--config=junit.jupiter.execution.parallel.mode.default=concurrent");
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains("[        23 tests successful      ]"), outcome.output());
    }

    @Test
    void each_check_is_a_test_of_the_report_and_the_page_of_the_gate_is_attached(@TempDir Path reports) throws Exception {
        Outcome outcome = run(List.of(Samples.Gate.class), "--reports-dir=" + reports);
        assertEquals(1, outcome.exit(), outcome.output());
        String xml = Files.readString(reports.resolve("TEST-junit-jupiter.xml"));
        assertAll(
                () -> assertTrue(xml.contains("tests=\"4\" skipped=\"0\" failures=\"3\""), xml),
                () -> assertTrue(xml.contains("> accuracy at least 0.9\n"), xml),
                () -> assertTrue(xml.contains("> log loss at most 0\n"), xml));
        try (Stream<Path> files = Files.walk(reports)) {
            Path page = files.filter(file -> file.endsWith("gate-production.html")).findFirst().orElseThrow();
            assertTrue(Files.readString(page).contains("accuracy at least 0.9"));
        }
    }

    @Test
    void failures_say_the_same() throws Exception {
        Outcome outcome = run(List.of(Samples.Gate.class, Samples.Absent.class, Samples.Damaged.class));
        assertEquals(1, outcome.exit(), outcome.output());
        assertAll(
                () -> assertTrue(outcome.output().contains("log loss at most 0 does not hold"), outcome.output()),
                () -> assertTrue(outcome.output().contains("The data 'boy' cannot be given to the test"), outcome.output()),
                () -> assertTrue(outcome.output().contains("to be undamaged after the test"), outcome.output()),
                () -> assertTrue(outcome.output().contains("[         1 tests successful      ]"), outcome.output()));
    }
}
