package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.ColumnChange.State;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drift is measured as, and what is said of it. */
class DriftFiguresTest {

    private static final double CLOSE = 0.0006;

    private static Table table(int rows, IntFunction<@Nullable Object> value) {
        List<@Nullable Object> values = IntStream.range(0, rows).mapToObj(value).collect(Collectors.toList());
        return Table.of(Map.of("x", values));
    }

    private static ColumnChange change(Table before, Table now) {
        return before.driftTo(now).column("x");
    }

    private static ColumnChange change(Table before, Table now, DriftMethod method) {
        return before.driftTo(now, DriftSettings.usual().method("x", method)).column("x");
    }

    private static Table normal(int rows, long seed, double shift) {
        Random random = new Random(seed);
        return table(rows, row -> shift + random.nextGaussian());
    }

    private static Table asTexts(Table table) {
        return table(table.rows(), row -> "v" + table.column("x").text(row));
    }

    @Test
    void numbers_that_the_reference_does_not_have_are_seen_as_texts_are() {
        long[][][] cases = {{{0, 1}, {0, 2}}, {{0, 10}, {0, 5}}, {{1, 2, 3}, {1, 2, 9}},
            {{0, 1, 2, 3, 4}, {0, 1, 2, 3, 40}}, {{5}, {900}}, {{5}, {4, 6}}};
        for (long[][] one : cases) {
            for (int rows : new int[] {60, 500, 5000}) {
                Table before = table(rows, row -> one[0][row % one[0].length]);
                Table now = table(rows, row -> one[1][row % one[1].length]);
                ColumnChange numbers = change(before, now, DriftMethod.PSI);
                ColumnChange texts = change(asTexts(before), asTexts(now), DriftMethod.PSI);
                assertEquals(texts.distance(), numbers.distance());
                assertTrue(numbers.distance() > 0.5);
                assertEquals(texts.probability(), numbers.probability());
                assertTrue(numbers.probability() < 1e-3);
                assertEquals(State.DRIFTED, numbers.state());
                assertEquals(texts.newShare(), numbers.newShare());
                assertTrue(numbers.newShare() > 0.1);
            }
        }
        assertEquals(13.79, change(table(500, row -> 5), table(500, row -> 900), DriftMethod.PSI).distance(), 0.005);
    }

    @Test
    void numbers_between_those_of_a_reference_that_repeats_its_own_are_seen() {
        Table even = table(1000, row -> 2L * (row % 50));
        Table odd = table(1000, row -> 2L * (row % 50) + 1);
        assertTrue(change(even, odd, DriftMethod.PSI).distance() > 5);
        assertEquals(State.DRIFTED, change(even, odd, DriftMethod.PSI).state());
        assertEquals(1, change(even, odd, DriftMethod.CHI_SQUARED).distance(), 0.02);
        assertEquals(1, change(even, odd).newShare());
    }

    @Test
    void what_lies_beyond_the_reference_is_seen() {
        Table before = normal(5000, 1, 0);
        Random random = new Random(2);
        Table now = table(5000, row -> random.nextGaussian() * (row % 10 == 0 ? 1000 : 1));
        ColumnChange change = change(before, now, DriftMethod.PSI);
        assertTrue(change.distance() > 0.3);
        assertEquals(State.DRIFTED, change.state());
    }

    @Test
    void full_separation_is_one_however_few_rows_there_are() {
        Table ab = table(1000, row -> row < 500 ? "a" : "b");
        for (int rows : new int[] {9, 30, 1000}) {
            ColumnChange change = change(ab, table(rows, row -> "c"), DriftMethod.CHI_SQUARED);
            assertEquals(1, change.distance(), 1e-12);
            assertEquals(State.DRIFTED, change.state());
        }
        // There are C(1009, 9) ways to choose nine rows.
        assertEquals(3.4696e-22, change(ab, table(9, row -> "c")).probability(), 1e-25);
        ColumnChange numbers = change(normal(1000, 1, 0), table(30, row -> 9.0), DriftMethod.CHI_SQUARED);
        assertEquals(1, numbers.distance(), 1e-12);
        assertEquals(State.DRIFTED, numbers.state());
    }

