package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is compiled and run. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void the_first_program_is_the_one_that_is_compiled() throws IOException {
        String region = region("src/main/java/ml/lifecycle/samples/FirstProgram.java", "first program");
        assertTrue(Files.readString(README).contains("```java\n" + region + "\n```"), region);
        assertTrue(region.lines().count() <= 15, "at most 15 lines");
    }

    @Test
    void the_tests_are_the_ones_that_are_run() throws IOException {
        String region = region("src/test/java/ml/lifecycle/samples/IrisClassifierTest.java", "tests");
        assertTrue(Files.readString(README).contains("```java\n" + region + "\n```"), region);
    }

    private static String region(String file, String name) throws IOException {
        String source = Files.readString(Path.of(file));
        String begin = "// README: " + name + "\n";
        int start = source.indexOf(begin) + begin.length();
        return source.substring(start, source.indexOf("// README: end", start)).stripTrailing().stripIndent();
    }

    @Test
    void the_first_program_does_what_it_says(@TempDir Path directory) {
        FirstProgram.main(directory.toString());
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            List<RunRecord> runs = lifecycle.experiment("parabola").runs().orderBy("metrics.loss").list();
            assertEquals(List.of("0.1", "0.9", "0.01"), runs.stream().map(run -> run.params().get("size")).toList());
            assertEquals(50, lifecycle.points(runs.get(0).id(), "loss").size());
        }
    }

    @Test
    void ci_runs_the_test_command_of_the_readme() throws IOException {
        String command = "./mvnw -B -ntp verify";
        assertTrue(Files.readString(README).contains(command));
        assertTrue(Files.readString(Path.of("..", ".ci", "run")).lines().anyMatch(command::equals));
    }
}
