package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;

class TablesOfTest {

    private static Table of(Object... values) {
        return Tables.of(Map.of("x", Arrays.asList(values)));
    }

    @Test
    void values_give_the_type() {
        assertEquals(ColumnType.INTEGER, of(1, 2L, (short) 3, BigInteger.TEN).column("x").type());
        assertEquals(ColumnType.NUMBER, of(1, 2.5).column("x").type());
        assertEquals(ColumnType.TEXT, of("1").column("x").type());
        assertEquals(ColumnType.BOOLEAN, of(true, null).column("x").type());
        assertEquals(ColumnType.TIMESTAMP, of(Instant.EPOCH).column("x").type());
        assertEquals(ColumnType.TEXT, of((Object) null).column("x").type());
        assertTrue(of(1.0, Double.NaN).column("x").isMissing(1));
        assertEquals(List.of(1.0, 2.5), List.of(of(1, 2.5).row(0).get("x"), of(1, 2.5).row(1).get("x")));
    }

    @Test
    void a_table_is_the_same_however_it_was_made() {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        values.put("n", Arrays.asList(1.5, null));
        values.put("i", Arrays.asList(1, 2));
        values.put("t", Arrays.asList("a,b", "c"));
        values.put("b", Arrays.asList(true, false));
        values.put("at", Arrays.asList(Instant.parse("2024-01-02T00:00:00Z"), null));
        Table made = Tables.of(values);
        assertEquals(made.digest(), TablesReadTest.read("n,i,t,b,at\n1.5,1,\"a,b\",true,2024-01-02\n,2,c,false,\n").digest());
        assertEquals(made.digest(), TablesReadTest.read(
                "\"n\",i,t,b,at\r\n+1.50 ,1,\"a,b\",TRUE,2024-01-02T02:00+02:00\r\n\r\nNaN,2,\"c\",False,")
                .digest());
    }

    @Test
    void the_digest_has_a_fixed_value() {
        // Changing it would cut the tie between stored evidence and data: make a new version of the format instead.
        assertEquals("c656d2615301d54633b3754cc2175405b7d2c6967e7853dc11feb3d8f227b793", TablesReadTest.iris().digest());
    }

    @Test
    void the_digest_tells_apart_what_differs() {
        Table table = of(1, 2);
        assertNotEquals(table.digest(), of(2, 1).digest());
        assertNotEquals(table.digest(), of(1.0, 2.0).digest());
        assertNotEquals(table.digest(), of("1", "2").digest());
        assertNotEquals(table.digest(), of(1, 2, null).digest());
        assertNotEquals(table.digest(), Tables.of(Map.of("y", List.of(1, 2))).digest());
        assertNotEquals(of("a", "bc").digest(), of("ab", "c").digest());
        assertNotEquals(of("\ud800").digest(), of("?").digest());
        assertNotEquals(of("", "x").digest(), of(null, "x").digest());
        Map<String, List<Integer>> swapped = new LinkedHashMap<>();
        swapped.put("b", List.of(1));
        swapped.put("a", List.of(1));
        Map<String, List<Integer>> ordered = new LinkedHashMap<>();
        ordered.put("a", List.of(1));
        ordered.put("b", List.of(1));
        assertNotEquals(Tables.of(swapped).digest(), Tables.of(ordered).digest());
    }

    @Test
    void what_no_table_can_hold_is_refused_with_its_place() {
        assertTrue(message(Map.of("x", List.of(1, "a"))).contains("'x', row 1"));
        assertTrue(message(Map.of("x", List.of(1.0, Double.POSITIVE_INFINITY))).contains("'x', row 1"));
        assertTrue(message(Map.of("x", List.of(new Object()))).contains("java.lang.Object"));
        assertTrue(message(Map.of("x", List.of(BigInteger.TEN.pow(400)))).contains("Infinity"));
        assertTrue(message(Map.of(" x", List.of(1))).contains("white space"));
        assertTrue(message(Map.of()).contains("at least one column"));
        Map<String, List<Integer>> uneven = new LinkedHashMap<>();
        uneven.put("a", List.of(1, 2));
        uneven.put("b", List.of(1));
        assertTrue(message(uneven).contains("'b' has 1 values"));
    }

    private static String message(Map<String, ? extends List<?>> columns) {
        return assertThrows(RefusedException.class, () -> Tables.of(columns)).getMessage();
    }
}
