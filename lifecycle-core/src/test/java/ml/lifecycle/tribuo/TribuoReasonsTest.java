package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/** What models of Tribuo tell of the way to their answers, after they were stored and read. */
class TribuoReasonsTest {

    private static final Pattern STEP = Pattern.compile("(\\w+) ([-.0-9]+) (>|<=) ([-.0-9]+)");
    private static final Map<String, Model<?>> MODELS = Iris.all();

    private static LoadedModel served(String model) {
        return new TribuoModelFormat().read(Iris.stored(MODELS.get(model)), Iris.signature(model));
    }

    @Test
    void the_steps_of_a_tree_are_those_of_the_row_to_its_leaf() {
        LoadedModel tree = served("cart");
        for (int row = 0; row < Iris.INPUTS.rows(); row++) {
            var node = ((TreeModel<?>) MODELS.get("cart")).getRoot();
            for (String step : tree.reasons(Iris.rows(Iris.INPUTS).get(row))) {
                Matcher parts = STEP.matcher(step);
                assertTrue(parts.matches(), step);
                double value = (Double) Iris.INPUTS.row(row).get(parts.group(1));
                assertEquals(value, Double.parseDouble(parts.group(2)));
                double threshold = Double.parseDouble(parts.group(4));
                boolean greater = parts.group(3).equals(">");
                assertEquals(greater, value > threshold, step);
                SplitNode<?> split = (SplitNode<?>) node;
                assertEquals(split.splitValue(), threshold, 1e-5);
                node = greater ? split.getGreaterThan() : split.getLessThanOrEqual();
            }
            assertTrue(node.isLeaf());
        }
    }

    /** The fact behind the steps: what Tribuo tells itself has neither thresholds nor sides. */
    @Test
    void tribuo_excuses_a_tree_by_the_names_of_its_features_alone() {
        Model<?> tree = MODELS.get("cart");
        Excuse<Label> excuse = tree.castModel(Label.class)
                .getExcuse(TribuoData.classification(Iris.TABLE, "species").getExample(100)).orElseThrow();
        List<String> names = excuse.getScores().get(Model.ALL_OUTPUTS).stream().map(pair -> pair.getA()).toList();
        List<String> steps = served("cart").reasons(Iris.rows(Iris.INPUTS).get(100));
        assertEquals(names, steps.stream().map(step -> step.substring(0, step.indexOf(' '))).toList());
    }

    @Test
    void a_forest_tells_its_votes_and_what_its_trees_look_at() {
        List<String> reasons = served("forest").reasons(Iris.rows(Iris.INPUTS).get(0));
        assertEquals("10 of 10 members for setosa", reasons.get(0));
        assertEquals("splits on its ways: petal_width 6, petal_length 5, sepal_length 1", reasons.get(1));
        String numbers = served("regression forest").reasons(Iris.rows(Iris.INPUTS).get(0)).get(0);
        Matcher range = Pattern.compile("of 5 members the lowest answers ([.\\d]+), the highest ([.\\d]+)").matcher(numbers);
        assertTrue(range.matches(), numbers);
        double answer = served("regression forest").predict(Iris.rows(Iris.INPUTS)).get(0).value();
        assertTrue(Double.parseDouble(range.group(1)) <= answer && answer <= Double.parseDouble(range.group(2)), numbers);
    }

    @Test
    void what_a_linear_model_adds_up_is_its_answer() {
        LoadedModel linear = served("linear regression");
        @Nullable Object[] row = Iris.rows(Iris.INPUTS).get(70);
        double sum = linear.reasons(row).stream().mapToDouble(reason -> Double.parseDouble(
                reason.substring(reason.indexOf(" adds ") + 6, reason.indexOf(" to the sum")))).sum();
        assertEquals(linear.predict(List.<@Nullable Object[]>of(row)).get(0).value(), sum, 1e-4);
        assertTrue(linear.reasons(row).stream().anyMatch(reason -> reason.startsWith("the constant adds ")));
    }

