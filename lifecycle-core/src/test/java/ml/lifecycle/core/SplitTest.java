package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.Tables;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final Table IRIS = Tables.read(Path.of("src/test/resources/iris.csv"));

    private static Table classes(int... sizes) {
        List<String> labels = new ArrayList<>();
        for (int label = 0; label < sizes.length; label++) {
            labels.addAll(Collections.nCopies(sizes[label], "c" + label));
        }
        return Tables.of(Map.of("y", labels, "row", IntStream.range(0, labels.size()).boxed().toList()));
    }

    private static int rows(Table part, String label) {
        return part.profile().column("y").top().getOrDefault(label, 0L).intValue();
    }

    @Test
    void each_class_has_its_share_and_no_row_is_in_both_parts() {
        Split split = Split.stratified(IRIS, "species", 0.8, 7);
        assertEquals(Map.of("setosa", 40L, "versicolor", 40L, "virginica", 40L),
                split.train().profile().column("species").top());
        assertEquals(30, split.test().rows());
        Split numbered = Split.stratified(classes(7, 5, 11), "y", 0.7, 7);
        List<Integer> all = new ArrayList<>();
        for (Table part : List.of(numbered.train(), numbered.test())) {
            for (int row = 0; row < part.rows(); row++) {
                all.add((int) part.column("row").number(row));
            }
        }
        Collections.sort(all);
        assertEquals(IntStream.range(0, 23).boxed().toList(), all);
        assertEquals(16, numbered.train().rows());
    }

    @Test
    void each_part_has_each_class() {
        Split most = Split.stratified(classes(2, 100), "y", 0.99, 1);
        assertEquals(1, rows(most.test(), "c0"));
        Split few = Split.stratified(classes(2, 100), "y", 0.01, 1);
        assertEquals(1, rows(few.train(), "c0"));
        assertTrue(assertThrows(RefusedException.class, () -> Split.stratified(classes(1, 5), "y", 0.5, 1)).getMessage()
                .endsWith("'c0' has one row; a split needs at least two, one for each part. If 'y' holds no classes but numbers or"
                        + " names, split by chance alone with Split.random."));
    }

    @Test
    void the_seed_decides() {
        assertEquals(Split.stratified(IRIS, "species", 0.8, 7).train().digest(),
                Split.stratified(IRIS, "species", 0.8, 7).train().digest());
        assertNotEquals(Split.stratified(IRIS, "species", 0.8, 7).train().digest(),
                Split.stratified(IRIS, "species", 0.8, 8).train().digest());
        // Splits are compared over machines and years.
        assertEquals("73fec5de99ee073b08283f23d36b0b3c112a53954f1bc9a30ad6866a3708f005",
                Split.stratified(IRIS, "species", 0.8, 7).test().digest());
    }

    @Test
    void a_random_split_needs_no_classes() {
        Split split = Split.random(IRIS, "sepal_length", 0.5, 1);
        assertEquals(75, split.train().rows());
        assertEquals("random", split.params().get("split.method"));
    }

    @Test
    void parts_with_other_columns_are_refused() {
        Table train = Tables.of(Map.of("a", List.of(1.5, 2.5), "y", List.of("u", "v")));
        Table named = Tables.of(Map.of("b", List.of(1.5, 2.5), "y", List.of("u", "v")));
        Table typed = Tables.of(Map.of("a", List.of("x", "x"), "y", List.of("u", "v")));
        Table whole = Tables.of(Map.of("a", List.of(1, 2), "y", List.of("u", "v")));
        Table hollow = Tables.of(Map.of("a", Arrays.asList(null, null), "y", List.of("u", "v")));
        String other = assertThrows(RefusedException.class, () -> Split.of(train, named, "y")).getMessage();
        assertTrue(other.contains("has the columns [") && other.contains("; expected the same columns in the same order."),
                other);
        assertThrows(RefusedException.class, () -> Split.of(train, train.without("a"), "y"));
        assertThrows(RefusedException.class, () -> Split.of(train.without("a"), train, "y"));
        String type = assertThrows(RefusedException.class, () -> Split.of(train, typed, "y")).getMessage();
        assertTrue(type.startsWith("Column 'a' is TEXT in the part to measure on, and NUMBER in the part to learn from;"), type);
        assertEquals(2, Split.of(train, whole, "y").test().rows());
        assertEquals(2, Split.of(train, hollow, "y").test().rows());
        assertEquals(2, Split.of(typed, hollow, "y").test().rows());
    }

    @Test
    void parts_with_columns_in_another_order_are_refused() {
        Map<String, List<?>> first = new LinkedHashMap<>();
        first.put("a", List.of(1.5, 2.5));
        first.put("b", List.of(3.5, 4.5));
        Map<String, List<?>> second = new LinkedHashMap<>();
        second.put("b", List.of(3.5, 4.5));
        second.put("a", List.of(1.5, 2.5));
        String order = assertThrows(RefusedException.class,
                () -> Split.of(Table.of(first), Table.of(second), "a")).getMessage();
        assertTrue(order.startsWith("The part to measure on has the columns [b, a], and the part to learn from [a, b];"), order);
    }

    @Test
    void what_cannot_be_split_is_refused() {
        for (double share : new double[] {0, 1, -1, 2, Double.NaN}) {
            assertThrows(RefusedException.class, () -> Split.stratified(IRIS, "species", share, 1));
        }
        assertThrows(NotFoundException.class, () -> Split.stratified(IRIS, "nope", 0.8, 1));
        assertThrows(NotFoundException.class, () -> Split.of(IRIS, IRIS.without("species"), "species"));
        String empty = assertThrows(RefusedException.class, () -> Split.stratified(IRIS.select(), "species", 0.5, 1))
                .getMessage();
        assertTrue(empty.startsWith("The table has no rows; a split needs at least two"), empty);
        assertThrows(RefusedException.class, () -> Split.random(IRIS.select(0), "species", 0.5, 1));
        Table gap = Tables.of(Map.of("y", Arrays.asList("a", null, "a")));
        assertThrows(RefusedException.class, () -> Split.stratified(gap, "y", 0.5, 1));
    }
}
