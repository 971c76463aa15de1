package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Json;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Profiles and reports of drift as pages and as JSON. */
class ReportPageTest {

    private static final String NAME = "<script>alert('x')</script>&\"`";
    private static final String NASTY = NAME + "\u202e\u0007";

    /** The body, which is well-formed XML only if all that comes from people and data is escaped. */
    static Document body(String html) throws Exception {
        assertFalse(html.contains("<script") || html.contains("src=") || html.contains("@import")
                || html.contains("url("), html);
        assertEquals(List.of(), Stream.of(html.split("href=\"")).skip(1).filter(rest -> !rest.startsWith("#c")).toList());
        assertTrue(html.chars().noneMatch(character -> character < ' ' && character != '\n' || character == 0x202E), html);
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</body>") + "</body>".length());
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    static JsonNode json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Json.read("report", bytes, 0, bytes.length);
    }

    private static Table scaled(double factor) {
        return DriftReportTest.scaled(TablesReadTest.iris(), "petal_length", factor);
    }

    @Test
    void a_profile_in_json_keeps_its_shape() {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("n\u00E9", Arrays.asList(1.5, null));
        columns.put("t", List.of("a", "a"));
        columns.put("w", List.of(Instant.EPOCH, Instant.EPOCH));
        assertEquals("{\"report\":\"profile\",\"version\":1,\"rows\":2,\"duplicateRows\":0,\"findings\":["
                + "\"n\\u00e9 is missing in 1 row (50 %).\","
                + "\"n\\u00e9 has the same value in every row that has one, so it tells nothing.\","
                + "\"t has the same value in every row, so it tells nothing.\","
                + "\"w has the same value in every row, so it tells nothing.\"],\"columns\":["
                + "{\"name\":\"n\\u00e9\",\"type\":\"number\",\"rows\":2,\"missing\":1,\"distinct\":1,\"min\":1.5,\"max\":1.5,"
                + "\"mean\":1.5,\"standardDeviation\":\"NaN\",\"skewness\":\"NaN\","
                + "\"quantiles\":[1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5,1.5],\"edges\":[],\"histogram\":[],\"outliers\":0,\"exact\":true},"
                + "{\"name\":\"t\",\"type\":\"text\",\"rows\":2,\"missing\":0,\"distinct\":1,"
                + "\"top\":[{\"value\":\"a\",\"count\":2}],\"exact\":true},"
                + "{\"name\":\"w\",\"type\":\"timestamp\",\"rows\":2,\"missing\":0,\"distinct\":1,"
                + "\"top\":[{\"value\":\"1970-01-01T00:00:00Z\",\"count\":2}],"
                + "\"earliest\":\"1970-01-01T00:00:00Z\",\"latest\":\"1970-01-01T00:00:00Z\",\"exact\":true}],"
                + "\"correlations\":[]}", Table.of(columns).profile().toJson());
    }

