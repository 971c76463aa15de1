package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class TableSnapshotProperties {

    private static final List<String> TEXTS = List.of("", " ", "1", "007", "NaN", "true", "2024-01-01", "a,b", "\"", "\r\n",
            "\n", "\r", "é😀", "\u0000", "\ufeff", "x".repeat(5_000), "inf", "null");
    private static final List<Double> NUMBERS = List.of(0.0, -0.0, 1.0, -1.5, 0.1, 1e-320, Double.MIN_VALUE,
            Double.MAX_VALUE, -Double.MAX_VALUE, 9007199254740993.0, 123456.789e-30, 1 / 3.0);
    private static final List<Long> INTEGERS = List.of(0L, -1L, 42L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);
    private static final List<Instant> MOMENTS = List.of(Instant.EPOCH, Instant.MIN, Instant.MAX,
            Instant.parse("2024-03-31T02:30:00.123456789Z"), Instant.parse("-0001-01-01T00:00:00Z"));

    private static final List<List<?>> KINDS =
            List.of(TEXTS, NUMBERS, INTEGERS, MOMENTS, List.of(true, false));

    private static Map<String, List<@Nullable Object>> columns(Random random) {
        int rows = random.nextInt(30);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (int column = random.nextInt(5); column >= 0; column--) {
            List<?> kind = KINDS.get(random.nextInt(KINDS.size()));
            List<@Nullable Object> values = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                values.add(random.nextInt(4) == 0 ? null : kind.get(random.nextInt(kind.size())));
            }
            columns.put("column, " + column + " \"of\" many", values);
        }
        return columns;
    }

    @Property(tries = 1000)
    void a_table_is_the_same_when_it_comes_back(@ForAll Random random) {
        TestStore store = new TestStore();
        DataSets sets = new DataSets(store, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Table table = Table.of(columns(random));
        Snapshot added = sets.get("x").add(table);
        assertEquals(table.digest(), added.tableDigest());
        Snapshot read = new DataSets(store, Clock.systemUTC()).get("x").latest();
        assertEquals(table.digest(), read.table().digest());
        assertEquals(table.profile().toString(), read.profile().toString());
        assertEquals(1, sets.get("x").add(read.table()).number());
    }

    @Property(tries = 1000)
    void numbers_are_read_as_java_reads_them(@ForAll Random random) {
        String text = switch (random.nextInt(4)) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> (random.nextBoolean() ? "-" : "+") + random.nextInt(100_000) + "." + random.nextInt(1_000_000);
            default -> "." + Math.abs(random.nextLong());
        };
        char[] characters = text.toCharArray();
        double read = NumberText.parse(characters, 0, characters.length);
        if (!Double.isNaN(read)) {
            assertEquals(Double.doubleToLongBits(Double.parseDouble(text)), Double.doubleToLongBits(read), text);
        }
    }
}
