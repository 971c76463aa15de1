package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a disk does when all is well, when an operation fails, and when its power is cut. */
class SimulatedDiskTest {

    private final SimulatedDisk disk = new SimulatedDisk();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String content(SimulatedDisk disk, String file) {
        byte[] content = disk.contents().get(file);
        return content == null ? "absent" : new String(content, StandardCharsets.US_ASCII).replace('\0', '0');
    }

    /** All that one of many power cuts leaves of a file. */
    private Set<String> afterCuts(String file, boolean anyOrder) {
        Set<String> found = new TreeSet<>();
        for (int seed = 0; seed < 300; seed++) {
            found.add(content(anyOrder ? disk.afterReorderingPowerCut(seed) : disk.afterPowerCut(seed), file));
        }
        return found;
    }

    @Test
    void names_and_contents_are_those_of_a_file_system() throws IOException {
        disk.createDirectory("a/b");
        SimulatedFile file = disk.create("a/b/f");
        assertEquals(3, file.write(bytes("abc")));
        file.write(bytes("de"));
        disk.link("a/b/f", "g");
        disk.rename("a/b/f", "a/h");
        assertEquals(List.of("b/", "h"), disk.list("a"));
        assertEquals(List.of("a/", "g"), disk.list(""));
        assertEquals(List.of(), disk.list("nowhere"));
        byte[] read = new byte[10];
        assertEquals(3, disk.open("g").read(2, read, 1, 9));
        assertEquals(-1, file.read(5, read, 0, 1));
        file.truncate(4);
        assertArrayEquals("abcd".getBytes(StandardCharsets.US_ASCII), disk.read("g"));
        assertEquals(OptionalLong.of(4), disk.size("a/h"));
        assertEquals(OptionalLong.empty(), disk.size("a/b/f"));
        disk.delete("g");
        disk.delete("g");
        assertThrows(FileAlreadyExistsException.class, () -> disk.create("a/h"));
        assertThrows(FileAlreadyExistsException.class, () -> disk.link("a/h", "a/h"));
        assertThrows(NoSuchFileException.class, () -> disk.create("x/y"));
        assertThrows(NoSuchFileException.class, () -> disk.open("g"));
    }

    @Test
    void locks_are_of_one_owner_each() throws IOException {
        assertTrue(disk.tryLock("a"));
        assertFalse(disk.tryLock("a"));
        assertTrue(disk.isLocked("a") && disk.tryLock("b"));
        disk.unlock("a");
        assertTrue(disk.tryLock("a"));
        disk.unlockAll();
        assertFalse(disk.isLocked("a") || disk.isLocked("b"));
    }

    @Test
    void one_operation_fails_before_or_after_its_work_and_says_which() throws IOException {
        disk.failAt(1, DiskFault.BEFORE).create("a");
        assertThrows(IOException.class, () -> disk.create("b"));
        assertEquals(Optional.of("1 (create b)"), disk.failed());
        disk.failAt(0, DiskFault.AFTER);
        assertThrows(IOException.class, () -> disk.create("c"));
        assertEquals(List.of("a", "c"), disk.list(""));
        assertEquals(4, disk.operations());
    }

    @Test
    void a_short_write_takes_a_half_and_the_next_one_fails() throws IOException {
        SimulatedFile file = disk.create("f");
        disk.failAt(0, DiskFault.SHORT);
        ByteBuffer text = bytes("abcdef");
        assertEquals(3, file.write(text));
        assertEquals(3, text.remaining());
        assertThrows(IOException.class, () -> file.write(text));
        assertEquals(3, file.write(text));
        assertEquals("abcdef", content(disk, "f"));
    }

