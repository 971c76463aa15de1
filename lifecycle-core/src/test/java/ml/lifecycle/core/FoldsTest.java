package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.Tables;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final Table IRIS = Tables.read(Path.of("src/test/resources/iris.csv"));

    /** Rows with a number, a class, a group of different sizes, and a day that several rows share. */
    private static Table rows(int count) {
        return Tables.of(Map.of(
                "row", IntStream.range(0, count).boxed().toList(),
                "y", IntStream.range(0, count).mapToObj(row -> row % 3 == 0 ? "a" : "b").toList(),
                "patient", IntStream.range(0, count).mapToObj(row -> "p" + (int) Math.sqrt(row)).toList(),
                "at", IntStream.range(0, count)
                        .mapToObj(row -> Instant.EPOCH.plusSeconds(86_400L * (row * 7 % count / 2))).toList()));
    }

    private static List<Integer> numbers(Table part) {
        return IntStream.range(0, part.rows()).mapToObj(row -> (int) part.column("row").number(row)).toList();
    }

    private static Set<String> values(Table part, String column) {
        return new TreeSet<>(Signatures.levels(part.column(column)));
    }

    private static void requireParts(Table table, Split split) {
        Set<Integer> both = new HashSet<>(numbers(split.train()));
        both.retainAll(numbers(split.test()));
        assertEquals(Set.of(), both);
        assertTrue(split.train().rows() > 0 && split.test().rows() > 0);
        assertTrue(split.train().rows() + split.test().rows() <= table.rows());
    }

    @Test
    void each_row_is_measured_on_once_and_each_class_has_its_share() {
        Folds folds = Folds.stratified(rows(31), "y", 4, 7);
        List<Integer> measured = new ArrayList<>();
        for (Split split : folds.splits()) {
            requireParts(rows(31), split);
            assertEquals(31, split.train().rows() + split.test().rows());
            assertTrue(split.test().rows() == 7 || split.test().rows() == 8);
            measured.addAll(numbers(split.test()));
        }
        assertEquals(IntStream.range(0, 31).boxed().toList(), measured.stream().sorted().toList());
        for (Split split : Folds.stratified(IRIS, "species", 5, 1).splits()) {
            assertEquals(Map.of("setosa", 10L, "versicolor", 10L, "virginica", 10L),
                    split.test().profile().column("species").top());
        }
    }

    @Test
    void repeats_fall_otherwise_and_the_same_seed_gives_the_same() {
        Folds folds = Folds.repeated(rows(30), "y", 3, 2, 7);
        assertEquals(6, folds.splits().size());
        assertNotEquals(numbers(folds.splits().get(0).test()), numbers(folds.splits().get(3).test()));
        Folds again = Folds.repeated(rows(30), "y", 3, 2, 7);
        for (int split = 0; split < 6; split++) {
            assertEquals(numbers(folds.splits().get(split).test()), numbers(again.splits().get(split).test()));
        }
        assertNotEquals(numbers(folds.splits().get(0).test()),
                numbers(Folds.repeated(rows(30), "y", 3, 2, 8).splits().get(0).test()));
        assertEquals("2", folds.splits().get(3).params().get("split.repeat"));
        assertEquals("1", folds.splits().get(3).params().get("split.fold"));
        assertEquals("3", folds.params().get("split.folds"));
    }

    @Test
    void no_group_is_on_both_sides() {
        Table table = rows(40);
        Folds folds = Folds.grouped(table, "y", "patient", 3, 7);
        Set<String> tested = new TreeSet<>();
        for (Split split : folds.splits()) {
            requireParts(table, split);
            Set<String> both = values(split.train(), "patient");
            both.retainAll(values(split.test(), "patient"));
            assertEquals(Set.of(), both);
            assertTrue(tested.addAll(values(split.test(), "patient")));
            assertTrue(split.inputs(split.train()).columns().stream().noneMatch(each -> each.name().equals("patient")));
            assertTrue(Math.abs(split.test().rows() - 40 / 3.0) <= 7, "folds are of similar size");
        }
        assertEquals(values(table, "patient"), tested);
        for (long seed = 0; seed < 20; seed++) {
            Split split = Split.grouped(table, "y", "patient", 0.7, seed);
            requireParts(table, split);
            Set<String> both = values(split.train(), "patient");
            both.retainAll(values(split.test(), "patient"));
            assertEquals(Set.of(), both);
            assertEquals(28, split.train().rows(), 13);
        }
    }

    @Test
    void what_is_measured_on_comes_after_what_was_learnt_from() {
        Table table = rows(41);
        List<Split> splits = new ArrayList<>(Folds.byTime(table, "y", "at", 4).splits());
        assertEquals(4, splits.size());
        splits.add(Split.byTime(table, "y", "at", 0.75));
        for (Split split : splits) {
            requireParts(table, split);
            assertTrue(latest(split.train(), 1) < latest(split.test(), -1));
            assertTrue(split.inputs(split.train()).columns().stream().noneMatch(each -> each.name().equals("at")));
        }
        assertEquals(31, splits.get(4).train().rows(), 1);
        assertTrue(splits.get(0).train().rows() < splits.get(3).train().rows());
    }

    private static double latest(Table part, int sign) {
        return sign * IntStream.range(0, part.rows()).mapToDouble(row -> sign * part.column("at").number(row))
                .max().orElseThrow();
    }

    @Test
    void as_many_moments_as_blocks_are_enough_and_fewer_are_not() {
        Table table = Tables.of(Map.of("y", List.of("a", "b", "a", "b", "a"), "t", List.of(1, 1, 1, 2, 3)));
        List<Split> splits = Folds.byTime(table, "y", "t", 2).splits();
        assertEquals(List.of(3, 4), splits.stream().map(split -> split.train().rows()).toList());
        assertThrows(RefusedException.class, () -> Folds.byTime(table, "y", "t", 3));
        assertThrows(RefusedException.class, () -> Folds.byTime(table, "y", "y", 2));
    }

    @Test
    void what_cannot_be_split_is_refused_with_the_reason() {
        Table table = rows(9);
        assertTrue(message(() -> Folds.stratified(table, "y", 4, 1)).contains("Class 'a' has 3 rows"));
        assertTrue(message(() -> Folds.stratified(table, "y", 1, 1)).contains("1 folds"));
        assertTrue(message(() -> Folds.repeated(table, "y", 2, 0, 1)).contains("0 repeats"));
        assertTrue(message(() -> Folds.grouped(table, "y", "patient", 4, 1)).contains("3 groups"));
        assertTrue(message(() -> Split.grouped(table.select(0), "y", "patient", 0.5, 1)).contains("one group"));
        assertTrue(message(() -> Split.byTime(table, "y", "at", 1)).contains("share"));
        Table gaps = Tables.of(Map.of("y", List.of("a", "b"), "g", Arrays.asList("p", null)));
        assertTrue(message(() -> Folds.grouped(gaps, "y", "g", 2, 1)).contains("Row 1"));
        assertThrows(NotFoundException.class, () -> Folds.stratified(table, "z", 2, 1));
    }

    private static String message(Runnable call) {
        return assertThrows(RefusedException.class, call::run).getMessage();
    }
}
