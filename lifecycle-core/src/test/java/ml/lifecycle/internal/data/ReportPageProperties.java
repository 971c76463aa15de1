package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.report.ReportText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** No text, of whatever characters, is more than text in a page, or less in JSON. */
class ReportPageProperties {

    @Property(tries = 300)
    void any_names_and_values(@ForAll @StringLength(max = 120) String characters,
            @ForAll @Size(min = 1, max = 30) List<@NotEmpty String> values) throws Exception {
        String name = "n" + characters.codePoints().filter(ReportText::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        List<Object> texts = new ArrayList<>(values);
        Table table = Table.of(Map.of(name, texts));
        Profile profile = table.profile();
        DriftReport drift = table.driftTo(Table.of(Map.of(name, List.of("other"))));
        ReportPageTest.body(profile.toHtml());
        ReportPageTest.body(drift.toHtml());
        assertEquals(name, ReportPageTest.json(profile.toJson()).get("columns").get(0).get("name").textValue());
        assertEquals(name, ReportPageTest.json(drift.toJson()).get("columns").get(0).get("name").textValue());
    }
}
