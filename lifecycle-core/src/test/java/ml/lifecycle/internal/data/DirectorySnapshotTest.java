package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.internal.text.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySnapshotTest {

    @TempDir
    Path temp;

    private final TestStore store = new TestStore();
    private final DataSets sets = open();
    private Path images;

    private DataSets open() {
        return new DataSets(store, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @BeforeEach
    void fill() throws IOException {
        images = Files.createDirectory(temp.resolve("images"));
        write(images, "cats/1.png", "meow");
        write(images, "dogs/1.png", "woof");
        write(images, "labels.csv", "a,a\nno table");
    }

    private static void write(Path directory, String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Snapshot add(Path directory) {
        return sets.get("images").add(directory);
    }

    private String refused(Path directory) {
        String message = assertThrows(RefusedException.class, () -> add(directory)).getMessage();
        assertTrue(store.contents.isEmpty() && store.events.isEmpty());
        return message;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void a_directory_that_holds_the_store_is_refused_and_one_beside_it_is_not() throws IOException {
        Path place = Files.createDirectories(images.resolve("deep/store"));
        for (Path holds : List.of(images, images.resolve("deep"), place)) {
            String message = assertThrows(RefusedException.class,
                    () -> Directories.requireWithout(holds, place.toString())).getMessage();
            assertTrue(message.contains("holds the store (" + place.toRealPath() + ")"), message);
        }
        Path link = Files.createSymbolicLink(temp.resolve("link"), images);
        assertThrows(RefusedException.class, () -> Directories.requireWithout(link, place.toString()));
        Directories.requireWithout(images.resolve("cats"), place.toString());
        Directories.requireWithout(images, "memory:images");
        Directories.requireWithout(images, temp.resolve("gone").toString());
    }

    @Test
    void a_directory_is_a_snapshot_with_its_files() throws IOException {
        Snapshot added = add(images);
        for (Snapshot snapshot : List.of(added, open().get("images").latest())) {
            assertEquals("images v1", snapshot.toString());
            assertFalse(snapshot.isTable());
            assertEquals(-1, snapshot.rows());
            assertEquals(4 + 4 + 12, snapshot.size());
            assertEquals("images", snapshot.source());
            assertEquals(List.of("cats/1.png", "dogs/1.png", "labels.csv"), List.copyOf(snapshot.files().keySet()));
            assertEquals(12L, snapshot.files().get("labels.csv"));
            assertEquals(snapshot.digest(), snapshot.tableDigest());
            try (InputStream content = snapshot.open("dogs/1.png")) {
                assertEquals("woof", new String(content.readAllBytes()));
            }
        }
        assertTrue(sets.get("images").toString().contains("v1  3 files  20 bytes"), sets.get("images").toString());
    }

    @Test
    void a_table_has_one_file() throws IOException {
        Snapshot table = sets.get("iris").add(Path.of("src/test/resources/iris.csv"));
        assertTrue(table.isTable());
        assertEquals(Set.of("iris.csv"), table.files().keySet());
        try (InputStream content = table.open("iris.csv")) {
            assertEquals(table.digest(), Digests.of(content.readAllBytes()));
        }
        assertTrue(assertThrows(NotFoundException.class, () -> table.open("x")).getMessage().contains("iris.csv"));
        table.export(temp.resolve("out"));
        assertEquals(table.size(), Files.size(temp.resolve("out/iris.csv")));
    }

    @Test
    void a_directory_is_no_table() {
        Snapshot snapshot = add(images);
        for (String message : List.of(
                assertThrows(RefusedException.class, snapshot::table).getMessage(),
                assertThrows(RefusedException.class, snapshot::profile).getMessage())) {
            assertTrue(message.contains("images v1 is a directory of 3 files and no table"), message);
        }
    }

    @Test
    void names_and_contents_alone_make_the_digest() throws IOException {
        Snapshot first = add(images);
        Path moved = temp.resolve("elsewhere");
        // In another order, with other dates, and with a directory without files.
        write(moved, "labels.csv", "a,a\nno table");
        write(moved, "dogs/1.png", "woof");
        write(moved, "cats/1.png", "meow");
        Files.createDirectories(moved.resolve("empty/below"));
        assertEquals(1, add(moved).number());
        Files.move(moved.resolve("cats/1.png"), moved.resolve("cats/2.png"));
        Snapshot renamed = add(moved);
        assertEquals(2, renamed.number());
        assertNotEquals(first.digest(), renamed.digest());
        // Contents are exchanged between names.
        write(moved, "cats/2.png", "woof");
        write(moved, "dogs/1.png", "meow");
        assertNotEquals(renamed.digest(), add(moved).digest());
    }

    @Test
    void equal_contents_are_kept_once() throws IOException {
        write(images, "copy/of/1.png", "meow");
        add(images);
        int kept = store.contents.size();
        assertEquals(3 + 1, kept);
        write(images, "another.txt", "new");
        add(images);
        assertEquals(kept + 2, store.contents.size());
    }

    @Test
    void all_that_a_directory_needs_is_kept_by_a_sweep() {
        add(images);
        assertEquals(store.contents.keySet(), sets.referencedDigests());
    }

    @Test
    void lost_content_is_brought_back_by_adding_it_again() throws IOException {
        Snapshot snapshot = add(images);
        store.contents.remove(Digests.of("meow"));
        assertThrows(NotFoundException.class, () -> snapshot.open("cats/1.png"));
        assertEquals(1, add(images).number());
        snapshot.open("cats/1.png").close();
        store.contents.remove(snapshot.digest());
        assertThrows(NotFoundException.class, snapshot::files);
        assertEquals(1, add(images).number());
        assertEquals(3, snapshot.files().size());
    }

    @Test
    void an_export_gives_the_files_back() throws IOException {
        Path out = add(images).export(temp.resolve("out"));
        assertEquals(add(images).digest(), sets.get("other").add(out).digest());
        assertEquals("meow", Files.readString(out.resolve("cats/1.png")));
        String message = assertThrows(RefusedException.class, () -> add(images).export(out)).getMessage();
        assertTrue(message.contains("exists already"), message);
        assertThrows(UnavailableException.class, () -> add(images).export(temp.resolve("no/such/parent")));
    }

    @Test
    void an_export_of_damaged_content_leaves_nothing() throws IOException {
        Snapshot snapshot = add(images);
        store.contents.put(Digests.of("woof"), "bark".getBytes());
        assertThrows(CorruptException.class, () -> snapshot.export(temp.resolve("out")));
        store.contents.remove(Digests.of("woof"));
        assertThrows(NotFoundException.class, () -> snapshot.export(temp.resolve("out")));
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(images), left.toList());
        }
    }

    @Test
    void a_damaged_list_of_files_is_told() {
        Snapshot snapshot = add(images);
        byte[] list = store.contents.get(snapshot.digest());
        for (String bad : List.of("", "lifecycle-files-9\n", new String(list).replace("cats/1.png", "../1.png"),
                new String(list).replace(" 4 ", " -4 "), new String(list) + "x", new String(list).replace("dogs", "cats"))) {
            store.contents.put(snapshot.digest(), bad.getBytes());
            assertThrows(ml.lifecycle.LifecycleException.class, snapshot::files, bad);
            assertThrows(ml.lifecycle.LifecycleException.class, () -> snapshot.export(temp.resolve("out")), bad);
            assertThrows(ml.lifecycle.LifecycleException.class, sets::referencedDigests, bad);
        }
        assertFalse(Files.exists(temp.resolve("1.png")));
    }

    @Test
    void an_empty_directory_is_refused() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty/with/empty"));
        assertTrue(refused(empty.getParent().getParent()).contains("has no files"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void links_are_refused_but_the_directory_itself_may_be_one() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("latest"), images);
        assertEquals("images", add(link).source());
        store.contents.clear();
        store.events.clear();
        Files.createSymbolicLink(images.resolve("secret"), Path.of("/etc/passwd"));
        assertTrue(refusedBy(open()).contains("is a link, and links are not followed"));
        Files.delete(images.resolve("secret"));
        Files.createSymbolicLink(images.resolve("up"), temp);
        assertTrue(refusedBy(open()).contains("is a link"));
    }

    private String refusedBy(DataSets fresh) {
        String message = assertThrows(RefusedException.class, () -> fresh.get("images").add(images)).getMessage();
        assertTrue(store.contents.isEmpty() && store.events.isEmpty());
        return message;
    }

    @ParameterizedTest
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such files cannot be made there")
    @ValueSource(strings = {"a\nb", "a\\b", "a:b", "50%", "con", "a\u202eb", " ", "aux.txt"})
    void names_that_another_system_reads_otherwise_are_refused(String name) throws IOException {
        write(images, name, "x");
        String message = refused(images);
        assertFalse(message.contains("\n") || message.contains("\u202e"), message);
    }

    @Test
    @DisabledOnOs(value = {OS.WINDOWS, OS.MAC}, disabledReason = "both forms may be one file there")
    void names_are_in_one_form_of_unicode_whatever_system_they_come_from() throws IOException {
        write(images, "a\u0308.txt", "x");
        assertTrue(add(images).files().containsKey("\u00e4.txt"));
        write(images, "\u00e4.txt", "y");
        String message = assertThrows(RefusedException.class, () -> add(images)).getMessage();
        assertTrue(message.contains("another form of Unicode"), message);
        assertEquals(1, sets.get("images").snapshots().size());
    }

    @Test
    void a_long_path_is_refused() throws IOException {
        write(images, "x".repeat(100) + "/" + "y".repeat(100) + "/" + "z".repeat(100), "deep");
        assertTrue(refused(images).contains("302 characters"));
    }

    @Test
    void a_directory_that_changes_while_it_is_added_is_refused() throws IOException {
        List<String> changes = List.of("rewritten", "added", "removed");
        for (String change : changes) {
            DataSets fresh = open();
            boolean[] done = new boolean[1];
            store.beforePut = () -> {
                if (!done[0]) {
                    done[0] = true;
                    change(change);
                }
            };
            String message = assertThrows(ConflictException.class, () -> fresh.get("images").add(images), change).getMessage();
            assertTrue(message.contains("changed while the directory was added"), message);
            assertTrue(store.events.isEmpty());
            store.contents.clear();
        }
    }

    private void change(String change) {
        try {
            switch (change) {
                case "rewritten" -> write(images, "cats/1.png", "MEOW and more");
                case "added" -> write(images, "new.txt", "x");
                default -> Files.delete(images.resolve("labels.csv"));
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_file_of_a_list_is_no_csv_snapshot_of_the_same_bytes() throws IOException {
        Snapshot snapshot = add(images);
        Path list = temp.resolve("list.csv");
        Files.write(list, store.contents.get(snapshot.digest()));
        assertEquals(2, add(list).number());
        assertTrue(add(list).isTable());
        assertArrayEquals(new int[] {1}, new int[] {add(images).number()});
        assertEquals(Map.of("list.csv", Files.size(list)), add(list).files());
    }
}
