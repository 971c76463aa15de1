package ml.lifecycle.testkit.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation.Kind;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What jqwik reports when a property fails: a small row, as Java source. */
class ShrinkingTest {

    private static final Signature SIGNATURE = Signature.of(Output.label("answer", List.of("no", "yes")),
            Column.number("x").between(0, 10), Column.integer("n").between(2, 1000).optional(),
            Column.text("region").oneOf("north", "south"), Column.text("words"));

    /** What stands between the first line about the smallest row and the next paragraph. */
    private static String smallest(Class<?> properties) {
        String report = EngineTestKit.engine("jqwik").configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .selectors(selectClass(properties)).execute().allEvents().reportingEntryPublished().list().stream()
                .map(event -> event.getPayload().orElseThrow().toString()).reduce("", String::concat);
        int found = report.indexOf("Shrunk Sample");
        assertTrue(found >= 0, report);
        String below = report.substring(report.indexOf("  row: ", found) + 7);
        return below.substring(0, below.indexOf('\n'));
    }

    @Test
    void a_row_shrinks_to_what_still_fails_and_is_printed_as_source() {
        assertEquals("row(\"x\", 4.2, \"region\", \"south\", \"words\", \"\")", smallest(Valid.class));
    }

    @Test
    void a_row_drawn_from_a_profile_shrinks_too() {
        String smallest = smallest(FromProfile.class);
        assertTrue(smallest.matches("row\\(\"x\", 4\\.\\d{1,3}, \"region\", \"south\", \"words\", \"\"\\)"), smallest);
    }

    @Test
    void a_row_that_is_accepted_although_it_breaks_a_rule_shrinks_to_plain_values() {
        assertEquals("row(\"x\", 0.0, \"region\", \"never seen\", \"words\", \"\")", smallest(Broken.class));
    }

    private static void requireNorthOrLow(Map<String, Object> row) {
        assertTrue((Double) row.get("x") < 4.2 || row.get("region").equals("north"), "south and not below 4.2");
    }

    /** Run above, not by itself. */
    static class Valid {

        @Property
        void fails(@ForAll("rows") Map<String, Object> row) {
            requireNorthOrLow(row);
        }

        @Provide
        Arbitrary<Map<String, Object>> rows() {
            return Rows.valid(SIGNATURE);
        }
    }

    /** Run above, not by itself. */
    static class FromProfile {

        private static final Table DATA = Table.of(Map.of(
                "x", IntStream.range(0, 100).mapToObj(i -> i / 11.0).toList(),
                "n", IntStream.range(0, 100).mapToObj(i -> 2L + i * i / 10).toList(),
                "region", IntStream.range(0, 100).mapToObj(i -> i % 3 == 0 ? "south" : "north").toList()));

        @Property
        void fails(@ForAll("rows") Map<String, Object> row) {
            requireNorthOrLow(row);
        }

        @Provide
        Arbitrary<Map<String, Object>> rows() {
            return Rows.from(SIGNATURE, DATA.profile());
        }
    }

    /** Run above, not by itself. */
    static class Broken {

        @Property
        void fails(@ForAll("rows") Map<String, Object> row) {
            assertTrue(row.get("region").equals("north") || row.get("region").equals("south"), "never seen");
        }

        @Provide
        Arbitrary<Map<String, Object>> rows() {
            return Rows.broken(SIGNATURE, Kind.UNSEEN_LEVEL);
        }
    }
}
