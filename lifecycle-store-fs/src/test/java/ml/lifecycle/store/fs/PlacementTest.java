package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is no plain file or directory where one belongs")
class PlacementTest {

    private static final LogId IRIS = new LogId(LogKind.EXPERIMENT, "iris");

    @TempDir
    Path place;

    private Path store;
    private Path outside;

    /** Something that stands where a part of the store was. */
    private enum Stranger {
        LINK,
        PIPE,
        /** The other one of file and directory. */
        OTHER_KIND
    }

    private record Case(String part, Stranger stranger) {
        @Override
        public String toString() {
            return part + " as " + stranger;
        }
    }

    static Stream<Case> cases() {
        return Stream.of("STORE.json", "experiments", "models", "blobs", "blobs/sha256", "experiments/iris",
                        "experiments/iris/log", "experiments/iris/log/0001.jsonl", "models/flower", "models/flower/log",
                        "models/flower/log/0001.jsonl", "data/rows/log/0001.jsonl")
                .flatMap(part -> Stream.of(Stranger.values()).map(stranger -> new Case(part, stranger)));
    }

    @BeforeEach
    void record() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "this file system knows neither links nor pipes as they are meant here");
        store = place.resolve("store");
        outside = place.resolve("outside");
        try (LifecycleStore raw = open()) {
            raw.logs().append(IRIS, bytes("{}"), 0, Commit.FORCED);
            raw.logs().append(new LogId(LogKind.MODEL, "flower"), bytes("{}"), 0, Commit.FORCED);
            raw.logs().append(new LogId(LogKind.DATA, "rows"), bytes("{}"), 0, Commit.FORCED);
            raw.artifacts().put(new ByteArrayInputStream(bytes("kept")));
            raw.artifacts().put(new ByteArrayInputStream(bytes("kept too")));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LifecycleStore open() {
        return new DirectoryStoreProvider().open(store.toString(), new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private void put(Case what) throws Exception {
        Path part = store.resolve(what.part());
        Files.move(part, outside);
        switch (what.stranger()) {
            case LINK -> Files.createSymbolicLink(part, outside);
            case PIPE -> assertEquals(0, new ProcessBuilder("mkfifo", part.toString()).start().waitFor());
            case OTHER_KIND -> {
                if (Files.isDirectory(outside)) {
                    Files.writeString(part, "");
                } else {
                    Files.createDirectory(part);
                }
            }
        }
    }

    private long artifacts() throws IOException {
        long inside = 0;
        for (Path root : List.of(store, outside)) {
            try (Stream<Path> files = Files.walk(root)) {
                inside += files.filter(file -> Blobs.isDigest(file.getFileName().toString())).count();
            }
        }
        return inside;
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("is damage, and stops the collection of garbage before anything is deleted")
    void damage(Case what) throws Exception {
        try (LifecycleStore raw = open()) {
            put(what);
            long before = artifacts();
            assertTrue(before >= 2);
            assertTrue(raw.verify().damages().stream().anyMatch(damage -> damage.place().equals(what.part())),
                    raw.verify()::toString);
            String message = assertThrows(CorruptException.class,
                    () -> raw.artifacts().sweep(any -> false, Duration.ZERO)).getMessage();
            assertTrue(message.contains("Nothing was deleted") && message.contains(what.part()), message);
            assertEquals(before, artifacts());
        }
    }

    @Test
    @DisplayName("keeps nobody waiting who writes there")
    void pipes() throws Exception {
        put(new Case("experiments/iris/log/0001.jsonl", Stranger.PIPE));
        Files.createDirectories(store.resolve("experiments/iris/runs/r-1"));
        try (LifecycleStore raw = open()) {
            for (Commit commit : Commit.values()) {
                assertThrows(UnavailableException.class, () -> raw.logs().append(IRIS, bytes("{}"), EventLogs.ANY, commit));
            }
            LogId other = new LogId(LogKind.EXPERIMENT, "other");
            assertEquals(1, raw.logs().append(other, bytes("{}"), 0, Commit.FORCED));
            try (MetricSink sink = raw.metrics().open(other, "r-1")) {
                sink.add("loss", 1, 1, 0.5);
            }
            assertFalse(raw.verify().clean());
        }
    }
}
