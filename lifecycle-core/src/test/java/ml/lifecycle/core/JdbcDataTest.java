package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcDataTest {

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Table table(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return JdbcData.table(rows);
        }
    }

    private String refused(String query) {
        return assertThrows(RefusedException.class, () -> table(query)).getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cast(7 as tinyint)                             | INTEGER   | 7",
        "cast(-9223372036854775808 as bigint)           | INTEGER   | -9223372036854775808",
        "cast(123456789012345678 as decimal(18, 0))     | INTEGER   | 123456789012345678",
        "cast(1000000000000000000 as decimal(19, 0))    | NUMBER    | 1.0E18",
        "cast(12.345 as decimal(10, 3))                 | NUMBER    | 12.345",
        "cast(0.1 as real)                              | NUMBER    | 0.10000000149011612",
        "cast(0.1 as double precision)                  | NUMBER    | 0.1",
        "true                                           | BOOLEAN   | true",
        "concat('text', ' x')                           | TEXT      | text x",
        "cast('long' as clob)                           | TEXT      | long",
        "cast('b' as enum('a', 'b'))                    | TEXT      | b",
        "time '08:30:00'                                | TEXT      | 08:30:00",
        "uuid '6ba7b810-9dad-11d1-80b4-00c04fd430c8'    | TEXT      | 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "date '2024-03-31'                              | TIMESTAMP | 2024-03-31T00:00:00Z",
        "timestamp '2024-03-31 02:30:00.123456789'      | TIMESTAMP | 2024-03-31T02:30:00.123456789Z",
        "timestamp with time zone '2024-03-31 02:30:00+02:00' | TIMESTAMP | 2024-03-31T00:30:00Z"})
    void the_type_of_a_column_is_what_the_database_states(String value, ColumnType type, String text) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        // A zone whose clocks went forward over the moment above: there is no 02:30 there.
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            Table table = table("select " + value + " as x union all select null");
            assertEquals(type, table.column("X").type());
            assertEquals(text, table.column("X").text(0));
            assertNull(table.column("X").value(1));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void null_is_missing_and_never_zero() throws SQLException {
        Table table = table("select cast(null as int) i, cast(null as double precision) d, cast(null as boolean) b,"
                + " cast(null as varchar) t, cast(null as timestamp) at");
        assertEquals(List.of(ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN, ColumnType.TEXT,
                ColumnType.TIMESTAMP), table.columns().stream().map(column -> column.type()).toList());
        table.columns().forEach(column -> assertTrue(column.isMissing(0), column.name()));
        assertEquals(1, table.profile().column("D").missing());
    }

    @Test
    void a_query_without_rows_is_a_table_without_rows() throws SQLException {
        Table table = table("select 1 as x where false");
        assertEquals(0, table.rows());
        assertEquals(ColumnType.INTEGER, table.column("X").type());
    }

    @Test
    void nan_is_missing_and_an_infinite_number_is_refused_with_its_row() throws SQLException {
        assertTrue(table("select cast('NaN' as double precision) x").column("X").isMissing(0));
        String message = refused("select 1.5e0 x union all select cast('-Infinity' as double precision)");
        assertTrue(message.contains("'X', row 2") && message.contains("-Infinity"), message);
    }

    @Test
    void a_decimal_beyond_all_numbers_is_refused() {
        assertTrue(refused("select cast(1e400 as decfloat) x").contains("'X', row 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "select 1 a, 2 a                    | Column 2 of the query is named 'A' like a column before it",
        "select 1 as \"\"                   | has no name",
        "select 1 as \" x\"                 | white space around it",
        "select array[1] x                  | 'X' of the query is",
        "select x'00ff' x                   | cast it in the query"})
    void what_a_table_cannot_have_is_refused_with_the_remedy(String query, String expected) {
        String message = refused(query);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void hostile_names_are_shown_safely() {
        assertTrue(refused("select 1 as \"a\u202eb\"").contains("a\\u202eb"));
    }

    @Test
    void nothing_is_closed_that_was_not_opened_here() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1 x");
        JdbcData.table(rows);
        assertFalse(rows.isClosed() || statement.isClosed() || connection.isClosed());
        rows.close();
        statement.close();
        assertThrows(UnavailableException.class, () -> JdbcData.table(rows));
    }

    @Test
    void a_database_that_fails_says_after_which_row() throws SQLException {
        ResultSet rows = statement.executeQuery("select x from system_range(1, 9)");
        ResultSet failing = (ResultSet) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("next") && rows.getRow() == 5) {
                        throw new SQLException("the line is cut");
                    }
                    return method.invoke(rows, arguments);
                });
        String message = assertThrows(UnavailableException.class, () -> JdbcData.table(failing)).getMessage();
        assertTrue(message.contains("after row 5") && message.contains("the line is cut"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 20_000})
    void the_profile_of_a_stream_is_that_of_its_table(int count) throws SQLException {
        String query = "select x, x * 0.5e0 half, case when mod(x, 7) = 0 then null else 'g' || mod(x, 5) end g, "
                + "mod(x, 2) = 0 even, dateadd('second', x, timestamp '2024-01-01 00:00:00') at from system_range(1, "
                + count + ")";
        Table table = table(query);
        assertEquals(count, table.rows());
        try (ResultSet rows = statement.executeQuery(query)) {
            assertEquals(table.profile().toString(), JdbcData.profile(rows).toString());
        }
        if (count == 20_000) {
            assertEquals(Instant.parse("2024-01-01T05:33:20Z"), table.column("AT").value(count - 1));
            assertEquals(10_000, table.column("HALF").number(count - 1));
        }
    }
}
