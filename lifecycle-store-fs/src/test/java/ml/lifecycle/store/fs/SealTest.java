package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.DiskFault;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import ml.lifecycle.testkit.fault.SimulatedFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A log whose end is damaged, after a repair")
@ExtendWith(Quiet.class)
class SealTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final String FIRST = "experiments/iris/log/0001.jsonl";
    private static final String SECOND = "experiments/iris/log/0002.jsonl";

    /** Each makes the last event unreadable: in its text, its number, its line feed, its checksum, or two at once. */
    private static final List<UnaryOperator<String>> DAMAGES = List.of(
            text -> text.replace("e5", "X5"),
            text -> text.replace(" 5 ", " 9 "),
            text -> text.substring(0, text.length() - 1) + '_',
            text -> text.substring(0, text.length() - 1) + "_\n",
            text -> text.replaceFirst("\n[0-9a-f]{8} 5", "\nzzzzzzzz 5"),
            text -> text.replace("e4", "X4").replace("e5", "X5"),
            text -> text + "not a line\n");

    private static SimulatedDisk damaged(UnaryOperator<String> damage) {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            for (int i = 1; i <= 5; i++) {
                append(store, LOG, "e" + i, Commit.FORCED);
            }
        }
        change(disk, FIRST, damage);
        return disk;
    }

    private static void change(SimulatedDisk disk, String file, UnaryOperator<String> change) {
        String text = new String(disk.contents().get(file), StandardCharsets.UTF_8);
        disk.overwrite(file, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    private static long append(LifecycleStore store, LogId log, String event, Commit commit) {
        return store.logs().append(log, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY, commit);
    }

    private static List<String> read(LifecycleStore store, long after) {
        List<String> found = new ArrayList<>();
        store.logs().read(LOG, after, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                found.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void damaged(Damage damage) {
                found.add("! " + damage.what());
            }
        });
        return found;
    }

    private static List<String> events(LifecycleStore store, long after) {
        return read(store, after).stream().filter(text -> !text.startsWith("!")).toList();
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length >= with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }

    @Test
    @DisplayName("keeps every byte, tells of the damage for ever, and goes on with a number that no lost event had")
    void goesOn() {
        for (UnaryOperator<String> damage : DAMAGES) {
            SimulatedDisk disk = damaged(damage);
            byte[] before = disk.contents().get(FIRST);
            try (LifecycleStore store = SimulatedIo.open(disk)) {
                assertThrows(CorruptException.class, () -> append(store, LOG, "e6", Commit.WRITTEN));
                StoreCheck repaired = store.repair();
                assertFalse(repaired.clean());
                assertTrue(repaired.remarks().stream().anyMatch(r -> r.contains("kept the damaged end")), repaired::toString);
                long next = append(store, LOG, "e6", Commit.WRITTEN);
                assertTrue(next > 5, () -> "number " + next);
                assertEquals(next + 1, append(store, LOG, "e7", Commit.FORCED));
                assertEquals(next + 1, store.logs().last(LOG));
                assertEquals(List.of("e6", "e7"), events(store, 5));
                assertEquals(List.of("e7"), events(store, next));
            }
            try (LifecycleStore store = SimulatedIo.open(disk)) {
                requireSealed(store, disk, before);
                assertEquals(List.of("e6", "e7"), events(store, 5));
                assertEquals(List.of(), store.repair().remarks());
                append(store, LOG, "e8", Commit.FORCED);
                requireSealed(store, disk, before);
            }
        }
    }

    private static void requireSealed(LifecycleStore store, SimulatedDisk disk, byte[] before) {
        assertTrue(begins(disk.contents().get(FIRST), before), "nothing is cut or changed");
        List<String> found = read(store, 0);
        assertEquals("e1", found.get(0));
        List<Damage> damages = store.verify().damages();
        assertEquals(1, damages.size(), damages::toString);
        assertTrue(damages.get(0).what().contains("goes on in '0002.jsonl' with event"), damages::toString);
        assertTrue(found.contains("! " + damages.get(0).what()), found::toString);
    }

    @Test
    @DisplayName("refuses what was decided when the lost event was the last one")
    void conflict() {
        try (LifecycleStore store = SimulatedIo.open(damaged(DAMAGES.get(0)))) {
            store.repair();
            assertEquals(4, store.logs().last(LOG));
            assertThrows(ConflictException.class, () -> store.logs().append(LOG, new byte[] {'x'}, 5, Commit.WRITTEN));
            long next = store.logs().append(LOG, new byte[] {'x'}, 4, Commit.WRITTEN);
            assertThrows(ConflictException.class, () -> store.logs().append(LOG, new byte[] {'y'}, 4, Commit.WRITTEN));
            assertEquals(next + 1, store.logs().append(LOG, new byte[] {'y'}, next, Commit.WRITTEN));
        }
    }

    @Test
    @DisplayName("is noticed by another process that had read its end when it was whole")
    void otherProcess() {
        SimulatedDisk disk = damaged(text -> text);
        try (LifecycleStore other = SimulatedIo.open(disk)) {
            assertEquals(5, other.logs().last(LOG));
            change(disk, FIRST, DAMAGES.get(0));
            long next;
            try (LifecycleStore store = SimulatedIo.open(disk)) {
                store.repair();
                next = append(store, LOG, "e6", Commit.WRITTEN);
            }
            assertEquals(next, other.logs().last(LOG));
            assertEquals(List.of("e6"), events(other, 5));
            assertEquals(next + 1, append(other, LOG, "e7", Commit.WRITTEN));
        }
    }

    @Test
    @DisplayName("can be damaged and repaired again, in any of its segments and in the line that sealed it")
    void again() {
        for (String file : new String[] {FIRST, SECOND}) {
            SimulatedDisk disk = damaged(DAMAGES.get(0));
            long next;
            try (LifecycleStore store = SimulatedIo.open(disk)) {
                store.repair();
                next = append(store, LOG, "e6", Commit.FORCED);
            }
            change(disk, file, text -> text.substring(0, text.length() - 2) + "_\n");
            try (LifecycleStore store = SimulatedIo.open(disk)) {
                store.repair();
                assertTrue(append(store, LOG, "e7", Commit.FORCED) > next);
                List<String> found = read(store, 0);
                assertEquals("e7", found.get(found.size() - 1));
                assertEquals(file.equals(FIRST), found.contains("e6"));
                assertFalse(store.verify().clean());
            }
        }
    }

    @Test
    @DisplayName("is copied by a backup as it is, and goes on in the copy too")
    void backup(@TempDir Path directory) {
        Path copy = directory.resolve("copy");
        SimulatedDisk disk = damaged(DAMAGES.get(0));
        List<String> found;
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            store.repair();
            append(store, LOG, "e6", Commit.FORCED);
            store.backup(copy);
            found = read(store, 0);
        }
        try (LifecycleStore store = new DirectoryStoreProvider().open(copy.toString(),
                new StoreSettings(Durability.RUN, Clock.systemUTC()))) {
            assertEquals(found, read(store, 0));
            assertEquals(1, store.verify().damages().size());
            assertEquals(store.logs().last(LOG) + 1, append(store, LOG, "e7", Commit.WRITTEN));
        }
    }

    @Test
    @DisplayName("takes nothing all the same if it is the log of a model or a data set, and says why")
    void registry() {
        LogId model = new LogId(LogKind.MODEL, "iris");
        String file = "models/iris/log/0001.jsonl";
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            append(store, model, "e1", Commit.FORCED);
        }
        change(disk, file, text -> text.replace("e1", "X1"));
        byte[] before = disk.contents().get(file);
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            assertFalse(store.repair().clean());
            CorruptException failure =
                    assertThrows(CorruptException.class, () -> append(store, model, "e2", Commit.FORCED));
            assertTrue(failure.getMessage().contains("nothing is decided on a history that has a gap"), failure::getMessage);
        }
        assertArrayEquals(before, disk.contents().get(file));
    }

    @Test
    @DisplayName("whose first segment was put back without that line is found out by a check")
    void putBack() {
        SimulatedDisk disk = damaged(DAMAGES.get(0));
        byte[] old = disk.contents().get(FIRST);
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            store.repair();
            append(store, LOG, "e6", Commit.FORCED);
        }
        disk.overwrite(FIRST, new String(old, StandardCharsets.UTF_8).replaceFirst("[^\n]*X5\n", "").getBytes(StandardCharsets.UTF_8));
        try (LifecycleStore store = SimulatedIo.open(disk)) {
            List<Damage> damages = store.verify().damages();
            assertEquals(List.of(SECOND), damages.stream().map(Damage::place).toList());
            assertTrue(damages.get(0).what().contains("does not announce it"), damages::toString);
        }
    }

    @Test
    @DisplayName("on a disk that fails or loses its power at any moment has lost nothing, and a second repair helps")
    void faults() throws IOException {
        long count = 0;
        for (DiskFault fault : DiskFault.values()) {
            for (UnaryOperator<String> damage : DAMAGES) {
                boolean struck = true;
                for (long operation = 0; struck; operation++) {
                    struck = fault(fault, damage, operation);
                    count += struck ? 1 : 0;
                }
            }
        }
        System.out.println("Faults while a damaged end is sealed: " + count);
        assertTrue(count > 0);
    }

    /** Puts everything on the disk, the damage too. */
    private static SimulatedDisk forced(SimulatedDisk disk) throws IOException {
        SimulatedDisk copy = new SimulatedDisk();
        for (Map.Entry<String, byte[]> file : disk.contents().entrySet()) {
            int slash = file.getKey().lastIndexOf('/');
            if (slash > 0) {
                copy.createDirectory(file.getKey().substring(0, slash));
            }
            SimulatedFile written = copy.create(file.getKey());
            written.write(ByteBuffer.wrap(file.getValue()));
            written.force();
            for (int end = slash; end > 0; end = file.getKey().lastIndexOf('/', end - 1)) {
                copy.forceDirectory(file.getKey().substring(0, end));
            }
            copy.forceDirectory("");
        }
        return copy;
    }

    private static boolean fault(DiskFault fault, UnaryOperator<String> damage, long operation) throws IOException {
        SimulatedDisk disk = forced(damaged(damage));
        byte[] before = disk.contents().get(FIRST);
        List<Long> forced = new ArrayList<>();
        SimulatedDisk struck = disk.failAt(operation, fault);
        try (LifecycleStore store = SimulatedIo.open(struck)) {
            store.repair();
            forced.add(append(store, LOG, "e6", Commit.FORCED));
        } catch (UnavailableException | CorruptException failed) {
            assertTrue(struck.failed().isPresent(), failed::toString);
        }
        boolean cut = fault == DiskFault.CUT_BEFORE || fault == DiskFault.CUT_AFTER;
        SimulatedDisk after = cut ? disk.afterReorderingPowerCut(operation) : disk;
        after.heal();
        try (LifecycleStore store = SimulatedIo.open(after)) {
            StoreCheck repaired = store.repair();
            assertTrue(begins(after.contents().get(FIRST), before), () -> fault + " at " + struck.failed());
            assertFalse(repaired.clean());
            List<String> found = read(store, forced.isEmpty() ? 5 : forced.get(0) - 1);
            assertTrue(forced.isEmpty() || found.contains("e6"), () -> fault + " at " + struck.failed() + ": " + found);
            long next = append(store, LOG, "e7", Commit.FORCED);
            assertTrue(next > 5 && (forced.isEmpty() || next > forced.get(0)), () -> "number " + next);
            assertEquals("e7", events(store, next - 1).get(0));
            assertEquals("e1", read(store, 0).get(0));
        }
        return struck.failed().isPresent();
    }
}
