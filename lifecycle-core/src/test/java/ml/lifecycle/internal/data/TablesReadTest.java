package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesReadTest {

    static Table read(String csv) {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    static Table read(byte[] csv) {
        return Tables.read(() -> new ByteArrayInputStream(csv), "test.csv");
    }

    static String refusal(String csv) {
        return refusal(csv.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(byte[] csv) {
        return assertThrows(RefusedException.class, () -> read(csv)).getMessage();
    }

    private static ColumnType type(String... cells) {
        return read("x\n" + String.join("\n", cells) + "\n").column("x").type();
    }

    @Test
    void the_real_iris_has_its_known_shape_and_means() {
        Table iris = iris();
        assertEquals(150, iris.rows());
        assertEquals(List.of("sepal_length", "sepal_width", "petal_length", "petal_width", "species"),
                iris.columns().stream().map(TableColumn::name).toList());
        assertEquals(5.8433, iris.profile().column("sepal_length").mean(), 5e-5);
        assertEquals(3.0573, iris.profile().column("sepal_width").mean(), 5e-5);
        assertEquals(3.7580, iris.profile().column("petal_length").mean(), 5e-5);
        assertEquals(1.1993, iris.profile().column("petal_width").mean(), 5e-5);
        assertEquals(Map.of("setosa", 50L, "versicolor", 50L, "virginica", 50L), iris.profile().column("species").top());
        assertEquals("{sepal_length=4.9, sepal_width=3.1, petal_length=1.5, petal_width=0.2, species=setosa}",
                iris.row(34).toString());
        assertEquals("{sepal_length=4.9, sepal_width=3.6, petal_length=1.4, petal_width=0.1, species=setosa}",
                iris.row(37).toString());
    }

    static Table iris() {
        return Tables.read(Path.of("src/test/resources/iris.csv"));
    }

    @Test
    void the_type_of_a_column_follows_from_all_its_cells() {
        assertEquals(ColumnType.INTEGER, type("1", "-2", "+3", "0"));
        assertEquals(ColumnType.INTEGER, type("9223372036854775807", "-9223372036854775808"));
        assertEquals(ColumnType.NUMBER, type("1", "9223372036854775808"));
        assertEquals(ColumnType.NUMBER, type("1", "2.5"));
        assertEquals(ColumnType.NUMBER, type("1e3", ".5", "5.", "-1.5E-7"));
        assertEquals(ColumnType.BOOLEAN, type("true", "FALSE", "True"));
        assertEquals(ColumnType.TIMESTAMP, type("2024-02-29", "2024-01-02T03:04:05", "2024-01-02T03:04:05.123+02:00"));
        assertEquals(ColumnType.TEXT, type("1", "true"));
        assertEquals(ColumnType.TEXT, type("1", "x"));
        assertEquals(ColumnType.TEXT, type("\"\"", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "1_000", "1.000.00", "1e", "1e+", ".", "-", "+.e1", "٣", "１", "- 1", "007",
        "2024-13-01", "2023-02-29", "2024-01-02 03:04", "NA", "null", "yes", "++1", "1-1", "-Infinity", "NaN", "inf"})
    void what_only_resembles_a_value_is_text(String cell) {
        assertEquals(ColumnType.TEXT, type(cell));
        assertEquals(cell, read("x\n" + cell + "\n").column("x").text(0));
    }

    @Test
    void spaces_around_a_value_do_not_count_and_those_around_a_text_do() {
        assertEquals(5.5, read("a,b\n 5.5 ,x\n").column("a").number(0));
        assertEquals(" x ", read("a,b\n1, x \n").column("b").text(0));
    }

    @Test
    void an_empty_cell_is_missing_and_a_quoted_one_is_empty_text() {
        TableColumn column = read("a,b\n,1\n\"\",2\n  ,3\nx,4\n").column("a");
        assertTrue(column.isMissing(0));
        assertFalse(column.isMissing(1));
        assertEquals("", column.text(1));
        assertTrue(column.isMissing(2));
        assertNull(column.value(0));
        assertEquals(ColumnType.TEXT, read("a,b\n,1\n").column("a").type());
    }

    @Test
    void nan_is_missing_among_numbers() {
        TableColumn column = read("x\n1.5\nNaN\nnan\n").column("x");
        assertEquals(ColumnType.NUMBER, column.type());
        assertTrue(column.isMissing(1));
        assertTrue(Double.isNaN(column.number(2)));
        assertEquals(ColumnType.INTEGER, type("1", "NaN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infinity", "-Infinity", "+Inf", "inf", "1e999", "-1e400"})
    void an_infinite_number_is_refused_with_line_and_column(String cell) {
        String message = refusal("a,weight\n1,2\n1," + cell + "\n");
        assertTrue(message.contains("line 3") && message.contains("'weight'") && message.contains(cell), message);
    }

    @Test
    void timestamps_without_an_offset_are_utc() {
        TableColumn column = read("t\n2024-01-02\n2024-01-02T03:04:05.000000006\n2024-01-02T03:00:00+02:00\n").column("t");
        assertEquals(Instant.parse("2024-01-02T00:00:00Z"), column.value(0));
        assertEquals(Instant.parse("2024-01-02T03:04:05.000000006Z"), column.value(1));
        assertEquals(Instant.parse("2024-01-02T01:00:00Z"), column.value(2));
        assertEquals(1704153600000.0, column.number(0));
    }

    @Test
    void ragged_rows_are_refused_with_line_and_column() {
        String few = refusal("a,b,c\n1,2,3\n1,2\n");
        assertTrue(few.contains("line 3") && few.contains("expected 3") && few.contains("found 2")
                && few.contains("'c'"), few);
        String many = refusal("a,b\n1,2\n\"1\n1\",2\n1,2,3\n");
        assertTrue(many.contains("line 5") && many.contains("found 3"), many);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a,b,a;column 3", "a,,b;column 2", "a, b;column 2", "'a,\" \"';column 2"})
    void a_bad_header_is_refused(String header, String expected) {
        String message = refusal(header + "\n1,2,3\n");
        assertTrue(message.contains("line 1") && message.contains(expected), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF"})
    void an_empty_file_is_refused(String csv) {
        assertTrue(refusal(csv).contains("is empty"));
    }

    @Test
    void a_header_alone_is_a_table_without_rows() {
        Table table = read("a,b");
        assertEquals(0, table.rows());
        assertEquals(0, table.profile().column("a").distinct());
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertEquals("a", read("\uFEFFa,b\n1,2\n").columns().get(0).name());
        assertEquals("a", read("\uFEFF\"a\",b\n1,2\n").columns().get(0).name());
    }

    @Test
    void line_ends_may_be_of_any_kind_and_blank_lines_are_skipped() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertEquals(2, read(String.join(end, "a,b", "1,2", "", "3,4", "", "")).rows());
        }
    }

    @Test
    void bytes_that_are_not_utf8_are_refused_with_their_place() {
        byte[] latin = "a,b\n1,x\n2,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(latin);
        assertTrue(message.contains("line 3, byte 13") && message.contains("UTF-8"), message);
        assertTrue(refusal("a,b\n".getBytes(StandardCharsets.UTF_16)).contains("line 1, byte 1"));
        assertTrue(refusal(new byte[] {'a', '\n', (byte) 0xC3}).contains("line 2, byte 3"));
        assertTrue(refusal(new byte[] {'a', '\n', (byte) 0xC0, (byte) 0x80}).contains("UTF-8"));
        assertTrue(refusal(new byte[] {'a', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80}).contains("UTF-8"));
    }

    @Test
    void the_place_of_bad_bytes_is_right_far_into_a_file() {
        byte[] csv = ("a\n" + "é\r\n".repeat(100_000) + "x").getBytes(StandardCharsets.UTF_8);
        csv[csv.length - 1] = (byte) 0xFF;
        assertTrue(refusal(csv).contains("line 100002, byte " + csv.length));
    }

    @Test
    void characters_of_all_lengths_survive_the_edges_of_buffers() {
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "aé€😀".repeat(20_000);
            assertEquals(text, read("a\n" + text + "\n").column("a").text(0));
        }
    }

    @Test
    void a_quote_that_is_never_closed_is_refused() {
        String message = refusal("a,b\n1,2\n\"1,2\n3,4\n");
        assertTrue(message.contains("line 3") && message.contains("quote"), message);
        assertTrue(refusal("a,b\n\"1\"x,2\n").contains("line 2"));
    }

    @Test
    void a_huge_cell_is_refused() {
        String message = refusal("a,b\n1,2\n3," + "x".repeat(CsvReading.MAX_CELL + 1) + "\n");
        assertTrue(message.contains("characters") && message.contains("line 3"), message);
        assertTrue(message.length() < 600);
    }

    @Test
    void quotes_commas_and_line_breaks_stand_in_quoted_cells() {
        Table table = read("a,b\n\"x, \"\"y\"\"\nz\",2\n");
        assertEquals("x, \"y\"\nz", table.column("a").text(0));
    }

    @Test
    void many_columns_are_read() {
        String header = IntStream.range(0, 5_000).mapToObj(index -> "c" + index).collect(Collectors.joining(","));
        assertEquals(5_000, read(header + "\n" + "1,".repeat(4_999) + "1\n").columns().size());
    }

    @Test
    void hidden_characters_of_a_file_do_not_reach_a_message() {
        String message = refusal("a,b\u001b[31m\n1,2\n");
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    }

    @Test
    void reading_does_not_depend_on_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
            Table table = read("FIELD,t\nTRUE,1.5\nFALSE,Inf1\n");
            assertEquals(ColumnType.BOOLEAN, table.column("FIELD").type());
            Locale.setDefault(Locale.GERMANY);
            assertEquals(iris().digest(), iris().digest());
            assertTrue(iris().profile().toString().contains("5.843"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_missing_file_and_a_directory_are_told_apart(@TempDir Path directory) {
        String message = assertThrows(NotFoundException.class, () -> Tables.read(directory.resolve("no.csv"))).getMessage();
        assertTrue(message.contains("no.csv"));
        assertThrows(UnavailableException.class, () -> Tables.read(directory));
    }

    @Test
    void a_stream_that_reports_damage_is_corrupt_and_one_that_fails_unavailable() {
        assertThrows(CorruptException.class, () -> Tables.read(() -> failing(new IOException(new CorruptException("bad"))), "x"));
        assertThrows(UnavailableException.class, () -> Tables.read(() -> failing(new IOException("disk")), "x"));
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            private final InputStream start = new ByteArrayInputStream("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = start.read();
                if (next < 0) {
                    throw failure;
                }
                return next;
            }
        };
    }

    @Test
    void views_share_rows_in_the_order_given() {
        Table iris = iris();
        Table some = iris.select(149, 0, 0).without("sepal_width");
        assertEquals(3, some.rows());
        assertEquals(List.of("virginica", "setosa", "setosa"), IntStream.range(0, 3)
                .mapToObj(row -> some.column("species").text(row)).toList());
        assertEquals(iris.row(0), iris.select(5, 0).select(1).row(0));
        assertEquals(iris.select(0).digest(), iris.select(5, 0).select(1).digest());
        assertThrows(RefusedException.class, () -> iris.select(150));
        assertThrows(RefusedException.class, () -> iris.select(-1));
        String message = assertThrows(NotFoundException.class, () -> iris.without("nope")).getMessage();
        assertTrue(message.contains("sepal_length, sepal_width"), message);
        assertThrows(IndexOutOfBoundsException.class, () -> some.row(3));
        assertThrows(IndexOutOfBoundsException.class, () -> iris.column("species").isMissing(150));
    }

    @Test
    void text_has_no_numbers() {
        assertTrue(assertThrows(RefusedException.class, () -> iris().column("species").number(0)).getMessage()
                .contains("'species'"));
    }

    @Test
    void tables_and_profiles_print_within_80_columns() {
        assertTrue(iris().toString().endsWith("150 rows × 5 columns"));
        Table wide = read(IntStream.range(0, 60).mapToObj(index -> "a_rather_long_column_name_number_" + index)
                .collect(Collectors.joining(",")) + "\n" + "-0.000123456789,".repeat(59) + "a\tb" + "😀".repeat(900) + "\n");
        for (Object printed : List.of(iris(), iris().profile(), wide, wide.profile(), iris().select())) {
            for (String line : printed.toString().split("\n", -1)) {
                assertTrue(line.codePointCount(0, line.length()) <= 80, line);
                assertEquals(line.stripTrailing(), line);
                assertFalse(line.chars().anyMatch(Character::isISOControl), line);
            }
        }
        assertEquals(String.join("\n",
                "150 rows × 5 columns",
                "column        type      missing distinct      min     mean      max       sd",
                "sepal_length  NUMBER          0       35    4.300    5.843    7.900    0.828",
                "sepal_width   NUMBER          0       23    2.000    3.057    4.400    0.436",
                "petal_length  NUMBER          0       43    1.000    3.758    6.900    1.765",
                "petal_width   NUMBER          0       22    0.100    1.199    2.500    0.762",
                "species       TEXT            0        3",
                "species: setosa 50 (33.3 %), versicolor 50 (33.3 %), virginica 50 (33.3 %)",
                "- 1 row repeats another one (0.7 %).",
                "- petal_length and petal_width correlate at 0.96.",
                "- sepal_width has 4 outliers beyond 1.5 interquartile ranges (2.7 %).",
                "- species has 3 classes, all of 50 rows."),
                iris().profile().toString());
    }

    @Test
    void quantiles_interpolate_between_neighbours() {
        double[] quantiles = read("x\n1\n2\n3\n4\n").profile().column("x").quantiles();
        assertEquals(11, quantiles.length);
        assertEquals(1.3, quantiles[1], 1e-12);
        assertEquals(2.5, quantiles[5], 1e-12);
        assertEquals(4, quantiles[10]);
    }

    @Test
    void statistics_are_stable_for_large_and_small_numbers() {
        var shifted = read("x\n1000000000.1\n1000000000.2\n1000000000.3\n").profile().column("x");
        assertEquals(0.1, shifted.standardDeviation(), 1e-6);
        var huge = read("x\n1.7e308\n-1.7e308\n1.7e308\n-1.7e308\n").profile().column("x");
        assertEquals(0, huge.mean(), 1e293);
        assertTrue(Arrays.stream(huge.quantiles()).allMatch(Double::isFinite));
        var tiny = read("x\n1e-320\n3e-320\n").profile().column("x");
        assertEquals(2e-320, tiny.mean(), 1e-322);
    }

    @Test
    void whole_numbers_beyond_the_precision_of_doubles_stay_apart() {
        Table table = read("id\n9007199254740993\n9007199254740992\n");
        assertEquals(2, table.profile().column("id").distinct());
        assertEquals(9007199254740993L, table.column("id").value(0));
    }
}
