package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.ColumnChange.Bin;
import ml.lifecycle.data.Table;
import org.junit.jupiter.api.Test;

/** What a report of drift carries for its charts. */
class OverlayTest {

    private static ColumnChange change(List<?> before, List<?> now) {
        return Table.of(Map.of("x", before)).driftTo(Table.of(Map.of("x", now))).column("x");
    }

    private static String shown(Bin bin) {
        return switch (bin.kind()) {
            case RANGE -> bin.from() + ".." + bin.to();
            case CATEGORY -> bin.category();
            case OTHERS -> "others";
        } + " " + bin.before() + "/" + bin.now();
    }

    private static List<String> shown(ColumnChange change) {
        return change.bins().stream().map(OverlayTest::shown).toList();
    }

    @Test
    void each_whole_number_has_its_own_bin_where_there_are_few() {
        assertEquals(List.of("1.0..1.0 2/0", "2.0..2.0 1/1", "3.0..3.0 0/0", "4.0..4.0 0/1"),
                shown(change(List.of(1L, 1L, 2L), List.of(2L, 4L))));
        List<Long> many = IntStream.range(0, 100).mapToObj(value -> (long) value).toList();
        assertEquals("0.0..4.0 5/5", shown(change(many, many)).get(0));
        assertEquals("95.0..99.0 5/5", shown(change(many, many)).get(19));
    }

    @Test
    void numbers_are_counted_in_twenty_common_parts_of_which_the_last_holds_its_end() {
        ColumnChange change = change(List.of(0.0, 0.05, 1.0), List.of(0.5, 2.0));
        assertEquals(20, change.bins().size());
        assertEquals("0.0..0.1 2/0", shown(change.bins().get(0)));
        assertEquals(2, change.bins().get(19).to());
        assertEquals(1, change.bins().get(19).now());
    }

    @Test
    void what_lies_far_out_does_not_press_all_else_into_one_bin() {
        Random random = new Random(1);
        List<Double> before = random.doubles(500).boxed().collect(Collectors.toCollection(ArrayList::new));
        List<Double> now = random.doubles(300).boxed().collect(Collectors.toCollection(ArrayList::new));
        now.add(-1e9);
        now.add(1e12);
        List<Bin> bins = change(before, now).bins();
        assertEquals(22, bins.size());
        assertEquals(-1e9, bins.get(0).from());
        assertEquals(1e12, bins.get(21).to());
        assertEquals(List.of(1L, 1L), List.of(bins.get(0).now(), bins.get(21).now()));
        assertTrue(bins.stream().filter(bin -> bin.before() > 0).count() >= 4, () -> bins.toString());
        assertTrue(IntStream.range(1, 22).allMatch(bin -> bins.get(bin).from() == bins.get(bin - 1).to()));
    }

    @Test
    void every_value_of_either_side_is_in_one_bin() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            double scale = Math.pow(10, random.nextInt(600) - 300);
            int kind = random.nextInt(3);
            List<List<Object>> sides = new ArrayList<>();
            for (int side = 0; side < 2; side++) {
                List<Object> values = new ArrayList<>();
                for (int row = 0; row < 1 + random.nextInt(3000); row++) {
                    values.add(kind == 0 ? (Object) (random.nextGaussian() * scale)
                            : kind == 1 ? "t" + (int) (random.nextGaussian() * 300) : (Object) (double) random.nextInt(40));
                }
                sides.add(values);
            }
            Table before = Table.of(Map.of("x", sides.get(0)));
            Table now = Table.of(Map.of("x", sides.get(1)));
            for (ColumnChange change : List.of(before.driftTo(now).column("x"),
                    before.profile().driftTo(now.profile()).column("x"))) {
                assertEquals(before.rows(), change.bins().stream().mapToLong(Bin::before).sum(), change.sentence());
                assertEquals(now.rows(), change.bins().stream().mapToLong(Bin::now).sum(), change.sentence());
                assertTrue(change.bins().size() <= 22);
            }
        }
    }

    @Test
    void the_widest_range_that_there_is_has_bins_and_a_mean() {
        List<Double> wide = List.of(-Double.MAX_VALUE, -1e308, 1.5, 1e308, Double.MAX_VALUE);
        ColumnChange change = change(wide, wide);
        assertEquals(5, change.bins().stream().mapToLong(Bin::now).sum());
        assertTrue(change.bins().stream().allMatch(bin -> Double.isFinite(bin.from()) && Double.isFinite(bin.to())));
        assertTrue(Double.isFinite(change.meanNow()), change.sentence());
        List<Double> many = new ArrayList<>();
        IntStream.range(0, 2000).forEach(row -> many.add(wide.get(row % 5)));
        List<Double> other = many.stream().map(value -> value / 2).toList();
        ColumnChange huge = change(many, other);
        assertTrue(Double.isFinite(huge.distance()) && huge.distance() > 0.1, huge.sentence());
        assertEquals(ColumnChange.State.DRIFTED, huge.state());
    }

    @Test
    void one_whole_number_far_out_does_not_press_the_others_together() {
        List<Long> many = new ArrayList<>();
        IntStream.range(0, 500).forEach(row -> many.add((long) (row % 100)));
        many.add(1_000_000L);
        ColumnChange change = change(many, many);
        assertEquals(501, change.bins().stream().mapToLong(Bin::before).sum());
        assertTrue(change.bins().stream().filter(bin -> bin.before() > 10).count() > 3, change.bins().toString());
        assertEquals(1, change.bins().get(change.bins().size() - 1).before());
        assertEquals(1_000_000, change.bins().get(change.bins().size() - 1).to());
    }

    @Test
    void categories_stand_beside_each_other_and_the_rest_is_one_bin() {
        List<String> before = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (int category = 0; category < 30; category++) {
            for (int times = 0; times < 40 - category; times++) {
                before.add("c" + category);
                now.add(category == 0 ? "new" : "c" + category);
            }
        }
        List<String> bins = shown(change(before, now));
        assertEquals(21, bins.size());
        assertEquals(List.of("c0 40/0", "new 0/40", "c1 39/39"), bins.subList(0, 3));
        assertEquals("others", bins.get(20).split(" ")[0]);
        assertEquals(List.of("x".repeat(99) + "… 1/1"),
                shown(change(List.of("x".repeat(5000)), List.of("x".repeat(5000)))));
    }

    @Test
    void what_is_not_compared_has_no_bins() {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("x", List.of(1.0));
        columns.put("y", List.of("a"));
        Table table = Table.of(columns);
        assertEquals(List.of(), table.driftTo(table.without("y")).column("y").bins());
        assertEquals(List.of(), table.driftTo(table.select()).column("x").bins());
    }
}
