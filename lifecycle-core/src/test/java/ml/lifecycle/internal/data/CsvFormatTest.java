package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written otherwise: read as they say, and refused with the remedy where nobody says so. */
class CsvFormatTest {

    private static final CsvFormat USUAL = CsvFormat.usual();
    private static final CsvFormat GERMAN = USUAL.separatedBy(';').decimalComma();
    private static final String PRICES = "zip;ort;preis;menge\n01067;Köln;1,50;3\n99084;\"a;b\";-2;4\n10115;;1e3;5\n";

    @TempDir
    Path directory;

    private final TestStore store = new TestStore();
    private final DataSets sets = new DataSets(store, Clock.systemUTC());

    private Path file(String content, Charset charset) throws IOException {
        return Files.write(directory.resolve("data.csv"), content.getBytes(charset));
    }

    private Path file(String content) throws IOException {
        return file(content, StandardCharsets.UTF_8);
    }

    private String refused(String content, CsvFormat format) throws IOException {
        Path csv = file(content);
        String message = assertThrows(LifecycleException.class, () -> Table.read(csv, format)).getMessage();
        assertEquals(message, assertThrows(LifecycleException.class, () -> Profile.read(csv, format)).getMessage());
        assertEquals(message, assertThrows(LifecycleException.class, () -> sets.get("x").add(csv, format)).getMessage());
        assertTrue(sets.get("x").snapshots().isEmpty());
        return message;
    }

    private static List<ColumnType> types(Table table) {
        return table.columns().stream().map(TableColumn::type).toList();
    }

    @Test
    void semicolons_commas_and_chosen_types_are_read_and_kept_with_the_snapshot() throws IOException {
        Path csv = file(PRICES);
        CsvFormat format = GERMAN.column("menge", ColumnType.NUMBER);
        Table table = Table.read(csv, format);
        assertEquals(List.of(ColumnType.TEXT, ColumnType.TEXT, ColumnType.NUMBER, ColumnType.NUMBER), types(table));
        assertEquals("01067", table.column("zip").text(0));
        assertEquals("a;b", table.column("ort").text(1));
        assertEquals(1.5, table.column("preis").number(0));
        assertEquals(1000, table.column("preis").number(2));
        assertEquals(table.profile().toString(), Profile.read(csv, format).toString());
        Snapshot snapshot = sets.get("x").add(csv, format);
        assertEquals(table.digest(), snapshot.tableDigest());
        Snapshot later = new DataSets(store, Clock.systemUTC()).get("x").latest();
        assertEquals(table.digest(), later.table().digest());
        assertEquals(snapshot.number(), sets.get("x").add(csv, format).number());
    }

    @Test
    void the_same_bytes_in_another_format_are_another_snapshot_if_they_are_another_table() throws IOException {
        Path csv = file("a,b\n1,2\n");
        Snapshot first = sets.get("x").add(csv);
        assertEquals(first.number(), sets.get("x").add(csv, USUAL.column("a", ColumnType.INTEGER)).number());
        Snapshot second = sets.get("x").add(csv, USUAL.column("a", ColumnType.TEXT));
        assertEquals(2, second.number());
        assertEquals(first.digest(), second.digest());
        assertNotEquals(first.tableDigest(), second.tableDigest());
        assertEquals(ColumnType.TEXT, second.table().column("a").type());
        assertEquals(ColumnType.INTEGER, sets.get("x").snapshot(1).table().column("a").type());
        assertThrows(RefusedException.class, () -> sets.get("x").add(directory, USUAL));
    }

