package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The profiles of parts, merged in any order, are the profile of the whole. */
class ProfilePropertiesTest {

    /** Columns with few and with many different values, missing ones, a repeated column and repeated rows. */
    private static Table random(Random random, int rows) {
        List<@Nullable Object> number = new ArrayList<>();
        List<@Nullable Object> linear = new ArrayList<>();
        List<@Nullable Object> whole = new ArrayList<>();
        List<@Nullable Object> text = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (row > 0 && random.nextInt(10) == 0) {
                int again = random.nextInt(row);
                for (List<@Nullable Object> column : List.of(number, linear, whole, text)) {
                    column.add(column.get(again));
                }
                continue;
            }
            double value = Math.exp(3 * random.nextGaussian()) * (random.nextInt(4) == 0 ? -1 : 1);
            number.add(random.nextInt(20) == 0 ? null : value);
            linear.add(2 * value + random.nextGaussian());
            whole.add((long) random.nextInt(30));
            text.add(random.nextInt(20) == 0 ? null : "t" + (int) Math.abs(rows * random.nextGaussian()));
        }
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("number", number);
        columns.put("linear", linear);
        columns.put("whole", whole);
        columns.put("same", whole);
        columns.put("text", text);
        return Table.of(columns);
    }

    private static Table part(Table table, int from, int to) {
        return table.select(IntStream.range(from, to).toArray());
    }

    @Property(tries = 60)
    void parts_in_any_order_make_the_whole(@ForAll Random random, @ForAll @IntRange(min = 2, max = 6000) int rows) {
        Table table = random(random, rows);
        int first = random.nextInt(rows + 1);
        int second = first + random.nextInt(rows - first + 1);
        Profile a = part(table, 0, first).profile();
        Profile b = part(table, first, second).profile();
        Profile c = part(table, second, rows).profile();
        Profile whole = table.profile();
        assertSame(whole, a.merge(b).merge(c), rows);
        assertSame(whole, c.merge(a.merge(b)), rows);
        assertSame(whole, b.merge(c).merge(a), rows);
    }

    private static void assertSame(Profile whole, Profile merged, int rows) {
        assertEquals(whole.rows(), merged.rows());
        assertEquals(whole.duplicateRows(), merged.duplicateRows());
        for (int index = 0; index < whole.columns().size(); index++) {
            ColumnProfile expected = whole.columns().get(index);
            ColumnProfile found = merged.columns().get(index);
            assertEquals(expected.missing(), found.missing());
            assertEquals(expected.distinct(), found.distinct());
            assertEquals(expected.exact(), found.exact());
            assertEquals(expected.min(), found.min());
            assertEquals(expected.max(), found.max());
            assertTrue(Arrays.equals(expected.quantiles(), found.quantiles()));
            assertTrue(Arrays.equals(expected.histogram(), found.histogram()));
            assertEquals(expected.outliers(), found.outliers());
            double spread = expected.standardDeviation() > 1 ? expected.standardDeviation() : 1;
            assertEquals(expected.mean(), found.mean(), 1e-9 * spread);
            assertEquals(expected.standardDeviation(), found.standardDeviation(), 1e-9 * spread);
            assertEquals(expected.skewness(), found.skewness(), expected.skewness() > 1 ? 1e-6 * expected.skewness() : 1e-6);
            if (expected.exact()) {
                assertEquals(expected.top(), found.top());
            }
            found.top().forEach((text, count) -> assertTrue(count >= 0 && count <= rows, text));
        }
        assertEquals(whole.correlations().size(), merged.correlations().size());
        for (var correlation : whole.correlations()) {
            var found = merged.correlations().stream().filter(other -> other.first().equals(correlation.first())
                    && other.second().equals(correlation.second())).findFirst().orElseThrow();
            assertEquals(correlation.pearson(), found.pearson(), 1e-9);
            assertEquals(correlation.spearman(), found.spearman(), 1e-9);
            assertEquals(correlation.rows(), found.rows());
        }
    }

    @Property(tries = 20)
    void quantiles_of_many_numbers_are_within_the_stated_error(@ForAll Random random) {
        double[] values = random.doubles(20_000).map(value -> Math.tan(3 * (value - 0.5)) * 1e3).toArray();
        ColumnProfile column = Table.of(Map.of("x", Arrays.stream(values).boxed().toList())).profile().column("x");
        assertTrue(!column.exact());
        Arrays.sort(values);
        for (int step = 0; step <= 10; step++) {
            double position = (values.length - 1) * step / 10.0;
            double low = values[(int) Math.floor(position)];
            double high = values[(int) Math.ceil(position)];
            double slack = NumberCounts.RELATIVE_ERROR * Math.max(Math.abs(low), Math.abs(high));
            assertTrue(column.quantiles()[step] >= low - slack && column.quantiles()[step] <= high + slack,
                    step + ": " + column.quantiles()[step] + " is not near " + low + " … " + high);
        }
        // Four standard errors: one estimate in 16,000 is further off.
        assertEquals(20_000, column.distinct(), 20_000 * 0.05);
    }

    @Property(tries = 20)
    void frequent_texts_are_found_among_many_rare_ones(@ForAll Random random) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < 20_000; row++) {
            texts.add(random.nextInt(5) == 0 ? "frequent" : "rare " + random.nextInt(100_000));
        }
        long truth = texts.stream().filter("frequent"::equals).count();
        Profile profile = Table.of(Map.of("t", texts.subList(0, 7000))).profile()
                .merge(Table.of(Map.of("t", texts.subList(7000, 20_000))).profile());
        long found = profile.column("t").top().getOrDefault("frequent", 0L);
        assertTrue(found <= truth && found >= truth - 20_000 / TextCounts.EXACT, found + " of " + truth);
    }

    @Property(tries = 30)
    void what_is_written_is_read_back(@ForAll Random random, @ForAll @IntRange(min = 1, max = 3000) int rows) {
        TableCounts counts = ((TableProfile) random(random, rows).profile()).counts();
        byte[] bytes = counts.toBytes();
        TableProfile read = new TableProfile(TableCounts.read("profile", bytes));
        assertEquals(new TableProfile(counts).toString(), read.toString());
        assertSame(new TableProfile(counts), read, rows);
        assertTrue(Arrays.equals(bytes, read.counts().toBytes()));
    }
}