    @Test
    void what_lasts_ends_when_it_is_healed() throws IOException {
        SimulatedFile file = disk.create("f");
        for (DiskFault fault : List.of(DiskFault.FULL, DiskFault.READ_ONLY, DiskFault.FOR_GOOD)) {
            disk.failAt(0, fault);
            assertThrows(IOException.class, () -> file.write(bytes("a")));
            assertThrows(IOException.class, () -> disk.create("g"));
            if (fault == DiskFault.FOR_GOOD) {
                assertThrows(IOException.class, () -> disk.read("f"));
            } else {
                assertEquals(0, disk.read("f").length);
                assertEquals(fault == DiskFault.READ_ONLY, fails(() -> disk.delete("nothing")), fault.name());
            }
            disk.heal();
            file.write(bytes(""));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private static boolean fails(Call call) {
        try {
            call.run();
            return false;
        } catch (IOException failure) {
            return true;
        }
    }

    @Test
    void a_power_cut_leaves_what_was_forced_and_a_part_of_what_was_not() throws IOException {
        SimulatedFile file = disk.create("f");
        file.write(bytes("ab"));
        assertEquals(0, disk.forced("f"), "its name is not forced");
        file.force();
        disk.forceDirectory("");
        assertEquals(2, disk.forced("f"));
        file.write(bytes("cd"));
        file.write(bytes("ef"));
        assertEquals(Set.of("ab", "abc", "abcd", "abcde", "abcdef", "ab0000", "abc000", "abcd00", "abcde0"), afterCuts("f", false));
        assertEquals(Set.of("ab", "abcd", "ab00ef", "abcdef"), afterCuts("f", true));
    }

    @Test
    void a_power_cut_may_take_names_that_were_not_forced_and_directories_with_all_in_them() throws IOException {
        disk.createDirectory("d");
        SimulatedFile file = disk.create("d/f");
        file.write(bytes("a"));
        file.force();
        disk.forceDirectory("d");
        assertEquals(0, disk.forced("d/f"), "the name of the directory is not forced");
        assertEquals(Set.of("a", "absent"), afterCuts("d/f", false));
        disk.forceDirectory("");
        assertEquals(Set.of("a"), afterCuts("d/f", false));
        disk.rename("d/f", "d/g");
        disk.delete("d/g");
        assertEquals(Set.of("a", "absent"), afterCuts("d/f", false));
        assertEquals(Set.of("a", "absent"), afterCuts("d/g", false));
    }

    @Test
    void after_a_failed_force_the_next_one_says_yes_and_writes_nothing_of_it() throws IOException {
        SimulatedFile file = disk.create("f");
        disk.forceDirectory("");
        file.write(bytes("ab"));
        disk.failAt(0, DiskFault.BEFORE);
        assertThrows(IOException.class, file::force);
        file.write(bytes("c"));
        file.force();
        assertEquals("abc", content(disk, "f"));
        assertEquals(Set.of("00c"), afterCuts("f", false));
    }

    @Test
    void a_disk_without_power_does_nothing_more_and_the_same_seed_leaves_the_same() throws IOException {
        SimulatedFile file = disk.create("f");
        disk.forceDirectory("");
        disk.failAt(0, DiskFault.CUT_AFTER);
        assertThrows(IOException.class, () -> file.write(bytes("abcdefgh")));
        disk.heal();
        assertThrows(IOException.class, () -> disk.read("f"));
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(content(disk.afterPowerCut(seed), "f"), content(disk.afterPowerCut(seed), "f"));
        }
    }

    @Test
    void bits_and_contents_change_behind_the_back_of_a_store() throws IOException {
        disk.create("f").write(bytes("a"));
        disk.flip("f", 1);
        assertEquals("c", content(disk, "f"));
        disk.overwrite("f", new byte[] {'x'});
        assertEquals("x", content(disk, "f"));
        assertThrows(IllegalArgumentException.class, () -> disk.flip("g", 0));
    }

    @Test
    void what_was_overwritten_and_not_forced_is_old_or_new_sector_by_sector() throws IOException {
        SimulatedFile file = disk.create("f");
        file.write(bytes("a".repeat(1030)));
        file.force();
        disk.forceDirectory("");
        assertEquals(1024, file.write(2, bytes("b".repeat(1024))));
        assertEquals("aa" + "b".repeat(1024) + "aaaa", content(disk, "f"));
        for (boolean anyOrder : new boolean[] {false, true}) {
            Set<String> left = afterCuts("f", anyOrder);
            for (String content : left) {
                assertTrue(content.matches("aa(b{510}|a{510})(b{512}|a{512})(bb|aa)aaaa"), content);
            }
            assertEquals(8, left.size(), "each of three parts is left or not");
        }
        file.force();
        assertEquals(Set.of("aa" + "b".repeat(1024) + "aaaa"), afterCuts("f", false));
    }

    @Test
    void a_failed_force_takes_overwritten_bytes_out_of_later_ones() throws IOException {
        SimulatedFile file = disk.create("f");
        file.write(bytes("abc"));
        file.force();
        disk.forceDirectory("");
        file.write(1, bytes("xyz"));
        assertEquals("axyz", content(disk, "f"));
        disk.failAt(0, DiskFault.BEFORE);
        assertThrows(IOException.class, file::force);
        file.force();
        assertEquals(Set.of("abc0"), afterCuts("f", false));
        assertThrows(IllegalArgumentException.class, () -> file.write(5, bytes("a")));
    }
}