    @Test
    void both_regression_trees_tell_their_steps() {
        for (String tree : List.of("regression tree", "joint regression tree")) {
            List<String> steps = served(tree).reasons(Iris.rows(Iris.INPUTS).get(3));
            assertTrue(!steps.isEmpty() && STEP.matcher(steps.get(0)).matches(), tree + " " + steps);
        }
    }

    @Test
    void neighbours_and_clusters_tell_nothing() {
        assertEquals(List.of(), served("neighbours").reasons(Iris.rows(Iris.INPUTS).get(0)));
        assertEquals(List.of(), served("means").reasons(Iris.rows(Iris.INPUTS).get(0)));
        assertEquals(List.of(), served("scaled neighbours").reasons(Iris.rows(Iris.INPUTS).get(0)));
    }

    @Test
    void a_value_that_is_filled_or_scaled_is_told_with_what_stands_for_it() {
        @Nullable Object[] row = Iris.rows(Iris.INPUTS).get(0).clone();
        LoadedModel filled = served("filled tree");
        assertTrue(filled.reasons(row).get(0).matches("petal_(width|length) [.0-9]+, scaled to -1\\.\\d+ <= -\\d\\.\\d+"),
                filled.reasons(row).get(0));
        row[2] = null;
        row[3] = null;
        assertTrue(filled.reasons(row).get(0).matches("petal_(width|length) has no value, taken as \\S+ > -\\S+"),
                filled.reasons(row).get(0));
    }

    @Test
    void texts_and_numbers_are_told_as_the_columns_have_them() {
        List<String> colours = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        List<String> fruits = new ArrayList<>();
        for (int row = 0; row < 60; row++) {
            colours.add(List.of("red", "green", "=odd>").get(row % 3));
            sizes.add((double) row);
            fruits.add(row % 3 == 0 ? row < 30 ? "cherry" : "apple" : "pear");
        }
        Table table = Table.of(Map.of("colour", colours, "size", sizes, "fruit", fruits));
        Trainer<Label> trainer = new CARTClassificationTrainer(4, 1f, 1L);
        LoadedModel tree = new TribuoModelFormat().read(
                Iris.stored(trainer.train(TribuoData.classification(table, "fruit"))),
                Signatures.infer(table.without("fruit"), Output.label("fruit", List.of("apple", "cherry", "pear"))));
        List<String> told = Stream.of(rows(tree, table, 0), rows(tree, table, 1), rows(tree, table, 33))
                .map(String::valueOf).toList();
        assertEquals(List.of("[colour is red, size 0 <= 28.5]", "[colour is not red]", "[colour is red, size 33 > 28.5]"), told);
        List<Prediction> answers = tree.predict(Iris.rows(table.without("fruit")));
        assertEquals(fruits, answers.stream().map(Prediction::label).toList());
    }

    @Test
    void true_and_false_are_told_as_such() {
        List<Boolean> gardens = new ArrayList<>();
        List<String> prices = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            gardens.add(row % 2 == 0);
            prices.add(row % 2 == 0 ? "high" : "low");
        }
        Table table = Table.of(Map.of("garden", gardens, "price", prices));
        Trainer<Label> trainer = new CARTClassificationTrainer(4, 1f, 1L);
        LoadedModel tree = new TribuoModelFormat().read(
                Iris.stored(trainer.train(TribuoData.classification(table, "price"))),
                Signatures.infer(table.without("price"), Output.label("price", List.of("high", "low"))));
        assertEquals(List.of("garden is true"), tree.reasons(new Object[] {true}));
        assertEquals(List.of("garden is false"), tree.reasons(new Object[] {false}));
        assertEquals(List.of("garden has no value, read as 0 <= 0.5"), tree.reasons(new Object[] {null}));
    }

    private static List<String> rows(LoadedModel model, Table table, int row) {
        return model.reasons(Iris.rows(table.without("fruit")).get(row));
    }
}
