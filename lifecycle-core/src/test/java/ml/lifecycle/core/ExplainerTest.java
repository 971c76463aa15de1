package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Explanation.Change;
import ml.lifecycle.core.Explanation.Counterfactual;
import ml.lifecycle.core.Explanation.Effect;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Explanations of models whose rule is known. */
class ExplainerTest {

    private static final Table FLOWERS = Table.of(Map.of(
            "width", List.of(1.0, 1.2, 1.4, 1.8, 2.0, 2.4),
            "colour", List.of("red", "blue", "red", "red", "blue", "red"),
            "length", List.of(10, 20, 30, 40, 50, 60)));

    /** A model that is a function. */
    private record Rule(Signature signature, Function<Map<String, ?>, Prediction> rule) implements RulePredictor {

        static Rule labels(Function<Map<String, ?>, String> rule, Column... columns) {
            return new Rule(Signature.of(Output.label("answer", List.of("a", "b")), columns),
                    row -> new Prediction(rule.apply(row), Double.NaN, Map.of(), List.of()));
        }

        @Override
        public Prediction predict(Map<String, ? extends @Nullable Object> row) {
            assertEquals(Map.of(), new HashMap<>(row).entrySet().stream()
                    .filter(entry -> signature.inputs().stream().noneMatch(it -> it.name().equals(entry.getKey())))
                    .collect(HashMap::new, (map, entry) -> map.put(entry.getKey(), 1), HashMap::putAll));
            return rule.apply(row);
        }
    }

    private static double number(Map<String, ?> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }

