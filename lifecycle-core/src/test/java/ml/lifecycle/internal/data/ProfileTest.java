package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final class Columns {
        private final Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        private final int rows;

        Columns(int rows) {
            this.rows = rows;
        }

        Columns with(String name, IntFunction<@Nullable Object> value) {
            columns.put(name, IntStream.range(0, rows).mapToObj(value).collect(Collectors.toList()));
            return this;
        }

        Profile profile() {
            return Table.of(columns).profile();
        }
    }

    @Test
    void iris_is_described_as_it_is_known() {
        Profile iris = TablesReadTest.iris().profile();
        Correlation strongest = iris.correlations().get(0);
        assertEquals("petal_length", strongest.first());
        assertEquals("petal_width", strongest.second());
        assertEquals(0.9629, strongest.pearson(), 5e-5);
        assertEquals(0.9377, strongest.spearman(), 5e-5);
        assertEquals(0.3118, iris.column("sepal_length").skewness(), 5e-5);
        assertEquals(4, iris.column("sepal_width").outliers());
        assertEquals(150, Arrays.stream(iris.column("petal_length").histogram()).sum());
        assertTrue(iris.findings().contains("petal_length and petal_width correlate at 0.96."), iris::toString);
        assertTrue(iris.findings().contains("species has 3 classes, all of 50 rows."), iris::toString);
    }

    @Test
    void one_number_far_out_does_not_press_the_histogram_into_one_bar() {
        Random random = new Random(3);
        ColumnProfile column = new Columns(1001).with("x", row -> row == 500 ? -1e9 : random.nextGaussian()).profile()
                .column("x");
        assertEquals(21, column.histogram().length);
        assertEquals(1, column.histogram()[0]);
        assertEquals(1001, Arrays.stream(column.histogram()).sum());
        assertTrue(Arrays.stream(column.histogram()).filter(count -> count > 10).count() > 8,
                () -> Arrays.toString(column.histogram()));
        assertEquals(-1e9, column.edges()[0]);
        ColumnProfile usual = TablesReadTest.iris().profile().column("sepal_length");
        assertEquals(20, usual.histogram().length);
        assertEquals(usual.min(), usual.edges()[0]);
    }

    @Test
    void findings_name_what_is_odd() {
        Random random = new Random(1);
        Profile profile = new Columns(1000)
                .with("id", row -> "c" + row)
                .with("constant", row -> 7.5)
                .with("nothing", row -> null)
                .with("gaps", row -> row % 8 == 0 ? null : random.nextGaussian())
                .with("again", row -> (double) (row % 10))
                .with("same", row -> (double) (row % 10))
                .with("bent", row -> Math.exp(3 * (row % 10)))
                .with("long_tail", row -> Math.exp(2 * random.nextGaussian()))
                .with("rare", row -> row % 100 == 0 ? "yes" : "no")
                .profile();
        for (String finding : List.of("nothing has no value in any row.",
                "gaps is missing in 125 rows (12.5 %).",
                "constant has the same value in every row, so it tells nothing.",
                "id has another value in every row, as an identifier has; a model cannot learn from it.",
                "again, same are equal in every row.",
                "again and same correlate at 1.00.",
                "again and bent rise and fall together, but not on a line (Spearman 1.00, Pearson 0.55).",
                "rare is out of balance: 'yes' has only 10 rows, 'no' 990.")) {
            assertTrue(profile.findings().contains(finding), finding + " is not in:\n" + profile);
        }
        assertTrue(profile.findings().stream().anyMatch(text -> text.startsWith("long_tail is skewed to the right (")));
        assertFalse(profile.findings().stream().anyMatch(text -> text.contains("repeat")));
    }

    @Test
    void repeated_rows_are_counted_also_among_many() {
        assertEquals(90, new Columns(100).with("a", row -> (double) (row % 10)).profile().duplicateRows());
        Profile many = new Columns(50_000).with("a", row -> (double) (row % 40_000)).profile();
        assertEquals(10_000, many.duplicateRows(), 1500);
        assertTrue(many.findings().stream().anyMatch(text -> text.startsWith("About ")), many::toString);
    }

    @Test
    void few_or_no_rows_are_said_and_do_no_harm() {
        assertEquals(List.of("There are no rows."), TablesReadTest.iris().select().profile().findings());
        Profile one = TablesReadTest.iris().select(0).profile();
        assertEquals(List.of("There is only one row, which shows no spread."), one.findings());
        assertEquals(151, one.merge(TablesReadTest.iris().profile()).rows());
        assertEquals(150, TablesReadTest.iris().select().profile().merge(TablesReadTest.iris().profile()).rows());
    }

    @Test
    void profiles_of_other_columns_are_not_merged() {
        Profile iris = TablesReadTest.iris().profile();
        Profile other = TablesReadTest.iris().without("species").profile();
        assertTrue(assertThrows(RefusedException.class, () -> iris.merge(other)).getMessage().contains("species TEXT"));
    }

    @Test
    void a_damaged_profile_is_corrupt() {
        byte[] bytes = ((TableProfile) TablesReadTest.iris().profile()).counts().toBytes();
        assertTrue(bytes.length < 20_000, "a profile of 150 rows has " + bytes.length + " bytes");
        assertThrows(CorruptException.class, () -> TableCounts.read("p", Arrays.copyOf(bytes, bytes.length / 2)));
        assertThrows(CorruptException.class, () -> TableCounts.read("p", new byte[0]));
    }

    @Test
    void equal_values_have_no_spread_whatever_rounding_does() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            double value = Math.exp(3 * random.nextGaussian());
            ColumnProfile column = new Columns(3).with("x", row -> value).profile().column("x");
            assertEquals(0, column.standardDeviation(), "of three times " + value);
            assertTrue(Double.isNaN(column.skewness()), "of three times " + value);
        }
    }

    @Test
    void an_estimate_of_different_values_is_not_more_than_the_values() {
        int rows = 5_000;
        Profile profile = new Columns(rows).with("id", row -> row).with("gap", row -> row < 10 ? null : row)
                .with("key", row -> "k" + row).profile();
        assertFalse(profile.column("id").exact());
        assertEquals(rows, profile.column("id").distinct());
        assertTrue(profile.column("gap").distinct() <= rows - 10, profile::toString);
        assertTrue(profile.column("key").distinct() <= rows, profile::toString);
    }

    @Test
    void a_column_says_in_two_lines_what_it_holds() {
        Profile profile = new Columns(4).with("x", row -> row == 0 ? null : row).with("y", row -> row * 2)
                .with("word", row -> row == 0 ? "a\nb" : "c").profile();
        assertEquals("""
                x (INTEGER): 4 rows, 1 missing, 3 distinct
                  from 1 to 3, mean 2, sd 1""", profile.column("x").toString());
        assertEquals("""
                word (TEXT): 4 rows, 0 missing, 2 distinct
                  'c' 3, 'a\\u000ab' 1""", profile.column("word").toString());
        assertEquals("x and y: pearson 1.00, spearman 1.00", profile.correlations().get(0).toString());
    }

    @Test
    void columns_stand_below_each_other_whatever_they_are_called() {
        String text = new Columns(3).with("x", row -> (double) row).with("花弁の長さです、とても長い", row -> row * 2e-5)
                .with("🌸🌺", row -> row == 1 ? null : 1e9 * row).with("n".repeat(200), row -> "花").profile().toString();
        List<String> lines = text.lines().skip(1).limit(5).toList();
        assertEquals(List.of("column            type      missing distinct      min     mean      max       sd",
                "x                 NUMBER          0        3        0        1        2        1",
                "花弁の長さです…   NUMBER          0        3        0   2.0e-5   4.0e-5   2.0e-5",
                "🌸🌺              NUMBER          1        2        0    1.0e9    2.0e9    1.4e9",
                "nnnnnnnnnnnnnnn…  TEXT            0        1"), lines, text);
    }

    @Test
    void numbers_below_each_other_have_the_same_decimals() {
        assertEquals(List.of("1.500", "2.000", "", "-0.250"), Layout.numbers(new double[] {1.5, 2, Double.NaN, -0.25}));
        assertEquals(List.of("1", "2"), Layout.numbers(new double[] {1, 2}));
        assertEquals(List.of("1234.5", "1.5"), Layout.numbers(new double[] {1234.5, 1.5}));
        assertEquals(List.of("654.9", "0.0526", "0"), Layout.numbers(new double[] {654.89, 0.05263, 0}));
        assertEquals(List.of("1", "1.5e9"), Layout.numbers(new double[] {1, 1.5e9}));
    }
}
