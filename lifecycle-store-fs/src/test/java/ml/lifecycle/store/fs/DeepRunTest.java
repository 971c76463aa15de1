package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose calls come from deep within a recursion, as of a training that builds a tree. */
@DisplayName("A run whose callers run out of stack")
@ExtendWith(Quiet.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeepRunTest {

    private static final int ROUNDS = 6;
    private static final int METRICS = 5;

    @TempDir
    Path directory;

    /** What is recorded at one depth, made beforehand on a stack that is long enough. */
    private static final class Calls {

        private final Run run;
        private final Path file;
        private final String[] names =
                IntStream.range(0, SmallStack.DEPTHS).mapToObj(i -> "name-" + i).toArray(String[]::new);
        private final byte[][] contents = IntStream.range(0, SmallStack.DEPTHS)
                .mapToObj(i -> ("content " + i).getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

        Calls(Run run, Path file) {
            this.run = run;
            this.file = file;
        }

        void make(int i) {
            switch (i % 8) {
                case 0 -> run.param(names[i], names[i]);
                case 1 -> run.tag(names[i], names[i]);
                case 2 -> run.artifact(names[i], contents[i]);
                case 3 -> run.artifact(names[i], file);
                case 4 -> run.metric(names[i], 0.5 + i, i);
                default -> run.metric(names[i % METRICS], 0.5 + i, i);
            }
        }
    }

    private static Set<String> expected(boolean[] done) {
        return IntStream.range(0, done.length).filter(i -> done[i]).mapToObj(i -> switch (i % 8) {
            case 0 -> "param name-" + i + " name-" + i;
            case 1 -> "tag name-" + i + " name-" + i;
            case 2 -> "artifact name-" + i + " content " + i;
            case 3 -> "artifact name-" + i + " notes";
            case 4 -> "metric name-" + i + ' ' + i + ' ' + (0.5 + i);
            default -> "metric name-" + i % METRICS + ' ' + i + ' ' + (0.5 + i);
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Lifecycle lifecycle, String id) throws IOException {
        RunRecord record = lifecycle.run(id);
        Set<String> found = new TreeSet<>();
        record.params().forEach((name, value) -> found.add("param " + name + ' ' + value));
        record.tags().forEach((name, value) -> found.add("tag " + name + ' ' + value));
        for (String path : record.artifacts().keySet()) {
            try (InputStream content = lifecycle.artifact("runs:/" + id + "/" + path)) {
                found.add("artifact " + path + ' ' + new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        record.metrics().forEach((name, latest) -> {
            List<MetricPoint> points = lifecycle.points(id, name);
            assertEquals(points.get(points.size() - 1).value(), latest);
            points.forEach(point -> assertTrue(
                    found.add("metric " + name + ' ' + point.step() + ' ' + point.value()), point::toString));
        });
        return found;
    }

    private static void assertRecorded(Set<String> expected, Set<String> found) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        Set<String> more = new TreeSet<>(found);
        more.removeAll(expected);
        assertEquals("missing [], not told []", "missing " + missing + ", not told " + more);
    }

    private Lifecycle open(Durability durability) {
        return Lifecycle.at(directory.resolve("store").toString()).durability(durability).open();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has recorded what it took and nothing else, while it runs, when it has ended, and in another process")
    void whatWasTakenIsRecorded(Durability durability) throws Exception {
        Path file = Files.writeString(directory.resolve("notes.md"), "notes");
        Map<String, Set<String>> told = new LinkedHashMap<>();
        int taken = 0;
        int refused = 0;
        try (Lifecycle lifecycle = open(durability)) {
            for (int round = 0; round < ROUNDS; round++) {
                Run run = lifecycle.experiment("trees").start("tree");
                boolean[] done = SmallStack.atEveryDepth(new Calls(run, file)::make);
                int well = (int) IntStream.range(0, done.length).filter(i -> done[i]).count();
                taken += well;
                refused += done.length - well;
                told.put(run.id(), expected(done));
                assertRecorded(told.get(run.id()), found(lifecycle, run.id()));
                if (round % 2 == 0) {
                    run.close();
                    assertRecorded(told.get(run.id()), found(lifecycle, run.id()));
                }
            }
        }
        try (Lifecycle lifecycle = open(durability)) {
            for (String id : told.keySet()) {
                assertRecorded(told.get(id), found(lifecycle, id));
            }
            assertTrue(lifecycle.maintenance().verify().clean());
        }
        assertTrue(refused > 50 && taken > 500, "refused " + refused + ", taken " + taken);
    }
}
