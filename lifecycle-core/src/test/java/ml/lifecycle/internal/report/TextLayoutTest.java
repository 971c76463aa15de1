package ml.lifecycle.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.lifecycle.report.JsonObject;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;
import org.junit.jupiter.api.Test;

class TextLayoutTest {

    @Test
    void wide_characters_take_two_places_and_marks_none() {
        assertEquals(6, TextLayout.width("petals"));
        assertEquals(4, TextLayout.width("花弁"));
        assertEquals(4, TextLayout.width("한국"));
        assertEquals(2, TextLayout.width("🌸"));
        assertEquals(1, TextLayout.width("e\u0301"));
        assertEquals(2, TextLayout.width("Ａ"));
        assertEquals(2, TextLayout.width("ｱｲ"));
        assertEquals(4, TextLayout.width("שלום"));
        assertEquals("花弁  |", TextLayout.left("花弁", 6) + "|");
        assertEquals("  花弁", TextLayout.right("花弁", 6));
    }

    @Test
    void what_is_cut_fits_and_no_character_is_halved() {
        assertEquals("花弁の…", TextLayout.cut("花弁の長さです", 8));
        assertEquals("花弁の…", TextLayout.cut("花弁の長さです", 7));
        assertEquals("🌸🌸…", TextLayout.cut("🌸".repeat(20), 5));
        assertEquals("petals", TextLayout.cut("petals", 6));
        assertEquals("peta…", TextLayout.cut("petals", 5));
        assertEquals("\\u0007", TextLayout.cut("\u0007", 9));
        assertEquals(16, TextLayout.width(TextLayout.cut("x".repeat(1_000_000), 16)));
        assertEquals("a…", TextLayout.cut("a" + "\u0301".repeat(1000), 2).replace("\u0301", ""));
    }

    @Test
    void sentences_are_wrapped_at_what_they_take_on_the_screen() {
        String text = TextLayout.wrap("花弁の長さ ".repeat(20).strip(), 4, 2);
        assertTrue(text.lines().allMatch(line -> TextLayout.width(line) <= TextLayout.WIDTH), text);
        assertTrue(text.lines().skip(1).allMatch(line -> line.startsWith("  花")), text);
        assertEquals(80, TextLayout.width(TextLayout.wrap("a " + "x".repeat(500), 0, 2)));
    }

    @Test
    void numbers_are_short_whatever_their_size() {
        assertEquals("0.9833", ReportText.number(0.98333));
        assertEquals("1.0e300", ReportText.number(1e300));
        assertEquals("1.0e-7", ReportText.number(1e-7));
        assertEquals("0", ReportText.number(0));
        assertEquals("−∞", ReportText.number(Double.NEGATIVE_INFINITY));
        assertEquals("", ReportText.number(Double.NaN));
        assertEquals("4.300", ReportText.brief(4.3));
        assertEquals("4.3", ReportText.plain(4.3));
        assertEquals("100", ReportText.plain(100));
        assertEquals("1e12", ReportText.plain(1e12));
        assertEquals("-1.8e308", ReportText.plain(-Double.MAX_VALUE));
        assertEquals("∞", ReportText.plain(Double.POSITIVE_INFINITY));
        assertEquals("< 0.1 %", ReportText.percent(1e-9));
        assertEquals("> 99.9 %", ReportText.percent(1 - 1e-9));
        assertEquals("100 %", ReportText.percent(1));
        assertEquals("50 %", ReportText.percent(0.5));
        assertEquals("0 %", ReportText.percent(0));
    }

    @Test
    void json_is_ascii_and_says_what_it_has_no_number_for() {
        assertEquals("{\"a\\u00e9\\\"\":\"\\ud83c\\udf38\\n\",\"nan\":\"NaN\",\"list\":[1.0,\"-Infinity\"],\"yes\":true,"
                + "\"none\":[]}".replace("\\n", "\\u000a"),
                new JsonObject().put("aé\"", "🌸\n").put("absent", (String) null).put("nan", Double.NaN)
                        .list("list", 1, Double.NEGATIVE_INFINITY).put("yes", true).list("none", new long[0])
                        .toString().replace("\\u000a", "\\n"));
    }
}