    @Test
    void texts_beyond_the_fifty_most_frequent_are_bins_of_their_own() {
        Table before = table(9000, row -> row < 5000 ? "a" + row % 50 : "b" + row % 100);
        Table now = table(9000, row -> row < 5000 ? "a" + row % 50 : "c" + row % 100);
        Map<DriftMethod, Double> distances = change(before, now).distances();
        assertEquals(3.853, distances.get(DriftMethod.PSI), CLOSE);
        assertEquals(0.638, distances.get(DriftMethod.JENSEN_SHANNON), CLOSE);
        assertEquals(0.667, distances.get(DriftMethod.CHI_SQUARED), CLOSE);
        ColumnChange profiles = before.profile().driftTo(now.profile()).column("x");
        assertEquals(distances, profiles.distances());
        assertEquals(State.DRIFTED, profiles.state());

        Map<DriftMethod, Double> allNew =
                change(table(20_000, row -> "a" + row % 300), table(20_000, row -> "b" + row % 300)).distances();
        assertEquals(1, allNew.get(DriftMethod.CHI_SQUARED), 1e-12);
        assertTrue(allNew.get(DriftMethod.JENSEN_SHANNON) > 0.96);
        assertTrue(allNew.get(DriftMethod.PSI) > 8);
    }

    @Test
    void texts_that_hardly_repeat_are_not_compared() {
        ColumnChange ids = change(table(2000, row -> "id" + row), table(2000, row -> "id" + (row + 5000)));
        assertEquals(State.NOT_COMPARED, ids.state());
        assertTrue(ids.sentence().contains("100 % of its values occur but once in the reference"), ids.sentence());
        ColumnChange gone = change(table(2000, row -> "id" + row), table(2000, row -> null));
        assertEquals(State.DRIFTED, gone.state());
        // Where the reference repeats its values, ids in their place are new.
        assertEquals(State.DRIFTED, change(table(2000, row -> "a" + row % 3), table(2000, row -> "id" + row)).state());
        assertNotEquals(State.STABLE, table(3000, row -> "a" + row % 1500).profile()
                .driftTo(table(3000, row -> "b" + row % 1500).profile()).column("x").state());
    }

    @Test
    void what_went_through_single_precision_is_stable() {
        for (double value : new double[] {0.1, 1 / 3.0, -7.77}) {
            for (ColumnChange change : List.of(change(table(2000, row -> value), table(2000, row -> (double) (float) value)),
                    change(table(2000, row -> (double) (float) value), table(2000, row -> value)))) {
                assertEquals(State.STABLE, change.state());
            }
        }
        assertEquals(State.STABLE, change(table(2000, row -> 5.0), table(2000, row -> 5 + 1e-12)).state());
        assertEquals(State.STABLE,
                change(table(2000, row -> row % 7 / 10.0), table(2000, row -> (double) (row % 7 / 10f))).state());
        assertEquals(State.DRIFTED, change(table(2000, row -> 5.0), table(2000, row -> 5.001)).state());
        assertEquals(State.DRIFTED, change(table(2000, row -> 0.0), table(2000, row -> 1e-60)).state());
        assertEquals(State.DRIFTED, change(table(2000, row -> 1_000_000_000L), table(2000, row -> 1_000_000_001L)).state());
    }

    @Test
    void a_tail_that_flies_away_is_drift() {
        Random random = new Random(5);
        Table now = table(20_000, row -> random.nextGaussian() + (row % 200 == 0 ? 1000 : 0));
        ColumnChange change = change(normal(20_000, 6, 0), now);
        assertEquals(DriftMethod.WASSERSTEIN, change.method());
        assertEquals(State.DRIFTED, change.state());
        assertTrue(change.distance() > 1);
        Table incomes = table(20_000, row -> Math.exp(random.nextGaussian()));
        Table more = table(20_000, row -> Math.exp(random.nextGaussian()) * (row % 100 == 0 ? 1000 : 1));
        assertEquals(State.DRIFTED, change(incomes, more).state());
        assertEquals(State.DRIFTED, change(more, incomes).state());
        assertEquals(State.DRIFTED, incomes.profile().driftTo(more.profile()).column("x").state());
    }

