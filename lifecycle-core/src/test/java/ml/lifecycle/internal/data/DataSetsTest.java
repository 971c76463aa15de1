package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

    private static final Path IRIS = Path.of("src/test/resources/iris.csv");
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @TempDir
    Path directory;

    private final TestStore store = new TestStore();
    private final DataSets sets = open();

    private DataSets open() {
        return new DataSets(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path csv(String content) throws IOException {
        Path file = directory.resolve("data" + Digests.of(content).substring(0, 8) + ".csv");
        return Files.writeString(file, content);
    }

    @Test
    void a_snapshot_is_what_was_added() throws IOException {
        Snapshot snapshot = sets.get("iris").add(IRIS);
        byte[] bytes = Files.readAllBytes(IRIS);
        assertEquals("iris v1", snapshot.toString());
        assertEquals(Digests.of(bytes), snapshot.digest());
        assertEquals(bytes.length, snapshot.size());
        assertEquals(150, snapshot.rows());
        assertEquals("iris.csv", snapshot.source());
        assertEquals(NOW, snapshot.addedAt());
        assertEquals(Commit.FORCED, store.lastCommit);
        try (InputStream content = snapshot.open()) {
            assertArrayEquals(bytes, content.readAllBytes());
        }
        assertEquals(TablesReadTest.iris().digest(), snapshot.table().digest());
        assertEquals(TablesReadTest.iris().digest(), snapshot.tableDigest());
    }

    @Test
    void another_process_reads_the_same_profile() throws IOException {
        Path file = csv("n,t,b,at,empty,single\n1,x,true,2024-01-01,,\n2,y,false,2024-01-02,,5\n3,x,true,2024-01-03,,\n");
        String before = sets.get("mixed").add(file).profile().toString();
        Snapshot read = open().get("mixed").latest();
        assertEquals(before, read.profile().toString());
        assertEquals(3, read.profile().rows());
        assertEquals(2, read.profile().column("n").mean());
        assertTrue(Double.isNaN(read.profile().column("single").standardDeviation()));
        assertEquals(11, read.profile().column("n").quantiles().length);
        assertEquals(List.of("x", "y"), List.copyOf(read.profile().column("t").top().keySet()));
        assertTrue(assertThrows(NotFoundException.class, () -> read.profile().column("nope")).getMessage()
                .contains("n, t, b"));
    }

    @Test
    void the_same_bytes_are_the_same_snapshot() throws IOException {
        DataSet iris = sets.get("iris");
        iris.add(IRIS);
        iris.add(csv("a\n1\n"));
        assertEquals(1, iris.add(IRIS).number());
        assertEquals(2, open().get("iris").snapshots().size());
        assertEquals(2, iris.latest().number());
    }

    @Test
    void adding_lost_content_again_brings_it_back() {
        Snapshot first = sets.get("iris").add(IRIS);
        store.contents.clear();
        assertThrows(CorruptException.class, first::table);
        assertEquals(1, sets.get("iris").add(IRIS).number());
        assertEquals(150, first.table().rows());
    }

    @Test
    void what_is_no_csv_is_refused_and_nothing_is_added() throws IOException {
        DataSet set = sets.get("bad");
        Path file = csv("a,a\n1,2\n");
        assertThrows(RefusedException.class, () -> set.add(file));
        assertThrows(NotFoundException.class, () -> set.add(directory.resolve("no.csv")));
        assertTrue(store.contents.isEmpty() && store.events.isEmpty());
        assertEquals(List.of(), sets.all());
    }

    @Test
    void a_name_that_differs_only_in_case_is_a_conflict() throws IOException {
        DataSet early = sets.get("IRIS");
        sets.get("iris").add(IRIS);
        assertTrue(assertThrows(ConflictException.class, () -> sets.get("Iris")).getMessage().contains("'iris'"));
        Path other = csv("a\n1\n");
        assertThrows(ConflictException.class, () -> early.add(other));
        assertEquals(1, sets.get("iris").snapshots().size());
        assertThrows(RefusedException.class, () -> sets.get("../iris"));
    }

    @Test
    void what_does_not_exist_is_named_with_what_does() throws IOException {
        DataSet set = sets.get("a");
        assertThrows(NotFoundException.class, set::latest);
        set.add(csv("a\n1\n"));
        set.add(csv("a\n2\n"));
        assertTrue(assertThrows(NotFoundException.class, () -> set.snapshot(3)).getMessage().contains("1, 2"));
        assertEquals(2, set.snapshot(2).number());
    }

    @Test
    void two_processes_that_add_at_once_get_different_numbers() throws IOException {
        Path first = csv("a\n1\n");
        Path second = csv("a\n2\n");
        store.beforeAppend = () -> open().get("a").add(second);
        assertEquals(2, sets.get("a").add(first).number());
        store.beforeAppend = () -> open().get("b").add(first);
        assertEquals(1, sets.get("b").add(first).number());
        assertEquals(1, sets.get("b").snapshots().size());
    }

    @Test
    void many_that_add_at_once_number_without_gaps() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int file = 0; file < 24; file++) {
            files.add(csv("a\n" + file + "\n"));
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Future<Snapshot>> added = new ArrayList<>();
            files.forEach(file -> added.add(pool.submit(() -> open().get("a").add(file))));
            for (Future<Snapshot> snapshot : added) {
                snapshot.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(IntStream.rangeClosed(1, 24).boxed().toList(),
                sets.get("a").snapshots().stream().map(Snapshot::number).toList());
    }

    @Test
    void a_file_that_changes_while_it_is_added_is_not_added() throws IOException {
        Path file = csv("a\n1\n");
        DataSet set = sets.get("a");
        store.beforePut = () -> write(file, "a\n2\n");
        assertTrue(assertThrows(ConflictException.class, () -> set.add(file)).getMessage().contains("changed while"));
        assertEquals(List.of(), set.snapshots());
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void damaged_content_is_corrupt() {
        Snapshot snapshot = sets.get("iris").add(IRIS);
        byte[] bytes = store.contents.get(snapshot.digest());
        bytes[bytes.length - 10] ^= 1;
        assertThrows(CorruptException.class, snapshot::table);
        bytes[70] = '"';
        assertThrows(CorruptException.class, snapshot::table);
    }

    @Test
    void a_damaged_event_hides_nothing_else_and_stops_adding() throws IOException {
        DataSet set = sets.get("a");
        set.add(csv("a\n1\n"));
        set.add(csv("a\n2\n"));
        List<byte[]> log = store.events.get(Names.log(LogKind.DATA, "a"));
        for (byte[] damage : List.of(new byte[0], bytes("{"), bytes("{\"op\":\"snapshot\",\"name\":\"a\"}"))) {
            log.set(0, damage);
            DataSets other = open();
            assertEquals(List.of(2), other.get("a").snapshots().stream().map(Snapshot::number).toList());
            Path third = csv("a\n3\n");
            assertThrows(CorruptException.class, () -> other.get("a").add(third));
            assertThrows(CorruptException.class, other::referencedDigests);
            assertEquals(1, other.all().size());
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void events_of_a_kind_that_is_not_known_are_ignored() throws IOException {
        sets.get("a").add(csv("a\n1\n"));
        store.events.get(Names.log(LogKind.DATA, "a")).add(bytes("{\"op\":\"later\"}"));
        assertEquals(2, open().get("a").add(csv("a\n2\n")).number());
    }

    @Test
    void all_sets_are_listed_by_name_with_what_they_refer_to() throws IOException {
        Snapshot iris = sets.get("iris").add(IRIS);
        Snapshot other = sets.get("Other - not").add(csv("a\n1\n"));
        assertEquals(List.of("Other - not", "iris"), sets.all().stream().map(DataSet::name).toList());
        assertEquals(store.contents.keySet(), sets.referencedDigests());
        assertEquals(4, store.contents.size(), "two contents and two profiles");
        assertTrue(sets.referencedDigests().containsAll(List.of(iris.digest(), other.digest())));
        assertTrue(sets.get("iris").toString().startsWith("iris: 1 snapshot\n  v1  150 rows"));
    }

    @Test
    void who_added_a_snapshot_is_kept_and_shown() throws IOException {
        Snapshot anna = sets.get("iris").by("anna").add(IRIS);
        assertEquals(Optional.of("anna"), anna.by());
        assertEquals(Optional.of("anna"), sets.get("iris").by("bert").add(IRIS).by(), "it was there already");
        assertEquals(Optional.empty(), sets.get("iris").add(csv("a\n1\n")).by());
        assertTrue(open().get("iris").toString().lines().toList().get(1).endsWith("iris.csv  by anna"));
        assertThrows(RefusedException.class, () -> sets.get("iris").by(" "));
    }

    /** Java 17 by itself writes 5.0091705576151168E16 and 1.9999999999999998E23. */
    @Test
    void a_table_gives_the_same_bytes_on_every_java_version() {
        Snapshot snapshot = sets.get("a").add(Table.of(Map.of("x",
                List.of(5.009170557615117E16, 2e23, 5.684341886080802E-14, 0.1, -1.0))));
        assertEquals(Digests.of("\"x\"\n5.009170557615117E16\n2.0E23\n5.684341886080802E-14\n0.1\n-1.0\n"
                .getBytes(StandardCharsets.UTF_8)), snapshot.digest());
    }

    @Test
    void the_event_is_as_specified() throws IOException {
        Snapshot snapshot = sets.get("a").add(csv("n,t\n1,x\n"));
        String event = new String(store.events.get(Names.log(LogKind.DATA, "a")).get(0), StandardCharsets.UTF_8);
        assertEquals("{\"op\":\"snapshot\",\"name\":\"a\",\"number\":1,\"at\":\"2026-01-31T08:00:00Z\",\"digest\":\""
                + snapshot.digest() + "\",\"table\":\"" + snapshot.table().digest() + "\",\"size\":8,\"rows\":1,\"source\":\"" + snapshot.source()
                + "\",\"profile\":\"" + profileDigest(store.contents.keySet(), snapshot) + "\",\"types\":\"ix\"}",
                event);
    }

    private static String profileDigest(Set<String> contents, Snapshot snapshot) {
        return contents.stream().filter(digest -> !digest.equals(snapshot.digest())).findFirst().orElseThrow();
    }

    @Test
    void the_event_stays_small_however_wide_the_table_is() throws IOException {
        String header = IntStream.range(0, 500).mapToObj(column -> "column" + column).collect(Collectors.joining(","));
        sets.get("wide").add(csv(header + "\n" + "0.5,".repeat(499) + "0.5\n"));
        assertTrue(store.events.get(Names.log(LogKind.DATA, "wide")).get(0).length < 600);
        assertEquals(500, open().get("wide").latest().profile().columns().size());
    }

    @Test
    void a_lost_profile_and_an_event_of_the_first_form_are_computed_anew() throws IOException {
        Snapshot snapshot = sets.get("a").add(csv("n,t\n1,x\n2,y\n"));
        String profile = snapshot.profile().toString();
        String digest = profileDigest(store.contents.keySet(), snapshot);
        store.contents.remove(digest);
        assertEquals(profile, open().get("a").latest().profile().toString());
        List<byte[]> log = store.events.get(Names.log(LogKind.DATA, "a"));
        log.set(0, bytes(new String(log.get(0), StandardCharsets.UTF_8)
                .replace("\"" + digest + "\"", "{\"rows\":2,\"columns\":[]}").replace("\"rows\":2,\"source", "\"source")));
        Snapshot old = open().get("a").latest();
        assertEquals(2, old.rows());
        assertEquals(profile, old.profile().toString());
        assertEquals(Set.of(old.digest()), open().referencedDigests());
    }

    @Test
    void a_damaged_profile_is_corrupt() {
        Snapshot snapshot = sets.get("iris").add(IRIS);
        store.contents.get(profileDigest(store.contents.keySet(), snapshot))[20] ^= 1;
        assertThrows(CorruptException.class, () -> open().get("iris").latest().profile());
    }

    @Test
    void a_name_points_to_a_snapshot_and_can_be_moved() throws IOException {
        DataSet set = sets.get("a");
        set.add(csv("a\n1\n"));
        set.add(csv("a\n2\n"));
        assertTrue(assertThrows(NotFoundException.class, () -> set.at("reference")).getMessage().contains("it has none"));
        assertEquals(1, set.alias("reference", 1).number());
        assertEquals(1, open().get("a").at("reference").number());
        set.alias("reference", 2);
        set.alias("reference", 2);
        assertEquals(3 + 1, store.events.get(Names.log(LogKind.DATA, "a")).size(), "an alias that stands is not said again");
        assertEquals(Map.of("reference", 2), open().get("a").aliases());
        assertTrue(open().get("a").toString().endsWith("reference -> v2"), set::toString);
        assertThrows(NotFoundException.class, () -> set.alias("reference", 3));
        assertThrows(RefusedException.class, () -> set.alias("7", 1));
        store.beforeAppend = () -> open().get("a").alias("other", 1);
        set.alias("reference", 1);
        assertEquals(Map.of("reference", 1, "other", 1), set.aliases());
        assertEquals(3, set.add(csv("a\n3\n")).number());
    }
}
