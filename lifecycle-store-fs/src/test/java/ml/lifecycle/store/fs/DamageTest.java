package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ml.lifecycle.CorruptException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log whose file was changed")
class DamageTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final String FILE = "experiments/iris/log/0001.jsonl";

    private SimulatedDisk disk = new SimulatedDisk();

    /** A log of five events, changed as text. */
    private LifecycleStore changed(UnaryOperator<String> change) {
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            for (int i = 1; i <= 5; i++) {
                append(store, "e" + i);
            }
        }
        String text = new String(disk.contents().get(FILE), StandardCharsets.UTF_8);
        disk.overwrite(FILE, change.apply(text).getBytes(StandardCharsets.UTF_8));
        return SimulatedIo.open(disk);
    }

    private static long append(LifecycleStore store, String event) {
        return store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY, Commit.WRITTEN);
    }

    private static List<String> read(LifecycleStore store) {
        List<String> found = new ArrayList<>();
        store.logs().read(LOG, 0, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                found.add(sequence + " " + new String(buffer, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void damaged(Damage damage) {
                found.add("! " + damage.what());
            }
        });
        return found;
    }

    @Test
    @DisplayName("in the middle loses one event, says which, and gives all others")
    void middle() {
        try (LifecycleStore store = changed(text -> text.replace("e3", "X3"))) {
            assertEquals(List.of("1 e1", "2 e2", "! the checksum does not match; event 3 cannot be read", "4 e4", "5 e5"),
                    read(store));
            assertEquals(6, append(store, "e6"));
            assertEquals(1, store.verify().damages().size());
            assertEquals(1, store.repair().damages().size(), "a repair mends no damage");
            assertEquals(6, store.logs().last(LOG));
        }
    }

    @Test
    @DisplayName("at its end takes no more events, and is not cut; SealTest tells how it goes on")
    void end() {
        try (LifecycleStore store = changed(text -> text.replace("e5", "X5"))) {
            assertEquals(List.of("1 e1", "2 e2", "3 e3", "4 e4",
                    "! the checksum does not match; the last event cannot be read"), read(store));
            int length = disk.contents().get(FILE).length;
            CorruptException failure = assertThrows(CorruptException.class, () -> append(store, "e6"));
            assertTrue(failure.getMessage().contains("or call repair()"), failure.getMessage());
            assertEquals(length, disk.contents().get(FILE).length);
        }
    }

    @Test
    @DisplayName("by a writer that was killed has an unfinished end: not shown, and gone with the next event")
    void torn() {
        for (String tail : List.of("0", "01234567 6 0123", "\0\0\0\0", "12\0\0\0\n", "01234567 6 \0\0\0\0\0 {}\n")) {
            disk = new SimulatedDisk();
            try (LifecycleStore store = changed(text -> text + tail)) {
                assertEquals(List.of("1 e1", "2 e2", "3 e3", "4 e4", "5 e5"), read(store));
                assertTrue(store.verify().clean());
                assertEquals(1, store.verify().remarks().size());
                assertEquals(6, append(store, "e6"));
                assertEquals(List.of(), store.verify().remarks());
                assertEquals("6 e6", read(store).get(5));
            }
        }
    }

    @Test
    @DisplayName("is not hidden by lines that were taken out")
    void missing() {
        try (LifecycleStore store = changed(text -> text.replaceAll("(?m)^.* e[23]\n", ""))) {
            assertEquals(List.of("1 e1", "! lines are missing; events 2 to 3 cannot be read", "4 e4", "5 e5"), read(store));
        }
    }

    @Test
    @DisplayName("is found out even if the checksum of the changed line was made to match")
    void forged() {
        byte[] line = new byte[100];
        try (LifecycleStore store = changed(text -> {
            String[] lines = text.split("\n");
            int payload = Line.begin(line, 0, 3, (int) Long.parseLong(lines[1].substring(0, 8), 16));
            line[payload] = '?';
            Line.end(line, 0, payload + 1, new java.util.zip.CRC32C());
            lines[2] = new String(line, 0, payload + 1, StandardCharsets.UTF_8);
            return String.join("\n", lines) + "\n";
        })) {
            assertEquals("3 ?", read(store).get(2));
            assertTrue(read(store).get(3).startsWith("! the line before it is not the one it was written after"));
            assertEquals(1, store.verify().damages().size());
        }
    }

    @Test
    @DisplayName("by two writers without a lock gives each number once")
    void twice() {
        try (LifecycleStore store = changed(text -> text + text.substring(text.lastIndexOf('\n', text.length() - 2) + 1))) {
            List<String> found = read(store);
            assertEquals(List.of("1 e1", "2 e2", "3 e3", "4 e4", "5 e5"), found.subList(0, 5));
            assertTrue(found.get(5).startsWith("! event 5 stands again behind event 5"), found::toString);
        }
    }
}
