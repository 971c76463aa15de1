package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import org.junit.jupiter.api.Test;

/** The first and the last moment of a column. */
class TimeRangeTest {

    private static final Instant START = Instant.parse("2024-01-31T08:00:00.000000001Z");
    /** A byte for the state, and twice the seconds and nanoseconds. */
    private static final int STORED = 1 + 2 * (8 + 4);

    /** Days in reverse. A table of none still knows that its column holds moments. */
    private static TableProfile days(int from, int to) {
        Table table = Table.of(Map.of("when", IntStream.rangeClosed(1, Math.max(1, to - from))
                .mapToObj(back -> day(to - back)).toList()));
        return (TableProfile) (from < to ? table : table.select()).profile();
    }

    private static ColumnProfile column(Profile profile) {
        return profile.column("when");
    }

    private static Instant day(int day) {
        return START.plusSeconds(86_400L * day);
    }

    /** What the version before wrote: the same without the last bytes. */
    private static byte[] old(TableProfile profile) throws IOException {
        byte[] plain = new InflaterInputStream(new ByteArrayInputStream(profile.counts().toBytes())).readAllBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain, 0, plain.length - STORED);
        }
        return bytes.toByteArray();
    }

    private static TableProfile read(byte[] bytes) {
        return new TableProfile(TableCounts.read("profile", bytes));
    }

    @Test
    void it_is_the_same_from_parts_and_from_the_store() {
        for (int days : new int[] {1, 10, 5000}) {
            TableProfile whole = days(0, days);
            assertEquals(day(0), column(whole).earliest());
            assertEquals(day(days - 1), column(whole).latest());
            TableProfile read = read(whole.counts().toBytes());
            assertEquals(column(whole).earliest(), column(read).earliest());
            assertEquals(column(whole).latest(), column(read).latest());
            Profile merged = read.merge(days(days, days + 3)).merge(days(0, 0));
            assertEquals(day(0), column(merged).earliest());
            assertEquals(day(days + 2), column(merged).latest());
        }
    }

    @Test
    void without_a_moment_there_is_none() {
        assertNull(column(days(0, 0)).earliest());
        assertNull(column(read(days(0, 0).counts().toBytes())).latest());
        Table table = Table.of(Map.of("when", Arrays.asList(null, START), "x", Arrays.asList(1.0, 2.0)));
        assertNull(table.profile().column("x").earliest());
        assertEquals(START, table.profile().column("when").latest());
    }

    @Test
    void a_profile_of_an_earlier_version_is_read_and_tells_it_where_it_can() throws IOException {
        TableProfile few = read(old(days(0, 10)));
        assertEquals(day(0), column(few).earliest());
        assertEquals(day(9), column(few).latest());
        assertEquals(10, few.rows());
        TableProfile many = read(old(days(0, 5000)));
        assertNull(column(many).earliest());
        assertNull(column(many).latest());
        Profile merged = many.merge(days(0, 3));
        assertNull(column(merged).earliest(), "of a part nobody knows");
        assertNull(column(read(((TableProfile) merged).counts().toBytes())).latest());
    }

    @Test
    void damage_is_no_earlier_version() {
        byte[] bytes = days(0, 10).counts().toBytes();
        assertThrows(CorruptException.class, () -> read(Arrays.copyOf(bytes, bytes.length - 12)));
    }

    @Test
    void the_text_says_when() {
        String text = days(0, 10).toString();
        assertTrue(text.contains("\nwhen: from 2024-01-31T08:00:00.000000001Z to 2024-02-09T08:00:00.000000001Z"), text);
    }
}
