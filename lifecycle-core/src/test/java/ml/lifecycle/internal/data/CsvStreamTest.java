package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.lifecycle.ConflictException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without being held is what is read into a table. */
class CsvStreamTest {

    @TempDir
    Path directory;

    private final TestStore store = new TestStore();
    private final DataSets sets = new DataSets(store, Clock.systemUTC());

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("data.csv"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Rows with all types, of which the last one decides the type of a column. */
    private static String rows(int count) {
        StringBuilder csv = new StringBuilder("i,n,late,text,b,at,none\n");
        for (int row = 0; row < count; row++) {
            csv.append(row).append(',').append(row % 7 == 0 ? "" : row / 8.0).append(',').append(row).append(',')
                    .append("t").append(row % 2000).append(',').append(row % 2 == 0).append(",2024-01-01T00:00:")
                    .append(String.format(Locale.ROOT, "%02d", row % 60)).append(",\n");
        }
        return csv.append("1,1,late,x,true,2024-01-02,\n").toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8190, 8191, 8192, 30_000})
    void a_profile_and_a_snapshot_are_those_of_the_table(int count) throws IOException {
        Path csv = file(rows(count));
        Table table = Table.read(csv);
        assertEquals(ColumnType.TEXT, table.column("late").type());
        assertEquals(table.profile().toString(), Profile.read(csv).toString());
        Snapshot snapshot = sets.get("x").add(csv);
        assertEquals(table.digest(), snapshot.tableDigest());
        assertEquals(table.digest(), snapshot.table().digest());
        assertEquals(table.profile().toString(), snapshot.profile().toString());
        assertEquals(count + 1, snapshot.rows());
    }

    @Test
    void what_is_wrong_with_a_file_is_said_alike_however_it_is_read() throws IOException {
        Map<String, String> bad = Map.of(
                "a,b\n1,2\n1\n", "line 3",
                "a,b\n1,2,3\n", "line 2",
                "a,a\n1,2\n", "named 'a' like a column before it",
                "", "is empty",
                "\ufeff", "is empty",
                "a\n1.5\ninf\n", "line 3",
                "a\n1.5\n1e999\n", "line 3",
                "a\n\"x\n", "quote that is not closed",
                "a,,b\n1,2,3\n", "has no name");
        bad.forEach((csv, expected) -> assertRefused(csv.getBytes(StandardCharsets.UTF_8), expected));
        assertRefused("a\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1), "expected text in UTF-8");
        assertRefused("a\n1\n".getBytes(StandardCharsets.UTF_16), "expected text in UTF-8");
    }

    private void assertRefused(byte[] csv, String expected) {
        try {
            Path file = file(csv);
            String message = assertThrows(RefusedException.class, () -> Table.read(file)).getMessage();
            assertTrue(message.contains(expected), message);
            assertEquals(message, assertThrows(RefusedException.class, () -> Profile.read(file)).getMessage());
            assertEquals(message, assertThrows(RefusedException.class, () -> sets.get("x").add(file)).getMessage());
            assertTrue(store.contents.isEmpty() && store.events.isEmpty());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void numbers_of_another_locale_beside_texts_are_text_and_never_zero() throws IOException {
        Profile profile = Profile.read(file("price\n\"1,5\"\n\"2.000,75\"\n1'000\nfree\n"));
        assertEquals(ColumnType.TEXT, profile.column("price").type());
        assertTrue(Double.isNaN(profile.column("price").mean()));
    }

    @Test
    void a_column_that_is_all_missing_and_a_single_row_are_told_as_they_are() throws IOException {
        Profile profile = Profile.read(file("n,none\n5,\n6,\n"));
        assertEquals(2, profile.column("none").missing());
        assertTrue(Double.isNaN(Profile.read(file("n\n5\n")).column("n").standardDeviation()));
        assertTrue(profile.findings().stream().anyMatch(finding -> finding.startsWith("none")), profile::toString);
    }

    @Test
    void a_missing_file_is_not_found_by_any_way() {
        Path none = directory.resolve("none.csv");
        assertThrows(NotFoundException.class, () -> Profile.read(none));
        assertThrows(NotFoundException.class, () -> sets.get("x").add(none));
        assertThrows(LifecycleException.class, () -> Profile.read(directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n1\n2\n3\n", "a\n1\n", "b\n1\n2\n", "a,b\n1,2\n", "a\nx\n2\n", "a\n1\n3\n", "a\n1.5\n2\n"})
    void a_content_that_is_another_the_second_time_is_refused(String second) {
        Iterator<String> contents = List.of("a\n1\n2\n", second).iterator();
        Tables.Source source = () -> new ByteArrayInputStream(contents.next().getBytes(StandardCharsets.UTF_8));
        assertTrue(assertThrows(ConflictException.class, () -> Tables.read(source, "x.csv")).getMessage()
                .contains("x.csv"));
    }

    @Test
    void a_profile_of_parts_is_that_of_the_whole() {
        Table iris = TablesReadTest.iris();
        boolean[] closed = new boolean[1];
        Profile parts = Profile.of(Stream.of(iris.select(IntStream.range(100, 150).toArray()), iris.select(),
                iris.select(IntStream.range(0, 100).toArray())).onClose(() -> closed[0] = true));
        assertEquals(iris.profile().toString(), parts.toString());
        assertTrue(closed[0]);
        assertTrue(assertThrows(RefusedException.class, () -> Profile.of(Stream.of(iris, iris.without("species"))))
                .getMessage().contains("different columns"));
        assertTrue(assertThrows(RefusedException.class, () -> Profile.of(Stream.empty())).getMessage().contains("no part"));
    }

    @Test
    void a_stored_table_that_is_damaged_is_corrupt() throws IOException {
        Snapshot snapshot = sets.get("x").add(file("a,t\n1,x\n2,y\n"));
        for (String damaged : List.of("a,t\n1,x\nz,y\n", "a,t,u\n1,x,3\n", "", "a,t\n1,x\n2,z\n")) {
            store.contents.put(snapshot.digest(), damaged.getBytes(StandardCharsets.UTF_8));
            assertThrows(ml.lifecycle.CorruptException.class, snapshot::table, damaged);
        }
        assertFalse(store.contents.isEmpty());
    }
}
