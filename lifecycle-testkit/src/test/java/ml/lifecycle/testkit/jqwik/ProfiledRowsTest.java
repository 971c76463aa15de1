package ml.lifecycle.testkit.jqwik;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.core.SignatureCheck;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

/** Rows drawn from a profile: their numbers go together as those of the data do. */
class ProfiledRowsTest {

    private static final int ROWS = 3000;
    /** Five standard errors of a correlation of 3,000 rows, and as much for the quantiles between which it is drawn. */
    private static final double TOLERANCE = 0.1;

    private static final Signature SIGNATURE = Signature.of(Output.number("price"),
            Column.number("size"), Column.integer("rooms").between(1, 6), Column.number("age"),
            Column.number("noise").optional());

    /** Larger flats have more rooms, steeply at the upper end; older ones are smaller; noise is noise. */
    private static Table flats() {
        Random random = new Random(7);
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (int i = 0; i < 800; i++) {
            double size = random.nextGaussian();
            add(columns, "size", Math.exp(size));
            add(columns, "rooms", Math.max(1L, Math.min(6L, Math.round(3 + size + 0.7 * random.nextGaussian()))));
            add(columns, "age", -size + random.nextGaussian());
            add(columns, "noise", random.nextDouble());
            add(columns, "price", 1.0);
        }
        return Table.of(columns);
    }

    private static void add(Map<String, List<Object>> columns, String name, Object value) {
        columns.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    @Example
    void numbers_go_together_as_in_the_profile() {
        Table flats = flats();
        RandomGenerator<Map<String, Object>> rows = Rows.from(SIGNATURE, flats.profile()).generator(1000);
        Random random = new Random(3);
        Map<String, List<Object>> drawn = new LinkedHashMap<>();
        int absent = 0;
        for (int i = 0; i < ROWS; i++) {
            Map<String, Object> row = rows.next(random).value();
            assertEquals(List.of(), SignatureCheck.of(SIGNATURE).violations(row));
            absent += row.containsKey("noise") ? 0 : 1;
            for (String column : List.of("size", "rooms", "age")) {
                add(drawn, column, row.get(column));
            }
        }
        assertTrue(absent > 200 && absent < 400, "a tenth, but " + absent);
        List<Correlation> found = Table.of(drawn).profile().correlations();
        for (Correlation pair : found) {
            Correlation told = flats.profile().correlations().stream().filter(other ->
                    other.first().equals(pair.first()) && other.second().equals(pair.second())).findFirst().orElseThrow();
            assertEquals(told.spearman(), pair.spearman(), TOLERANCE, pair + " instead of " + told);
        }
        assertEquals(3, found.size());
        assertTrue(found.stream().anyMatch(pair -> pair.spearman() < -0.5) && found.get(0).spearman() > 0.6, found.toString());
    }

    @Property
    void correlations_that_contradict_each_other_are_weakened(
            @ForAll("spearman") double one, @ForAll("spearman") double other, @ForAll("spearman") double third,
            @ForAll long seed) {
        Copula copula = Copula.of(List.of("a", "b", "c"),
                List.of(known("a", "b", one), known("b", "c", other), known("a", "c", third), known("a", "z", 0.5)));
        Random random = new Random(seed);
        for (double share : copula.join(new double[] {open(random), open(random), open(random)})) {
            assertTrue(share >= 0 && share <= 1, () -> "share " + share);
        }
    }

    @Provide
    Arbitrary<Double> spearman() {
        return Arbitraries.doubles().between(-1, 1);
    }

    private static double open(Random random) {
        return (random.nextInt(1000) + 0.5) / 1000;
    }

    private static Correlation known(String first, String second, double spearman) {
        return new Correlation(first, second, spearman, spearman, 100);
    }

    @Example
    void what_is_not_known_stays_as_it_was_drawn() {
        double[] drawn = {0.2, 0.9, 0.5};
        assertArrayEquals(drawn, Copula.of(List.of("a", "b", "c"), List.of(known("a", "b", Double.NaN))).join(drawn), 1e-12);
        assertArrayEquals(new double[0], Copula.of(List.of(), List.of()).join(new double[0]));
    }

    @Example
    void a_pair_that_is_one_comes_as_one_and_its_opposite_as_the_opposite() {
        double[] same = Copula.of(List.of("a", "b"), List.of(known("b", "a", 1))).join(new double[] {0.3, 0.8});
        assertArrayEquals(new double[] {0.3, 0.3}, same, 1e-3);
        double[] opposite = Copula.of(List.of("a", "b"), List.of(known("a", "b", -1))).join(new double[] {0.3, 0.8});
        assertArrayEquals(new double[] {0.3, 0.7}, opposite, 1e-3);
    }
}
