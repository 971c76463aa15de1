package ml.lifecycle.internal.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

class TableCheckTest {

    private static final Signature SIGNATURE = Signature.of(Output.label("y", List.of("a", "b")),
            Column.number("length").between(1, 7), Column.integer("count"),
            Column.text("color").oneOf("red", "blue").optional(),
            new Column("seen", ColumnType.BOOLEAN, false, null, List.of()),
            new Column("at", ColumnType.TIMESTAMP, false, null, List.of()));

    private static Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("seen", List.of(true, false));
        columns.put("length", List.of(1.5, 7.0));
        columns.put("count", List.of(1, 2));
        columns.put("color", List.of("red", "blue"));
        columns.put("at", List.of(Instant.EPOCH, Instant.EPOCH));
        return columns;
    }

    private static List<Object[]> rows(Map<String, List<?>> columns) {
        return TableCheck.rows(SIGNATURE, Tables.of(columns));
    }

    @Test
    void a_table_in_order_gives_the_same_values_as_row_by_row() {
        Table table = Tables.of(columns());
        List<Object[]> rows = TableCheck.rows(SIGNATURE, table);
        assertNotNull(rows);
        assertEquals(2, rows.size());
        for (int row = 0; row < 2; row++) {
            assertArrayEquals(new RowCheck(SIGNATURE).check(table.row(row), new ArrayList<>()), rows.get(row));
        }
        Map<String, List<?>> wholes = columns();
        wholes.put("length", List.of(1, 7));
        wholes.put("count", List.of(1.0, 2.0));
        assertArrayEquals(new Object[] {1.0, 1.0, "red", true, Instant.EPOCH}, rows(wholes).get(0));
    }

    @Test
    void anything_out_of_order_is_left_to_the_check_of_rows() {
        broken("length", List.of(1.5, 7.1));
        broken("length", Arrays.asList(1.5, null));
        broken("length", List.of("1.5", "2"));
        broken("count", List.of(1.0, 2.5));
        broken("color", List.of("red", "green"));
        broken("color", Arrays.asList("red", null));
        broken("seen", List.of("true", "false"));
        broken("at", List.of(1, 2));
        broken("at", Arrays.asList(Instant.EPOCH, null));
        broken("extra", List.of(1, 2));
        Map<String, List<?>> missing = columns();
        missing.remove("color");
        assertNull(rows(missing));
        missing.put("colour", List.of("red", "red"));
        assertNull(rows(missing));
    }

    private static void broken(String column, List<?> values) {
        Map<String, List<?>> columns = columns();
        columns.put(column, values);
        assertNull(rows(columns), column + values);
    }
}
