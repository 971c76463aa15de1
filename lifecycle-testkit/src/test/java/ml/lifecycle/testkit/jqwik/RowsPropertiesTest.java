package ml.lifecycle.testkit.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.SignatureCheck;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation;
import ml.lifecycle.signature.SignatureViolation.Kind;
import ml.lifecycle.testkit.ToyLifecycle;
import ml.lifecycle.testkit.ToyModels;
import ml.lifecycle.testkit.jqwik.FromSignature.Content;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

/** Generated rows are what they are said to be. */
class RowsPropertiesTest {

    private static final Signature EVERYTHING = new ToyModels.Everything().get();

    @Property
    void valid_rows_keep_the_signature(@ForAll @FromSignature(ToyModels.Everything.class) Map<String, Object> row) {
        assertEquals(List.of(), SignatureCheck.of(EVERYTHING).violations(row));
    }

    @Property
    void extreme_rows_keep_the_signature(
            @ForAll @FromSignature(value = ToyModels.Everything.class, content = Content.EDGES) Map<String, Object> row) {
        assertEquals(List.of(), SignatureCheck.of(EVERYTHING).violations(row));
    }

    @Property
    void broken_rows_break_it_in_one_place(
            @ForAll @FromSignature(value = ToyModels.Everything.class, content = Content.BROKEN) Map<String, Object> row) {
        assertEquals(1, SignatureCheck.of(EVERYTHING).violations(row).size());
    }

    @Property
    void a_row_breaks_the_rule_that_was_asked_for(@ForAll Kind kind, @ForAll long seed) {
        Map<String, Object> row = Rows.broken(EVERYTHING, kind).generator(10).next(new Random(seed)).value();
        List<SignatureViolation> violations = SignatureCheck.of(EVERYTHING).violations(row);
        assertEquals(List.of(kind), violations.stream().map(SignatureViolation::kind).toList());
    }

    @Example
    void a_rule_that_cannot_be_broken_is_refused() {
        Signature free = Signature.of(Output.number("y"), Column.text("x"));
        assertThrows(RefusedException.class, () -> Rows.broken(free, Kind.OUT_OF_RANGE));
    }

    @Property
    void any_range_gives_rows_within_it(@ForAll("ranges") Range range, @ForAll long seed) {
        Signature signature = Signature.of(Output.number("y"), Column.number("x").between(range.min(), range.max()));
        for (Arbitrary<Map<String, Object>> rows : List.of(Rows.valid(signature), Rows.edges(signature))) {
            Map<String, Object> row = rows.generator(10).next(new Random(seed)).value();
            assertEquals(List.of(), SignatureCheck.of(signature).violations(row));
        }
    }

    @Provide
    Arbitrary<Range> ranges() {
        Arbitrary<Double> ends = Arbitraries.of(-Double.MAX_VALUE, -1e9, -1.0, -1e-300, 0.0, 1e-9, 1 / 3.0, 7.0, 1e300);
        return ends.tuple2().filter(pair -> pair.get1() <= pair.get2()).map(pair -> new Range(pair.get1(), pair.get2()));
    }

    @Example
    void rows_of_a_table_come_as_they_are() {
        Table table = Table.of(Map.of("x", List.of(1.0, 2.0), "y", List.of(10.0, 20.0), "z", List.of(5.0, 6.0)));
        Signature signature = Signature.of(Output.number("z"), Column.number("x"), Column.number("y"));
        Set<String> seen = new HashSet<>();
        Rows.from(signature, table).sampleStream().limit(50).forEach(row -> seen.add(row.toString()));
        assertEquals(Set.of("row(\"x\", 1.0, \"y\", 10.0)", "row(\"x\", 2.0, \"y\", 20.0)"), seen);
        assertThrows(RefusedException.class, () -> Rows.from(signature, table.select()));
    }

    @Example
    void rows_of_a_profile_are_spread_as_it_says_and_keep_the_signature() {
        try (Lifecycle lifecycle = Lifecycle.open("memory:rows-of-a-profile")) {
            ToyLifecycle.fill(lifecycle);
            Profile profile = lifecycle.data("toy").latest().profile();
            Signature signature = Signature.of(Output.label("colour", List.of("blue", "red")),
                    Column.number("x").between(0, 8), Column.text("region").oneOf("north", "west"),
                    Column.text("colour"), Column.text("unknown"), Column.integer("y").between(0, 1));
            Random random = new Random(1);
            RandomGenerator<Map<String, Object>> rows = Rows.from(signature, profile).generator(1000);
            int low = 0;
            int red = 0;
            for (int i = 0; i < 1000; i++) {
                Map<String, Object> row = rows.next(random).value();
                assertEquals(List.of(), SignatureCheck.of(signature).violations(row));
                assertEquals("north", row.get("region"));
                low += (Double) row.get("x") <= profile.column("x").quantiles()[3] ? 1 : 0;
                red += row.get("colour").equals("red") ? 1 : 0;
            }
            assertTrue(low > 250 && low < 350, "three tenths, but " + low);
            assertTrue(red > 440 && red < 560, "half, but " + red);
        }
    }

    @Example
    void a_row_is_reported_as_source() {
        Map<String, Object> row = Rows.edges(EVERYTHING).sample();
        assertEquals(row.toString(), new RowFormat().report(row).toString());
    }
}
