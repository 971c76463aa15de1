package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who follows a run of another process")
class FollowTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");

    @TempDir
    Path directory;

    private final PointEncoder encoder = new PointEncoder();

    private byte[] line(int step) {
        encoder.add("loss", step, step, step);
        encoder.finish();
        int length = encoder.length();
        return Arrays.copyOf(encoder.swap(new byte[1 << 12]), length);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        Path file = directory.resolve("experiments/iris/runs/run/other-1.jsonl");
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOfRange(bytes, from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> read(MetricReader reader) {
        List<String> found = new ArrayList<>();
        reader.read(new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                found.add(Long.toString(step));
            }

            @Override
            public void damaged(Damage damage) {
                found.add("damage");
            }
        });
        return found;
    }

    @Test
    @DisplayName("reads only what is new, waits for the end of a line, and goes on behind damage")
    void grows() throws IOException {
        try (LifecycleStore store = new DirectoryStoreProvider()
                .open(directory.toString(), new StoreSettings(Durability.RUN, Clock.systemUTC()))) {
            MetricReader reader = store.metrics().follow(LOG, "run");
            assertEquals(List.of(), read(reader));
            byte[] first = line(1);
            write(first, 0, first.length);
            assertEquals(List.of("1"), read(reader));
            byte[] second = line(2);
            write(second, 0, 9);
            assertEquals(List.of(), read(reader));
            write(second, 9, second.length);
            assertEquals(List.of("2"), read(reader));
            byte[] third = line(3);
            third[12] ^= 1;
            write(third, 0, third.length);
            assertEquals(List.of("damage"), read(reader));
            byte[] fourth = line(4);
            write(fourth, 0, fourth.length);
            assertEquals(List.of("damage", "4"), read(reader));
            assertEquals(List.of(), read(reader));
            assertEquals(List.of("1", "2", "damage", "4"), read(store.metrics().follow(LOG, "run")));
        }
    }
}