    @Test
    void one_value_that_is_enough_is_found_and_said() {
        Rule rule = Rule.labels(row -> number(row, "width") > 1.6 ? "virginica" : "versicolor",
                Column.number("width"), Column.text("colour"));
        Explanation explanation = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(2));
        assertEquals("""
                answer: versicolor
                share of other rows' values that would change the answer (95 % interval):
                  width   1.4   0.500  [-0.075,  1.075]
                  colour  red   0.000  [ 0.000,  0.000]
                the nearest row with another answer is row 3: virginica, at a distance of 0.76, with
                  width  1.8 instead of 1.4
                the answer would be virginica with
                  width  1.8 instead of 1.4""", explanation.toString());
    }

    @Test
    void only_the_changes_that_are_needed_remain() {
        Rule rule = Rule.labels(row -> number(row, "width") > 1.6 && number(row, "length") > 35 ? "both" : "not",
                Column.number("width"), Column.text("colour"), Column.integer("length"));
        Counterfactual other = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(1)).counterfactuals().get(0);
        assertEquals(List.of(1.8, 40L), other.changes().stream().sorted((a, b) -> b.column().compareTo(a.column()))
                .map(Change::to).toList());
    }

    @Test
    void of_two_ways_the_nearer_by_the_spread_of_its_column_is_taken() {
        Rule rule = Rule.labels(row -> number(row, "width") > 2.2 || number(row, "length") > 35 ? "a" : "b",
                Column.number("width"), Column.integer("length"));
        Change change = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(2)).counterfactuals().get(0).changes().get(0);
        assertEquals("length", change.column()); // 10 of 19 and not 1.0 of 0.5, though 10 is more than 1
        assertEquals(40L, change.to());
        assertEquals(10 / FLOWERS.profile().column("length").standardDeviation(), change.distance(), 1e-12);
    }

    @Test
    void columns_that_nobody_can_change_stay() {
        Rule rule = Rule.labels(row -> number(row, "width") > 1.6 && row.get("colour").equals("red") ? "a" : "b",
                Column.number("width"), Column.text("colour"));
        Explainer explainer = Explainer.of(rule, FLOWERS);
        assertEquals(1, explainer.explain(FLOWERS.row(2)).counterfactuals().size());
        Explanation explanation = explainer.fixed("width").explain(FLOWERS.row(2));
        assertEquals(List.of(), explanation.counterfactuals());
        assertTrue(explanation.toString().endsWith("no other answer was found"));
        assertTrue(explainer.fixed("width").toString().endsWith("by 6 rows, without changing [width]"));
        assertThrows(NotFoundException.class, () -> explainer.fixed("age"));
    }

    @Test
    void a_value_that_is_missing_is_a_change_too() {
        Rule rule = Rule.labels(row -> row.containsKey("colour") ? "a" : "b",
                Column.text("colour").optional(), Column.number("width"));
        Table gaps = Table.of(Map.of("colour", Arrays.asList("red", null), "width", List.of(1, 1)));
        assertTrue(Explainer.of(rule, gaps).explain(gaps.row(0)).toString().endsWith("colour  no value instead of red"));
        assertTrue(Explainer.of(rule, gaps).explain(gaps.row(1)).toString().endsWith("colour  red instead of no value"));
    }

    /** As models of Tribuo do it: a row without any value has no answer. */
    @Test
    void no_row_without_any_value_is_asked() {
        Rule rule = Rule.labels(row -> {
            if (row.isEmpty()) {
                throw new RefusedException("no value");
            }
            return row.containsKey("width") ? "a" : "b";
        }, Column.number("width").optional(), Column.number("length").optional());
        Table gaps = Table.of(Map.of("width", Arrays.asList(1.0, null, 3.0), "length", Arrays.asList(null, 5.0, 2.0)));
        Explanation explanation = Explainer.of(rule, gaps).explain(gaps.row(0));
        assertEquals(1, explanation.nearest().number());
        assertEquals(2, explanation.counterfactuals().get(0).changes().size());
    }

    @Test
    void with_scores_an_effect_is_what_the_value_adds_to_the_score_of_the_answer() {
        Signature signature = Signature.of(Output.label("answer", List.of("a", "b")),
                Column.number("width"), Column.number("length"));
        Rule rule = new Rule(signature, row -> new Prediction("a", Double.NaN,
                Map.of("a", number(row, "width") / 10, "b", 1 - number(row, "width") / 10), List.of()));
        Explanation explanation = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(5));
        Effect width = explanation.effects().all().get(0);
        double mean = FLOWERS.profile().column("width").mean() / 10;
        assertEquals("width", width.column());
        assertEquals(0.24 - mean, width.mean(), 1e-12);
        double deviation = FLOWERS.profile().column("width").standardDeviation() / 10;
        assertEquals(2.570582 * deviation / Math.sqrt(6), width.reach(), 1e-6); // t of 5 degrees of freedom at 0.975
        assertEquals(0, explanation.effects().all().get(1).mean(), 1e-12);
        assertTrue(explanation.toString().startsWith("answer: a, score 0.240\nwhat each value adds"));
    }

    /** Each counterfactual has the answer it says, differs where it says, and needs each of its changes. */
    @Test
    void counterfactuals_of_any_rule_are_true_and_irreducible() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            double[] weights = random.doubles(5, -1, 1).toArray();
            Rule rule = Rule.labels(row -> {
                double sum = 0;
                for (int place = 0; place < weights.length; place++) {
                    sum += weights[place] * number(row, "c" + place);
                }
                return sum > 1 ? "high" : sum < -1 ? "low" : "middle";
            }, Column.number("c0"), Column.number("c1"), Column.number("c2"), Column.number("c3"), Column.number("c4"));
            Table table = table(random);
            Map<String, Object> row = table.row(0);
            Explanation explanation = Explainer.of(rule, table).explain(row);
            for (Counterfactual other : explanation.counterfactuals()) {
                Map<String, Object> changed = new LinkedHashMap<>(row);
                other.changes().forEach(change -> changed.put(change.column(), change.to()));
                assertEquals(other.answer().label(), rule.predict(changed).label());
                assertFalse(other.answer().label().equals(explanation.answer().label()));
                for (Change change : other.changes()) {
                    Map<String, Object> less = new LinkedHashMap<>(changed);
                    less.put(change.column(), row.get(change.column()));
                    assertFalse(rule.predict(less).label().equals(other.answer().label()), "round " + round);
                }
            }
            long others = Explainer.of(rule, table).explain(row).counterfactuals().size();
            long labels = List.of("high", "low", "middle").stream().filter(label -> range(table.rows()).stream()
                    .anyMatch(at -> rule.predict(table.row(at)).label().equals(label))).count();
            assertEquals(labels - 1, others);
        }
    }

    private static Table table(Random random) {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (int place = 0; place < 5; place++) {
            columns.put("c" + place, random.doubles(40, -2, 2).boxed().toList());
        }
        return Table.of(columns);
    }

    private static List<Integer> range(int end) {
        List<Integer> all = new ArrayList<>();
        for (int at = 0; at < end; at++) {
            all.add(at);
        }
        return all;
    }

    @Test
    void of_rows_that_are_equally_near_the_first_is_taken() {
        Rule rule = Rule.labels(row -> number(row, "width") == 4 ? "a" : "b", Column.number("width"));
        Table table = Table.of(Map.of("width", List.of(6.0, 4.0, 2.0, 6.0)));
        assertEquals(0, Explainer.of(rule, table).explain(table.row(1)).nearest().number());
    }

    /** By hand: the nearest of all rows that are answered otherwise, and what is otherwise in it. */
    @Test
    void the_nearest_row_is_that_of_all_rows() {
        Random random = new Random(3);
        Rule rule = Rule.labels(row -> number(row, "c0") + number(row, "c1") > 1 ? "high" : "low",
                Column.number("c0"), Column.number("c1"), Column.number("c2"));
        Table table = table(random);
        for (int at = 0; at < table.rows(); at++) {
            Map<String, Object> row = table.row(at);
            Explanation explanation = Explainer.of(rule, table).explain(row);
            double least = Double.POSITIVE_INFINITY;
            for (int other = 0; other < table.rows(); other++) {
                double apart = 0;
                for (String column : List.of("c0", "c1", "c2")) {
                    apart += Math.abs(number(row, column) - number(table.row(other), column))
                            / table.profile().column(column).standardDeviation();
                }
                if (!rule.predict(inputs(table.row(other))).label().equals(explanation.answer().label())) {
                    least = Math.min(least, apart);
                }
            }
            Explanation.NearRow nearest = explanation.nearest();
            assertEquals(least, nearest.distance(), 1e-9);
            assertEquals(rule.predict(inputs(table.row(nearest.number()))), nearest.answer());
            nearest.changes().forEach(change ->
                    assertEquals(table.row(nearest.number()).get(change.column()), change.to()));
            assertEquals(least, nearest.changes().stream().mapToDouble(Change::distance).sum(), 1e-9);
        }
    }

    private static Map<String, Object> inputs(Map<String, Object> row) {
        Map<String, Object> inputs = new LinkedHashMap<>(row);
        inputs.keySet().retainAll(List.of("c0", "c1", "c2"));
        return inputs;
    }

    @Test
    void the_nearest_row_has_its_number_in_a_table_of_which_not_all_rows_are_looked_at() {
        Rule rule = Rule.labels(row -> number(row, "width") > 29_999 ? "b" : "a", Column.number("width"));
        Table table = Table.of(Map.of("width", range(40_000)));
        Explanation.NearRow nearest = Explainer.of(rule, table).explain(table.row(0)).nearest();
        assertEquals(30_000, nearest.number());
        assertEquals(30_000L, nearest.changes().get(0).to());
    }

    @Test
    void where_no_row_is_answered_otherwise_nothing_is_near() {
        Rule rule = Rule.labels(row -> "a", Column.number("width"));
        Explanation explanation = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(0));
        assertNull(explanation.nearest());
        assertTrue(explanation.toString().endsWith("no other answer was found"));
        Rule width = Rule.labels(row -> number(row, "width") > 1.6 ? "b" : "a", Column.number("width"), Column.text("colour"));
        Explainer byColour = Explainer.of(width, FLOWERS).fixed("colour");
        assertEquals(4, byColour.explain(FLOWERS.row(1)).nearest().number()); // blue as row 1, though row 3 is nearer
        assertNull(Explainer.of(width, FLOWERS).fixed("width").explain(FLOWERS.row(1)).nearest());
    }

    @Test
    void of_a_number_the_effects_are_told_and_no_other_answers() {
        Rule rule = new Rule(Signature.of(Output.number("rent"), Column.number("width"), Column.integer("length")),
                row -> new Prediction("", 1000 * number(row, "width"), Map.of(), List.of()));
        Explanation explanation = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(5));
        assertEquals(2400 - 1000 * FLOWERS.profile().column("width").mean(), explanation.effects().all().get(0).mean(), 1e-9);
        assertEquals(0, explanation.effects().all().get(1).mean());
        assertNull(explanation.nearest());
        assertEquals(List.of(), explanation.counterfactuals());
        assertTrue(explanation.toString().contains("what each value adds to the number"), explanation.toString());
        assertFalse(explanation.toString().contains("no other answer"));
    }

    @Test
    void a_value_that_is_near_its_centre_speaks_for_a_cluster() {
        Rule rule = new Rule(Signature.of(Output.cluster("group"), Column.number("width")),
                row -> new Prediction("0", Double.NaN, Map.of("0", Math.abs(number(row, "width") - 1)), List.of()));
        Effect width = Explainer.of(rule, FLOWERS).explain(FLOWERS.row(0)).effects().all().get(0);
        assertTrue(width.mean() > 0, "distance 0 here, and more with the width of the others");
    }

    @Test
    void another_method_measures_other_effects_of_the_same_question() {
        Rule rule = Rule.labels(row -> number(row, "width") > 1.6 ? "b" : "a", Column.number("width"));
        Explainer explainer = Explainer.of(rule, FLOWERS).by((predictor, rows, row, answer) -> {
            assertEquals(6, rows.size());
            assertEquals("a", answer.label());
            return new Explanation.Effects("said", 0.3, List.of(new Effect("width", 1, 0.5)));
        });
        Explanation explanation = explainer.fixed("width").explain(FLOWERS.row(0));
        assertEquals(0.3, explanation.effects().fidelity());
        assertTrue(explanation.toString().contains("said (95 % interval):\n  width  1.0   1.000  [ 0.500,  1.500]\n"
                + "  imitated with R² 0.30: too poorly to rely on these numbers\n"), explanation.toString());
    }

    @Test
    void without_rows_or_a_column_nothing_is_explained() {
        Rule label = Rule.labels(row -> "a", Column.number("width"));
        assertThrows(RefusedException.class, () -> Explainer.of(label, FLOWERS.select()));
        Rule absent = Rule.labels(row -> "a", Column.number("age"));
        assertThrows(NotFoundException.class, () -> Explainer.of(absent, FLOWERS));
    }
}
