package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogSeekTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "a");
    private static final int EVENTS = 5_000;

    @TempDir
    private Path directory;

    @BeforeEach
    void write() {
        try (LifecycleStore store = open()) {
            for (int i = 1; i <= EVENTS; i++) {
                // Some lines are longer than what is looked at in one place.
                String event = i % 500 == 0 ? "x".repeat(100_000) : "event " + i + " " + "-".repeat(i % 300);
                store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY, Commit.WRITTEN);
            }
        }
    }

    private LifecycleStore open() {
        return new DirectoryStoreProvider()
                .open(directory.toString(), new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private List<Long> after(long sequence) {
        List<Long> read = new ArrayList<>();
        try (LifecycleStore store = open()) {
            store.logs().read(LOG, sequence, (number, buffer, offset, length) -> read.add(number));
        }
        return read;
    }

    @Test
    void a_store_that_was_just_opened_reads_behind_any_event() {
        for (int after : new int[] {0, 1, 2, 499, 500, 501, 2_345, EVENTS - 2, EVENTS - 1, EVENTS}) {
            List<Long> read = after(after);
            assertEquals(EVENTS - after, read.size(), "after " + after);
            assertTrue(read.isEmpty() || read.get(0) == after + 1, "after " + after);
        }
    }

    @Test
    void the_last_number_is_known_and_the_next_one_given_without_reading_all() {
        try (LifecycleStore store = open()) {
            assertEquals(EVENTS, store.logs().last(LOG));
            assertEquals(EVENTS + 1, store.logs().append(LOG, new byte[] {'e'}, EVENTS, Commit.FORCED));
            assertTrue(store.verify().clean());
        }
    }

    @Test
    void damage_on_the_way_leads_to_an_earlier_beginning() throws IOException {
        Path file = directory.resolve(LogFile.directory(LOG)).resolve(Segments.name(1));
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 4; at < bytes.length - 100_000; at += 40_000) {
            bytes[at] ^= 1;
        }
        Files.write(file, bytes);

        try (LifecycleStore store = open()) {
            assertEquals(EVENTS, store.logs().last(LOG));
        }
        List<Long> read = after(EVENTS - 10);
        assertEquals(10, read.size());
        assertTrue(after(100).size() < EVENTS - 100);
    }
}