    @Test
    void drift_in_json_keeps_its_shape() {
        Map<String, List<Object>> before = new LinkedHashMap<>();
        before.put("n", List.of(1L, 2L));
        before.put("t", List.of("a", "b"));
        Map<String, List<Object>> now = new LinkedHashMap<>();
        now.put("n", List.of(2L, 2L));
        now.put("t", List.of("b", "c"));
        JsonNode json = json(Table.of(before).driftTo(Table.of(now)).toJson());
        assertEquals(List.of("report", "version", "drifted", "referenceRows", "currentRows", "falseAlarms", "columns",
                "newColumns"),
                keys(json));
        assertEquals(List.of("name", "type", "typeNow", "state", "method", "distance", "probability", "distances", "meanBefore",
                "meanNow", "missingBefore", "missingNow", "appeared", "vanished", "bins", "sentence"),
                keys(json.get("columns").get(0)));
        assertEquals(List.of("kolmogorov_smirnov", "wasserstein", "chi_squared", "jensen_shannon", "psi", "mean_shift"),
                keys(json.get("columns").get(0).get("distances")));
        assertEquals("[{\"from\":1.0,\"to\":1.0,\"before\":1,\"now\":0},{\"from\":2.0,\"to\":2.0,\"before\":1,\"now\":2}]",
                json.get("columns").get(0).get("bins").toString());
        assertFalse(json.get("columns").get(1).has("meanNow"));
        assertEquals("[{\"category\":\"a\",\"before\":1,\"now\":0},{\"category\":\"b\",\"before\":1,\"now\":1},"
                + "{\"category\":\"c\",\"before\":0,\"now\":1}]", json.get("columns").get(1).get("bins").toString());
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void a_page_of_drift_shows_both_sides_and_first_what_drifted() throws Exception {
        DriftReport report = TablesReadTest.iris().driftTo(scaled(1.2));
        Document page = body(report.toHtml());
        assertEquals(5, page.getElementsByTagName("section").getLength());
        assertTrue(page.getElementsByTagName("section").item(0).getTextContent().contains("petal_length"));
        assertTrue(page.getElementsByTagName("h1").item(0).getTextContent().contains("Drift: 1 of 5 columns"));
        String html = report.toHtml();
        assertTrue(html.contains("<title>Histograms of petal_length in the reference and the current data</title>"), html);
        assertEquals(5, html.split("role=\"img\"", -1).length - 1);
        assertTrue(html.contains("prefers-color-scheme: dark") && html.contains("@media print"), html);
        body(TablesReadTest.iris().driftTo(scaled(1.08)).toHtml());
    }

    @Test
    void new_and_vanished_categories_are_marked() {
        Table before = Table.of(Map.of("t", List.of("north", "south")));
        String html = before.driftTo(Table.of(Map.of("t", List.of("south", "east")))).toHtml();
        assertTrue(html.contains("<title>north: 50 % before, 0 % now</title>"), html);
        assertTrue(html.contains(">gone</text>") && html.contains(">new</text>"), html);
    }

    @Test
    void a_page_of_a_profile_has_a_chart_and_a_table_for_each_column() throws Exception {
        Profile iris = TablesReadTest.iris().profile();
        Document page = body(iris.toHtml());
        assertEquals(5, page.getElementsByTagName("section").getLength());
        assertEquals(5, page.getElementsByTagName("details").getLength());
        String html = iris.toHtml();
        assertTrue(html.contains("<title>Histogram of petal_length, 150 values from 1 to 6.9</title>"), html);
        assertTrue(html.contains("<title>setosa: 50 (33.3 %)</title>"), html);
        assertTrue(html.contains("petal_length and petal_width correlate at 0.96."), html);
    }

    @Test
    void names_and_values_are_text_and_nothing_else() throws Exception {
        Table before = Table.of(Map.of(NAME, List.of(NASTY, "x".repeat(10_000), "a")));
        Table now = Table.of(Map.of(NAME, List.of(NASTY + 1, "x".repeat(10_000), "b")));
        String html = before.driftTo(now).toHtml();
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), html);
        assertTrue(body(html).getDocumentElement().getTextContent().contains(NAME), html);
        body(before.profile().toHtml());
        assertFalse(html.contains("x".repeat(200)), "long texts are cut");
        assertEquals(NAME, json(before.profile().toJson()).get("columns").get(0).get("name").textValue());
        assertEquals(NASTY, json(before.driftTo(now).toJson()).get("columns").get(0).get("vanished").get(0).textValue());
    }

    @Test
    void whatever_a_table_holds_or_lacks_makes_a_page() throws Exception {
        int rows = 1500;
        Random random = new Random(5);
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("nothing", Arrays.asList(new Object[rows]));
        columns.put("constant", IntStream.range(0, rows).<Object>mapToObj(row -> 7.5).toList());
        columns.put("huge", IntStream.range(0, rows)
                .<Object>mapToObj(row -> (random.nextDouble() - 0.5) * 2 * Double.MAX_VALUE).toList());
        columns.put("keys", IntStream.range(0, rows).<Object>mapToObj(row -> (1L << 53) + row % 5 * 2).toList());
        columns.put("far keys", IntStream.range(0, rows).<Object>mapToObj(row -> Long.MAX_VALUE - 5000 * (row % 9)).toList());
        columns.put("ids", IntStream.range(0, rows).<Object>mapToObj(row -> "id-" + row).toList());
        columns.put("flag", IntStream.range(0, rows).<Object>mapToObj(row -> row % 3 == 0).toList());
        columns.put("when", IntStream.range(0, rows).<Object>mapToObj(Instant::ofEpochSecond).toList());
        columns.put("levels", IntStream.range(0, rows).<Object>mapToObj(row -> "c" + row % 1000).toList());
        Table table = Table.of(columns);
        for (Table part : List.of(table, table.select(4), table.select())) {
            body(part.profile().toHtml());
            json(part.profile().toJson());
            for (DriftReport report : List.of(table.driftTo(part), part.driftTo(table),
                    table.profile().driftTo(part.profile()))) {
                String html = report.toHtml();
                body(html);
                json(report.toJson());
                assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
            }
        }
        String html = table.profile().toHtml();
        assertTrue(html.contains("No row has a value.") && html.contains("990 others")
                && html.contains("from 1970-01-01T00:00:00Z to 1970-01-01T00:24:59Z"), html);
        assertTrue(table.select().profile().toHtml().contains("There are no rows."));
    }

    @Test
    void a_table_of_many_columns_is_a_page_that_a_browser_can_open() throws Exception {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (int column = 0; column < 500; column++) {
            int factor = column;
            columns.put("c" + column, IntStream.range(0, 60).<Object>mapToObj(row -> Math.sin(row * 7.1 + factor)).toList());
        }
        Table table = Table.of(columns);
        assertTrue(table.profile().toHtml().length() < 5_000_000);
        String drift = table.driftTo(table.select(IntStream.range(0, 30).toArray())).toHtml();
        assertEquals(500, body(drift).getElementsByTagName("section").getLength());
        assertTrue(drift.length() < 5_000_000);
    }
}
