package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.anyOf;
import static ml.lifecycle.gate.Checks.recall;
import static ml.lifecycle.gate.Checks.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import ml.lifecycle.CorruptException;
import ml.lifecycle.gate.ColumnImportance;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.text.Json;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class ReportTest {

    private static final String NASTY = "<script>alert('x')</script>|`*\u202e\u0007&\"";

    private static GateReport report() {
        QualityGate gate = QualityGate.named("production")
                .require(accuracy().atLeast(0.9).confidence(0.95))
                .require(accuracy().atLeast(0.99))
                .require(recall(NASTY).atLeast(0.5))
                .require(anyOf(accuracy().atLeast(0.999), accuracy().atLeast(0.8)))
                .warn(recorded("loss").atMost(0.1));
        Evidence evidence = GateEvaluatorTest.rows(2, 120).model("0123456789abcdef0123").data("iris " + NASTY,
                "fedcba9876543210");
        return GateEvaluator.evaluate(gate, evidence, null);
    }

    @Test
    @DisplayName("text is aligned, at most 80 columns wide, and shows no hidden character")
    void text() {
        String text = report().toString();
        assertTrue(text.startsWith("Gate production: FAIL on iris"), text);
        assertTrue(text.contains("\n  PASS          accuracy at least 0.9 (95 % confidence)\n                0.9833 on 120 rows (118"), text);
        assertTrue(text.contains("\n  WARN          recorded loss at most 0.1\n"), text);
        assertFalse(text.contains("\u202e") || text.contains("\u0007"), text);
        assertTrue(text.contains("\n  PASS          any of (")
                && text.contains("\n      FAIL          accuracy at least 0.999\n"), text);
        assertTrue(text.lines().skip(1).allMatch(line -> line.length() <= 80), text);
    }

    @Test
    @DisplayName("Markdown escapes what would be markup")
    void markdown() {
        String text = report().toMarkdown();
        assertTrue(text.contains("| **PASS** | accuracy at least 0.9 (95 % confidence) | 0.9833 | "), text);
        assertTrue(text.contains("&lt;script&gt;alert('x')&lt;/script&gt;\\|\\`\\*\\\\u202e\\\\u0007&amp;"), text);
        assertFalse(text.contains("<script>"), text);
        assertTrue(text.contains("Model `0123456789ab`, data `fedcba987654`"), text);
        long cells = text.lines().filter(line -> line.startsWith("| **")).count();
        assertEquals(5 + 2, cells);
    }

    @Test
    @DisplayName("JUnit XML is well-formed and has a test for each check")
    void junit() throws Exception {
        String text = report().toJUnitXml();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(5, document.getElementsByTagName("testcase").getLength());
        assertEquals(1, document.getElementsByTagName("failure").getLength());
        assertEquals(1, document.getElementsByTagName("error").getLength());
        assertEquals(1, document.getElementsByTagName("skipped").getLength());
        assertEquals("1", document.getDocumentElement().getAttribute("failures"));
        String none = GateEvaluator.evaluate(QualityGate.named("g"), Evidence.of(Map.of()), null).toJUnitXml();
        assertTrue(none.contains("errors=\"1\""), none);
    }

    @Test
    @DisplayName("HTML holds no markup of names, no script and no reference to another file")
    void html() {
        String text = report().toHtml();
        assertFalse(text.contains("<script"), text);
        assertTrue(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), text);
        assertFalse(text.contains("src=") || text.contains("href=") || text.contains("@import"), text);
        assertTrue(text.contains("<tr class=\"part\"><td class=\"verdict FAIL\">FAIL</td>"), text);
        assertFalse(text.contains("\u202e"), text);
    }

    @Test
    @DisplayName("what the model looks at is shown in every form for people, and is nothing the verdict or the digest knows of")
    void importance() throws Exception {
        GateReport bare = report();
        GateReport beside = bare.importance(List.of(new ColumnImportance("petal " + NASTY, 0.25, 0.5),
                new ColumnImportance("width", -0.01, Double.NaN)));
        assertEquals(bare.verdict(), beside.verdict());
        assertEquals(bare.gateDigest(), beside.gateDigest());
        assertTrue(beside.toString().startsWith(bare.toString()));
        assertTrue(beside.toString().lines().skip(1).allMatch(line -> line.length() <= 80), beside.toString());
        assertTrue(beside.toString().contains("champion"));
        assertTrue(beside.toMarkdown().contains("| width | -0.01 |"), beside.toMarkdown());
        String html = beside.toHtml();
        assertFalse(html.contains("<script") || html.contains("\u202e"), html);
        assertTrue(html.contains("width=\"120.0\"") && html.contains("width=\"240.0\""), html);
        assertEquals(bare.toJUnitXml(), beside.toJUnitXml());
        GateReport alone = bare.importance(List.of(new ColumnImportance("width", 0.1, Double.NaN)));
        assertFalse((alone + alone.toMarkdown() + alone.toHtml()).toLowerCase(java.util.Locale.ROOT).contains("champion"));
    }

    @Test
    @DisplayName("a report without importance is written as it always was, and old ones are read")
    void withoutImportance() {
        assertFalse(report().toJson().contains("importance"));
        byte[] old = ("{\"gate\":\"g\",\"gateDigest\":\"d\",\"verdict\":\"pass\",\"results\":[],\"data\":\"iris\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), GateCodec.report(Json.read("report", old, 0, old.length)).importance());
    }

    @ParameterizedTest
    @DisplayName("what a newer version wrote, or nobody wrote, is told and not guessed")
    @ValueSource(strings = {
        "{\"kind\":\"astrology\"}",
        "{\"kind\":\"threshold\",\"measure\":{\"kind\":\"aura\"},\"low\":1}",
        "{\"kind\":\"threshold\",\"measure\":{\"kind\":\"metric\",\"metric\":\"vibe\"},\"low\":1}",
        "{\"kind\":\"threshold\",\"measure\":{\"kind\":\"metric\",\"metric\":\"accuracy\"}}",
        "{\"kind\":\"threshold\",\"measure\":{\"kind\":\"metric\",\"metric\":\"accuracy\"},\"low\":\"high\"}",
        "{\"kind\":\"threshold\",\"measure\":{\"kind\":\"metric\",\"metric\":\"accuracy\"},\"low\":1,\"minRows\":1.5}",
        "{\"kind\":\"threshold\",\"low\":1}",
        "{\"kind\":\"combined\",\"mode\":\"all\",\"checks\":[]}",
        "{}", "[]", "7"})
    void damaged(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThrows(CorruptException.class, () -> GateCodec.check(Json.read("check", bytes, 0, bytes.length)));
    }

    @Test
    @DisplayName("the message about something newer says what to do")
    void newer() {
        CorruptException failure = assertThrows(CorruptException.class,
                () -> GateCodec.check(Json.object().put("kind", "astrology")));
        assertEquals("The check in the stored JSON has the kind 'astrology', which this version of Lifecycle does not know."
                + " It was written by a newer version, or is damaged; read it with the version that wrote it.",
                failure.getMessage());
    }

    @Test
    @DisplayName("a gate's digest does not change from release to release")
    void digest() {
        QualityGate gate = QualityGate.named("g").require(accuracy().atLeast(0.95).confidence(0.95));
        assertEquals("{\"name\":\"g\",\"checks\":[{\"kind\":\"threshold\",\"measure\":{\"kind\":\"metric\",\"metric\":"
                + "\"accuracy\"},\"low\":0.95,\"confidence\":0.95}]}",
                new String(Json.bytes(GateCodec.toJson(gate)), StandardCharsets.UTF_8));
    }
}
