package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store as format 1 has it, kept for ever: what later versions of this module write must not change how it reads. */
@DisplayName("A store that was written by the first version")
class GoldenStoreTest {

    private static final LogId IRIS = new LogId(LogKind.EXPERIMENT, "iris-5f3a");

    @TempDir
    Path directory;

    /** A copy, since opening a store writes to it. */
    private Path copy() throws IOException, URISyntaxException {
        Path golden = Path.of(GoldenStoreTest.class.getResource("/format-1").toURI());
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(golden)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(golden.relativize(file).toString()));
            }
        }
        return copy;
    }

    @Test
    @DisplayName("is read as it was meant, and can be written on")
    void isRead() throws Exception {
        try (LifecycleStore store = new DirectoryStoreProvider()
                .open(copy().toString(), new StoreSettings(Durability.RUN, Clock.systemUTC()))) {
            assertEquals(Set.of("iris-5f3a"), store.logs().keys(LogKind.EXPERIMENT));
            assertEquals(Set.of("classifier-77"), store.logs().keys(LogKind.MODEL));
            List<String> events = new ArrayList<>();
            store.logs().read(IRIS, 0, (sequence, buffer, offset, length) ->
                    events.add(sequence + " " + new String(buffer, offset, length, StandardCharsets.UTF_8)));
            assertEquals(List.of(
                    "1 {\"op\":\"created\",\"name\":\"Iris: größe?\"}",
                    "2 {\"op\":\"started\",\"run\":\"r-1\"}",
                    "3 {\"op\":\"ended\",\"run\":\"r-1\"}",
                    "4 {\"op\":\"tagged\",\"run\":\"r-1\"}"), events);
            List<String> points = new ArrayList<>();
            store.metrics().read(IRIS, "r-1", (metric, step, time, value) ->
                    points.add(metric + " " + step + " " + time + " " + value));
            assertEquals(List.of(
                    "loss 0 1700000000000 0.6931471805599453",
                    "größe \"1\" 0 1700000000001 NaN",
                    "loss 1 1699999999990 -1.0E-7",
                    "loss 2 1700000000100 Infinity"), points);
            String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
            assertEquals("abc", new String(store.artifacts().open(digest).readAllBytes(), StandardCharsets.UTF_8));
            StoreCheck check = store.verify();
            assertTrue(check.clean(), check::toString);
            assertEquals(List.of(2L, 5L, 4L, 1L),
                    List.of(check.logs(), check.events(), check.points(), check.artifacts()));
            assertEquals(5, store.logs().append(IRIS, "{}".getBytes(StandardCharsets.UTF_8), 4, Commit.FORCED));
        }
    }
}
