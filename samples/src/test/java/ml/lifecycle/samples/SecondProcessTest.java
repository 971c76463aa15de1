package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second process looks into a directory while the first still writes, and after the first was killed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SecondProcessTest {

    private static final int RUNS = 200;

    /** The first process: many runs, then one that never ends. */
    static final class Writer {

        public static void main(String... args) throws IOException {
            try (Lifecycle lifecycle = Lifecycle.open(args[0])) {
                Experiment experiment = lifecycle.experiment("shared");
                for (int i = 1; i <= RUNS; i++) {
                    record(experiment, i);
                    System.out.println(i);
                }
                Run endless = experiment.start("endless");
                endless.param("known", "yes").metric("loss", 0.5, 1).metric("loss", 0.25, 2).flush();
                System.out.println("endless " + endless.id());
                System.in.read();
            }
        }

        private static void record(Experiment experiment, int number) {
            experiment.run("run", run -> {
                for (int step = 0; step < 10; step++) {
                    run.metric("value", number * 10 + step, step);
                }
                run.param("number", number).tag("last", String.valueOf(number * 10 + 9));
            });
        }
    }

    @Test
    void it_sees_a_consistent_state(@TempDir Path directory) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Writer.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("1", lines.readLine());
            try (Lifecycle lifecycle = Lifecycle.open(directory)) {
                Experiment shared = lifecycle.experiment("shared");
                String endless = watch(lines, shared);
                assertEquals(RunStatus.RUNNING, lifecycle.run(endless).status());

                writer.destroyForcibly().waitFor();
                RunRecord interrupted = lifecycle.run(endless);
                assertEquals(RunStatus.INTERRUPTED, interrupted.status());
                assertEquals("yes", interrupted.params().get("known"));
                assertEquals(0.25, interrupted.metrics().get("loss"));
                assertEquals(2, lifecycle.points(endless, "loss").size());
                assertTrue(lifecycle.maintenance().verify().clean());
            }
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Looks again and again until the writer's endless run; every look shows at least what was told before. */
    private static String watch(BufferedReader lines, Experiment shared) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("endless ")) {
            int told = Integer.parseInt(line);
            List<RunRecord> finished = shared.runs().where("status = 'FINISHED'").list();
            assertTrue(finished.size() >= told, finished.size() + " of at least " + told);
            finished.forEach(SecondProcessTest::assertWhole);
            line = lines.readLine();
        }
        assertEquals(RUNS, shared.runs().where("status = 'FINISHED'").count());
        return line.substring("endless ".length());
    }

    private static void assertWhole(RunRecord run) {
        int number = Integer.parseInt(run.params().get("number"));
        assertEquals(number * 10 + 9.0, run.metrics().get("value"));
        assertEquals(String.valueOf(number * 10 + 9), run.tags().get("last"));
    }
}