    @Test
    void new_texts_are_told_whatever_the_distance() {
        Table before = table(20_000, row -> "abcd".substring(row % 4, row % 4 + 1));
        Table now = table(20_000, row -> row % 100 == 0 ? "NEW" : "abcd".substring(row % 4, row % 4 + 1));
        DriftReport report = before.driftTo(now);
        assertEquals(State.STABLE, report.column("x").state());
        assertEquals(0.01, report.column("x").newShare());
        assertTrue(report.column("x").isNotable());
        assertTrue(report.toString().startsWith("Drift: none, new values in 1 column ("));
        assertTrue(report.toString().contains("new: NEW"));
        assertTrue(report.toHtml().contains("new values in 1 column"), report.toHtml());
        assertFalse(before.driftTo(before).column("x").isNotable());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void missing_values_that_come_are_drift(int percentBefore) {
        Table before = table(20_000, row -> row % 100 < percentBefore ? null : (double) (row % 97));
        Table now = table(20_000, row -> row % 100 < percentBefore + 5 ? null : (double) (row % 97));
        assertEquals(State.DRIFTED, change(before, now).state());
        assertTrue(change(before, now).sentence()
                .contains("missing in " + percentBefore + " % of the rows before"));
        // One point more is no chance, and matters only where the reference had none.
        Table little = table(20_000, row -> row % 100 < percentBefore + 1 ? null : (double) (row % 97));
        assertEquals(percentBefore == 0 ? State.DRIFTED : State.STABLE, change(before, little).state());
        assertTrue(before.driftTo(little, DriftSettings.usual().missing(0.005)).drifted());
        assertEquals(State.STABLE, change(before, before).state());
    }

    @Test
    void columns_that_went_and_came_are_in_the_headline() {
        Map<String, List<Integer>> both = new LinkedHashMap<>();
        List<Integer> values = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        both.put("v", values);
        both.put("extra", values);
        Table one = Table.of(Map.of("v", values));
        Table two = Table.of(both);
        assertEquals(List.of("extra"), one.driftTo(two).newColumns());
        assertTrue(one.driftTo(two).toString().startsWith("Drift: none, 1 column new ("));
        assertTrue(one.driftTo(two).toString().contains("New columns, which the reference does not have: extra."));
        assertTrue(one.driftTo(two).toHtml().contains("1 column new"), one.driftTo(two).toHtml());
        assertTrue(one.driftTo(two).toHtml().contains("reference does not have: extra."), one.driftTo(two).toHtml());
        assertEquals(one.driftTo(two), one.profile().driftTo(two.profile()));
        DriftReport gone = two.driftTo(one);
        assertTrue(gone.toString().startsWith("Drift: none found, 1 column gone ("));
        assertTrue(gone.column("extra").isGone());
        assertFalse(gone.isComplete());
        Table texts = Table.of(Map.of("v", values.stream().map(value -> "t" + value).toList()));
        assertTrue(one.driftTo(texts).toString().startsWith("Drift: none found, 1 of 1 column not compared ("));
        assertTrue(one.driftTo(texts).toString().contains("v was INTEGER in the reference and is TEXT now."));
    }

    @Test
    void bins_of_equal_share_are_equal_and_mirror_each_other() {
        double[][] expected = {{10, 0.165}, {100, 1.827}, {1000, 4.546}};
        for (double[] one : expected) {
            int rows = (int) one[0];
            Table before = table(rows, row -> row + 1L);
            Table least = table(rows / 10, row -> row + 1L);
            Table greatest = table(rows / 10, row -> (long) rows - row);
            assertEquals(one[1], change(before, least).distances().get(DriftMethod.PSI), CLOSE);
            assertEquals(change(before, greatest).distances().get(DriftMethod.PSI),
                    change(before, least).distances().get(DriftMethod.PSI), 1e-12);
        }
    }

    @Test
    void buckets_that_are_wider_than_what_they_tell_apart_are_not_compared() {
        ColumnChange narrow = normal(900, 1, 1e9).profile().driftTo(normal(3000, 2, 1e9).profile()).column("x");
        assertNotEquals(State.DRIFTED, narrow.state());
        ColumnChange wide = normal(900, 1, 3).profile().driftTo(normal(3000, 2, 3).profile()).column("x");
        assertEquals(State.STABLE, wide.state());
        ColumnChange moved = normal(900, 1, 3).profile().driftTo(normal(3000, 2, 3.5).profile()).column("x");
        assertEquals(State.DRIFTED, moved.state());
    }

    @Test
    void profiles_are_compared_in_the_same_buckets() {
        for (int seed = 0; seed < 20; seed++) {
            // The smaller one counts each number, the larger one does not.
            Table few = normal(900, seed, 3);
            Table many = normal(3000, 100 + seed, 3);
            double byTable = change(few, many, DriftMethod.KOLMOGOROV_SMIRNOV).distance();
            double byProfile = few.profile().driftTo(many.profile()).column("x").distances().get(DriftMethod.KOLMOGOROV_SMIRNOV);
            // Coarser numbers are no further apart, if both are as coarse.
            assertTrue(byProfile <= byTable + 1e-12, byProfile + " beside " + byTable);
            assertEquals(byTable, byProfile, 0.02);
        }
    }

    @Test
    void rare_texts_that_part_more_than_chance_are_found() {
        // Each of 150 texts occurs twice, and both rows of 93 are on one side: 75 are expected, give or take 6.
        Table before = table(150, row -> row < 94 ? "t" + row / 2 : "u" + (row - 94));
        Table now = table(150, row -> row < 92 ? "s" + row / 2 : row < 148 ? "u" + (row - 92) : "w" + (row - 148));
        ColumnChange change = change(before, now, DriftMethod.CHI_SQUARED);
        assertTrue(change.probability() > 1e-4 && change.probability() < 0.006, change.sentence());
    }
}