    @Test
    void everything_of_a_format_is_kept() throws IOException {
        Charset excel = Charset.forName("windows-1252");
        Path csv = file("007\t?\täö\t1\n-08,5\t\"?\"\tNA\t0\n", excel);
        CsvFormat format = USUAL.separatedBy('\t').decimalComma().encodedAs(excel).withoutHeader("n", "t", "u", "b")
                .missingAs("?", "NA").column("n", ColumnType.NUMBER).column("b", ColumnType.BOOLEAN);
        Table table = Table.read(csv, format);
        assertEquals(2, table.rows());
        assertEquals(7, table.column("n").number(0));
        assertEquals(-8.5, table.column("n").number(1));
        assertNull(table.column("t").text(0));
        assertEquals("?", table.column("t").text(1));
        assertEquals("äö", table.column("u").text(0));
        assertNull(table.column("u").text(1));
        assertEquals(true, table.column("b").value(0));
        sets.get("x").add(csv, format);
        Snapshot later = new DataSets(store, Clock.systemUTC()).get("x").latest();
        assertEquals(table.digest(), later.table().digest());
        assertEquals("CsvFormat.usual().separatedBy('\\t').decimalComma().encodedAs(windows-1252)"
                + ".withoutHeader(\"n\", \"t\", \"u\", \"b\").missingAs(\"?\", \"NA\").column(\"n\", NUMBER)"
                + ".column(\"b\", BOOLEAN)", format.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void a_file_with_other_separators_is_no_table_of_one_column(String separator) throws IOException {
        String call = separator.equals("\t") ? "\\t" : separator;
        String message = refused("a,b,c\n1,5,2\n".replace(",", separator), USUAL);
        assertTrue(message.startsWith("data.csv, line 1: there is 1 column with a comma between cells. It looks as if "), message);
        assertTrue(message.contains("read it with CsvFormat.usual().separatedBy('" + call + "'). "), message);
        assertTrue(refused("name;price, EUR;n\nx;1,5;3\n", USUAL).contains("separatedBy(';')"));
    }

    @Test
    void single_quotes_are_read_and_kept_with_the_snapshot() throws IOException {
        Path csv = file("'name';'ort'\n1;'a;b'\n2;'It''s \"so\"'\n3;''\n");
        CsvFormat format = USUAL.separatedBy(';').quotedBy('\'');
        Table table = Table.read(csv, format);
        assertEquals(List.of("name", "ort"), table.columns().stream().map(TableColumn::name).toList());
        assertEquals(ColumnType.INTEGER, table.column("name").type());
        assertEquals(List.of("a;b", "It's \"so\"", ""), List.of(table.column("ort").text(0), table.column("ort").text(1),
                table.column("ort").text(2)));
        sets.get("x").add(csv, format);
        assertEquals(table.digest(), new DataSets(store, Clock.systemUTC()).get("x").latest().table().digest());
        assertEquals("CsvFormat.usual().separatedBy(';').quotedBy('\\'')", format.toString());
        assertEquals("CsvFormat.usual().quotedBy('\\'').decimalComma()",
                USUAL.quotedBy('\'').separatedBy(',').decimalComma().toString());
    }

    @Test
    void quotes_that_the_format_does_not_know_do_not_become_a_part_of_texts() throws IOException {
        String names = refused("'a','b'\n1,2\n", USUAL);
        assertEquals("data.csv, line 1: all names stand between single quotes. Where they are quotes, read it with"
                + " CsvFormat.usual().quotedBy('\\''). If these belong to the names, put the quotes \" around them.", names);
        String cells = refused("a,b\n1,'x'\n2,\n3,'y'\n", USUAL);
        assertEquals("data.csv, line 2: column 'b' holds ''x'', and all its values stand between single quotes. Where these"
                + " are quotes, read it with CsvFormat.usual().quotedBy('\\''); where they belong to the texts, with"
                + " CsvFormat.usual().column(\"b\", TEXT).", cells);
        String ragged = refused("a,b\n1,x\n2,'x, y'\n", USUAL);
        assertTrue(ragged.contains("It looks as if single quotes stand around cells. Where they are quotes, read it with"
                + " CsvFormat.usual().quotedBy('\\'')."), ragged);
        assertTrue(refused("\"a\",\"b\"\n1,2\n", USUAL.quotedBy('\'')).contains("read it with CsvFormat.usual(). "));
    }

    @Test
    void an_apostrophe_in_a_text_is_a_text() throws IOException {
        Table table = Table.read(file("a,b,c\n'x',\"'y'\",'s-Hertogenbosch\n'z' and,\"'y'\",'\n"));
        assertEquals("'x'", table.column("a").text(0));
        assertEquals("'y'", table.column("b").text(0));
        assertEquals("'", table.column("c").text(1));
        assertEquals("'x'", Table.read(file("a\n'x'\n"), USUAL.column("a", ColumnType.TEXT)).column("a").text(0));
        for (char quote : new char[] {'\n', ' ', 'a', '1', ','}) {
            assertThrows(RefusedException.class, () -> USUAL.quotedBy(quote));
        }
        assertThrows(RefusedException.class, () -> USUAL.quotedBy('\'').separatedBy('\''));
    }

    @Test
    void a_separator_in_quotes_belongs_to_the_name() throws IOException {
        assertEquals(List.of("a;b|c"), Table.read(file("\"a;b|c\"\n1\n")).columns().stream().map(TableColumn::name).toList());
    }

    @Test
    void commas_in_a_file_of_semicolons_are_told_alike() throws IOException {
        assertTrue(refused("a,b\n1,2\n", GERMAN).contains("read it with CsvFormat.usual().decimalComma(). "));
        String ragged = refused("1;2\n3;4\n", USUAL.withoutHeader("a", "b"));
        assertTrue(ragged.startsWith("data.csv, line 1: expected 2 cells as named, found 1; "), ragged);
        assertTrue(ragged.contains("separatedBy(';')"), ragged);
        assertEquals(0, Table.read(file(""), USUAL.withoutHeader("a")).rows());
        assertTrue(refused("1\n", USUAL.withoutHeader("a", "a")).startsWith("The names given for data.csv are wrong: column 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "-0,25", "1.234,50", "1,234,567.8", "1 234", "1\u00a0234,5", "1'234.50", "2,5e-3"})
    void numbers_as_they_are_written_elsewhere_do_not_become_texts(String number) throws IOException {
        String message = refused("a;n\n1;12\n2;\n3; " + number + " \n4;7\n", USUAL.separatedBy(';'));
        assertTrue(message.startsWith("data.csv, line 4: column 'n' holds '" + number.replace('\u00a0', ' ')
                .substring(0, 1)), message);
        assertTrue(message.contains("read it with CsvFormat.usual().separatedBy(';').decimalComma(); "), message);
        assertTrue(message.contains("with CsvFormat.usual().separatedBy(';').column(\"n\", TEXT)."), message);
        Table text = Table.read(file("a;n\n1; " + number + " \n"), USUAL.separatedBy(';').column("n", ColumnType.TEXT));
        assertEquals(" " + number + " ", text.column("n").text(0));
        assertEquals(ColumnType.TEXT, Table.read(file("a;n\n1;" + number + "\n2;x\n"), USUAL.separatedBy(';')).column("n").type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", ".5", "1.", "1.234,5", "1.5e3"})
    void with_decimal_commas_points_do_not_become_texts(String number) throws IOException {
        String message = refused("n\n" + number + "\n1,5\n", GERMAN);
        assertTrue(message.contains("holds '" + number + "'") && message.contains("expected a decimal comma"), message);
        assertTrue(refused("n\n" + number + "\n", GERMAN.column("n", ColumnType.NUMBER)).contains("is no NUMBER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.12.2024", "192.168.0.1", "1.2.3", "12-34", "1,", ",5", "+", "1;2", "12345,67,8", "0123 456"})
    void what_is_no_number_anywhere_stays_text(String text) throws IOException {
        assertEquals(ColumnType.TEXT, Table.read(file("t\n\"" + text + "\"\n")).column("t").type());
    }

    @Test
    void a_cell_that_is_not_of_the_chosen_type_is_refused_with_its_line() throws IOException {
        for (ColumnType type : List.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.TIMESTAMP)) {
            String message = refused("a,n\n1,\n2,abc\n", USUAL.column("n", type));
            assertTrue(message.startsWith("data.csv, line 3: column 'n' holds 'abc', which is no " + type + ", "), message);
        }
        assertTrue(refused("n\n1.5\n", USUAL.column("n", ColumnType.INTEGER)).contains("is no INTEGER"));
        String unknown = refused("a,n\n1,2\n", USUAL.column("m", ColumnType.TEXT));
        assertEquals("data.csv has no column 'm', for which a type was chosen; it has a, n.", unknown);
        assertThrows(NotFoundException.class, () -> Table.read(directory.resolve("no.csv"), USUAL));
        assertThrows(RefusedException.class, () -> USUAL.separatedBy('"'));
        assertThrows(RefusedException.class, () -> USUAL.separatedBy('1'));
    }

    @Test
    void other_encodings_are_read_if_named_and_told_by_place_if_not() throws IOException {
        Path csv = file("a,ort\n1,x\n2,Köln\n", StandardCharsets.ISO_8859_1);
        String message = assertThrows(RefusedException.class, () -> Table.read(csv)).getMessage();
        assertTrue(message.startsWith("data.csv, line 3, byte 14: expected text in UTF-8, found other bytes; "), message);
        assertTrue(message.contains("encodedAs(…)"), message);
        assertEquals("Köln", Table.read(csv, USUAL.encodedAs(StandardCharsets.ISO_8859_1)).column("ort").text(1));
        Path wide = file("a,ort\n1,x\n2,Köln\n", StandardCharsets.UTF_16);
        assertEquals("Köln", Table.read(wide, USUAL.encodedAs(StandardCharsets.UTF_16)).column("ort").text(1));
        assertTrue(assertThrows(RefusedException.class, () -> Table.read(wide)).getMessage().contains("line 1, byte 1:"));
    }
}
