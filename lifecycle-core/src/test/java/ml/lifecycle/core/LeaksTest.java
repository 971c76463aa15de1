package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.LeakReport.Kind;
import ml.lifecycle.core.LeakReport.Leak;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaksTest {

    private static final Table IRIS = Table.read(Path.of("src/test/resources/iris.csv"));

    private static List<@Nullable Object> values(int rows, IntFunction<@Nullable Object> value) {
        return IntStream.range(0, rows).mapToObj(value).collect(Collectors.toList());
    }

    @Test
    void columns_that_give_the_target_away_are_found_and_honest_ones_are_not() {
        Random random = new Random(1);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("target", values(300, row -> "abc".substring(row % 3, row % 3 + 1)));
        columns.put("honest", values(300, row -> random.nextGaussian() + row % 3));
        columns.put("copy", values(300, row -> "abc".substring(row % 3, row % 3 + 1)));
        columns.put("code", values(300, row -> (double) (row % 3)));
        columns.put("word", values(300, row -> List.of("x", "y", "z").get(row % 3)));
        columns.put("after_the_fact", values(300, row -> 10.0 * (row % 3) + random.nextDouble()));
        columns.put("id", values(300, row -> (long) row));
        columns.put("name", values(300, row -> "n" + row % 200));
        LeakReport report = Leaks.in(Table.of(columns), "target");
        assertEquals(List.of("COPY_OF_TARGET copy", "TELLS_TARGET code", "TELLS_TARGET word",
                        "TELLS_TARGET after_the_fact", "IDENTIFIER id"),
                report.leaks().stream().map(leak -> leak.kind() + " " + leak.column()).toList());
        report.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertThrows(RefusedException.class, report::orThrow);
    }

    @Test
    void a_number_that_is_the_target_in_another_unit_is_found() {
        Random random = new Random(1);
        List<@Nullable Object> celsius = values(200, row -> 20 * random.nextGaussian());
        Table table = Table.of(Map.of("celsius", celsius,
                "fahrenheit", values(200, row -> 32 + 1.8 * (Double) celsius.get(row)),
                "noise", values(200, row -> random.nextGaussian())));
        assertEquals(List.of("fahrenheit"), Leaks.in(table, "celsius").leaks().stream().map(Leak::column).toList());
    }

    @Test
    void iris_is_clean_and_a_missing_target_is_named() {
        assertTrue(Leaks.in(IRIS, "species").clean());
        assertEquals("Leaks: none found", Leaks.in(IRIS, "species").orThrow().toString());
        assertThrows(NotFoundException.class, () -> Leaks.in(IRIS, "kind"));
        assertTrue(Leaks.in(IRIS.select(0, 60, 120), "species").clean());
    }

    @Test
    void shared_rows_are_counted() {
        Table training = IRIS.select(IntStream.range(0, 100).toArray());
        assertEquals("Leaks: 1\n- 10 of 20 test rows (50 %) are also among the 100 training rows.",
                Leaks.between(training, IRIS.select(IntStream.range(90, 110).toArray())).toString());
        assertTrue(Leaks.between(training, training.select()).clean());
    }

    @Test
    void test_rows_before_the_last_training_row_leak_time() {
        Table all = Table.of(Map.of("at", values(50, row -> Instant.ofEpochSecond(86_400L * row)),
                "x", values(50, row -> (double) row)));
        Table early = all.select(IntStream.range(0, 40).toArray());
        assertTrue(Leaks.between(early, all.select(IntStream.range(40, 50).toArray()), "at").clean());
        LeakReport report = Leaks.between(all.select(0, 1, 2, 45), all.select(44, 46, 47), "at");
        assertEquals(List.of(Kind.TIME), report.leaks().stream().map(Leak::kind).toList());
        assertTrue(report.toString().contains("1 of 3 test rows are not later than the last training row"),
                report::toString);
    }
}
