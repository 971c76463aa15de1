package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;

class RowTablesTest {

    enum Species { SETOSA, VIRGINICA }

    /** Private on purpose: a record of the application need not be public on the class path. */
    private record Flower(double length, int petals, Integer thorns, Species species, boolean wild, LocalDate found) {}

    private record Boxed(Double number, BigDecimal price, String text, Boolean flag, Instant at, Long count) {}

    private record Any(Object value) {}

    private record Angry(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("no value today");
        }
    }

    private static List<ColumnType> types(Table table) {
        return table.columns().stream().map(TableColumn::type).toList();
    }

    @Test
    void components_of_records_are_columns() {
        Table table = Table.of(Flower.class, List.of(
                new Flower(1.5, 5, null, Species.SETOSA, true, LocalDate.parse("2024-05-01")),
                new Flower(Double.NaN, 6, 3, Species.VIRGINICA, false, LocalDate.parse("2024-05-02"))));
        assertEquals(List.of("length", "petals", "thorns", "species", "wild", "found"),
                table.columns().stream().map(TableColumn::name).toList());
        assertEquals(List.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.INTEGER, ColumnType.TEXT,
                ColumnType.BOOLEAN, ColumnType.TIMESTAMP), types(table));
        assertEquals(Map.of("petals", 6L, "thorns", 3L, "species", "VIRGINICA", "wild", false,
                "found", Instant.parse("2024-05-02T00:00:00Z")), table.row(1));
        assertNull(table.column("thorns").value(0));
    }

    @Test
    void the_declared_type_holds_where_there_is_no_value_and_without_rows() {
        List<ColumnType> declared = List.of(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.TEXT, ColumnType.BOOLEAN,
                ColumnType.TIMESTAMP, ColumnType.INTEGER);
        assertEquals(declared, types(Table.of(Boxed.class, List.of())));
        assertEquals(declared, types(Table.of(Boxed.class, List.of(new Boxed(null, null, null, null, null, null)))));
    }

    @Test
    void decimals_and_moments_of_all_kinds_become_values() {
        Table table = Table.of(Map.of(
                "price", Arrays.asList(new BigDecimal("12.50"), null),
                "local", List.of(LocalDateTime.parse("2024-01-31T08:00:00"), LocalDateTime.MIN),
                "offset", List.of(OffsetDateTime.parse("2024-01-31T08:00:00+01:00"), OffsetDateTime.parse("2024-01-31T08:00Z")),
                "zoned", List.of(ZonedDateTime.parse("2024-07-31T08:00:00+02:00[Europe/Berlin]"), Instant.EPOCH)));
        assertEquals(12.5, table.column("price").number(0));
        assertEquals(Instant.parse("2024-01-31T08:00:00Z"), table.column("local").value(0));
        assertEquals(Instant.parse("2024-01-31T07:00:00Z"), table.column("offset").value(0));
        assertEquals(Instant.parse("2024-07-31T06:00:00Z"), table.column("zoned").value(0));
    }

    @Test
    void a_component_of_any_kind_has_the_type_of_its_values() {
        assertEquals(List.of(ColumnType.NUMBER), types(Table.of(Any.class, List.of(new Any(1), new Any(0.5)))));
        assertTrue(refused(() -> Table.of(Any.class, List.of(new Any(1), new Any("x")))).contains("'value', row 1"));
        assertTrue(refused(() -> Table.of(Any.class, List.of(new Any(new int[0])))).contains("holds a [I"));
        assertTrue(refused(() -> Table.of(Boxed.class,
                List.of(new Boxed(1 / 0.0, null, null, null, null, null)))).contains("Infinity"));
    }

    @Test
    void an_exception_of_a_record_is_the_callers_own_and_no_row_is_null() {
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> Table.of(Angry.class, List.of(new Angry(1))));
        assertEquals("no value today", thrown.getMessage());
        assertSame(null, thrown.getCause());
        assertTrue(refused(() -> Table.of(Any.class, Arrays.asList(new Any(1), null))).contains("Row 1"));
        assertTrue(refused(() -> Table.of(Empty.class, List.of(new Empty()))).contains("at least one column"));
    }

    private record Empty() {}

    @Test
    void rows_are_what_row_gives() {
        Table iris = TablesReadTest.iris();
        Table again = Table.ofRows(IntStream.range(0, iris.rows()).mapToObj(iris::row).toList());
        assertEquals(iris.digest(), again.digest());
    }

    @Test
    void a_column_that_a_row_does_not_name_is_missing_there() {
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("b", null);
        second.put("c", "x");
        Table table = Table.ofRows(List.of(Map.of("a", 1), second));
        assertEquals(List.of("a", "b", "c"), table.columns().stream().map(TableColumn::name).toList());
        assertEquals(Map.of("c", "x"), table.row(1));
    }

    @Test
    void rows_without_columns_and_hostile_names_are_refused() {
        assertTrue(refused(() -> Table.ofRows(List.of())).contains("name no column"));
        assertTrue(refused(() -> Table.ofRows(List.of(Map.of()))).contains("The 1 rows"));
        for (String name : Arrays.asList("", " ", "a\nb", "x".repeat(251), null)) {
            Map<String, Object> row = new HashMap<>(Collections.singletonMap(name, 1));
            refused(() -> Table.ofRows(List.of(row)));
        }
    }

    private static String refused(org.junit.jupiter.api.function.Executable made) {
        return String.valueOf(assertThrows(RefusedException.class, made).getMessage());
    }
}
