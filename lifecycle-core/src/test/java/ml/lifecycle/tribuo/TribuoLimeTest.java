package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.core.Explanation;
import ml.lifecycle.core.Explanation.Effect;
import ml.lifecycle.core.RulePredictor;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.onnx.OnnxModel;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.explanations.lime.LIMEBase;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.regression.slm.SLMTrainer;

/** LIME beside models whose rule is known, and of stored models of all kinds. */
class TribuoLimeTest {

    private static final Table TABLE = table();

    private final Lifecycle lifecycle = Lifecycle.open("memory:" + UUID.randomUUID());

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private static Table table() {
        Random random = new Random(5);
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("width", random.doubles(200, 0, 10).boxed().toList());
        columns.put("length", random.ints(200, 0, 1_000_000).boxed().toList());
        columns.put("colour", IntStream.range(0, 200).mapToObj(row -> List.of("red", "green", "blue").get(row % 3)).toList());
        columns.put("new", IntStream.range(0, 200).mapToObj(row -> row % 4 == 0).toList());
        return Table.of(columns);
    }

    /** A classifier that is a function. */
    private record Rule(Signature signature, ToDoubleFunction<Map<String, ?>> score) implements RulePredictor {

        Rule(ToDoubleFunction<Map<String, ?>> score) {
            this(Signature.of(Output.label("answer", List.of("a", "b")), Column.number("width"), Column.integer("length"),
                    Column.text("colour"), new Column("new", ColumnType.BOOLEAN, true, null, List.of())), score);
        }

        @Override
        public Prediction predict(Map<String, ? extends @Nullable Object> row) {
            assertTrue(row.get("length") instanceof Long && List.of("red", "green", "blue").contains(row.get("colour")));
            double score = this.score.applyAsDouble(row);
            return new Prediction("a", Double.NaN, Map.of("a", score, "b", 1 - score), List.of());
        }
    }

    private static double number(Map<String, ?> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }

    private static Explanation lime(Predictor predictor, Table table, int row) {
        return Explainer.of(predictor, table).by(TribuoLime.seeded(42)).explain(table.row(row));
    }

    private static Effect effect(Explanation explanation, String column) {
        return explanation.effects().all().stream().filter(it -> it.column().equals(column)).findFirst().orElseThrow();
    }

    @Test
    void of_a_linear_score_the_effects_are_its_weights() {
        Rule rule = new Rule(row -> 0.3 + 0.02 * number(row, "width") - 2e-7 * number(row, "length")
                + (row.get("colour").equals("red") ? 0.25 : 0) - (row.get("new").equals(true) ? 0.1 : 0));
        Explanation explanation = lime(rule, TABLE, 0); // red and new
        assertEquals(0.02 * TABLE.profile().column("width").standardDeviation(), effect(explanation, "width").mean(), 1e-3);
        assertEquals(-2e-7 * TABLE.profile().column("length").standardDeviation(), effect(explanation, "length").mean(), 1e-3);
        assertEquals(0.25, effect(explanation, "colour").mean(), 1e-2);
        assertEquals(-0.1, effect(explanation, "new").mean(), 1e-2);
        assertEquals(List.of("colour"), explanation.effects().all().stream().limit(1).map(Effect::column).toList());
        assertTrue(explanation.effects().fidelity() > 0.99);
        assertTrue(effect(explanation, "width").reach() < 0.01);
        assertEquals(-0.25 / 2, effect(lime(rule, TABLE, 1), "colour").mean(), 2e-2, "green, of the others half are red");
    }

    @Test
    void a_score_that_is_not_linear_is_imitated_poorly_and_that_is_said() {
        Rule rule = new Rule(row -> Math.floorMod((long) Math.floor(number(row, "width") * 2), 2));
        Explanation explanation = lime(rule, TABLE, 0);
        assertTrue(explanation.effects().fidelity() < 0.2, explanation.toString());
        assertTrue(explanation.toString().contains("too poorly to rely on these numbers"));
    }

    @Test
    void a_score_that_nothing_changes_has_no_effects() {
        Explanation explanation = lime(new Rule(row -> 0.5), TABLE, 0);
        assertTrue(explanation.effects().all().stream().allMatch(effect -> effect.mean() == 0 && effect.reach() == 0));
        assertEquals(1, explanation.effects().fidelity());
    }

    @Test
    void a_value_that_is_very_rare_or_was_never_there_is_explained_too() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        TABLE.columns().forEach(column -> columns.put(column.name(), IntStream.range(0, TABLE.rows())
                .mapToObj(row -> column.name().equals("colour") ? row == 0 ? "green" : "red" : column.value(row)).toList()));
        Rule rule = new Rule(row -> row.get("colour").equals("red") ? 0.75 : 0.25);
        Table table = Table.of(columns);
        assertEquals(-0.5, effect(lime(rule, table, 0), "colour").mean(), 1e-6);
        assertEquals(0.5, effect(lime(rule, table, 1), "colour").mean(), 1e-6);
        Map<String, Object> row = new LinkedHashMap<>(table.row(0));
        row.put("colour", "blue");
        assertEquals(-0.5, effect(Explainer.of(rule, table).by(TribuoLime.seeded(2)).explain(row), "colour").mean(), 0.02);
    }

    @Test
    void the_same_seed_has_the_same_effects_and_another_has_others() {
        Rule rule = new Rule(row -> 1 / (1 + Math.exp(number(row, "width") - 5)));
        assertEquals(lime(rule, TABLE, 3), lime(rule, TABLE, 3));
        assertNotEquals(lime(rule, TABLE, 3), Explainer.of(rule, TABLE).by(TribuoLime.seeded(1)).explain(TABLE.row(3)));
    }

    /** Tribuo asks for models that say that they give probabilities: a tree and neighbours do not. */
    @Test
    void what_tribuo_refuses_is_explained_here() {
        Map<String, Boolean> accepted = new LinkedHashMap<>();
        Iris.models().forEach((name, model) -> {
            if (!name.equals("means")) {
                accepted.put(name, accepts(model));
            }
        });
        assertEquals(Map.of("cart", false, "forest", true, "neighbours", false), accepted);
        for (var trainer : List.of(Iris.cart(), Iris.forest(10), Iris.neighbours(5))) {
            RunRecord run = lifecycle.experiment("iris").run("a", it -> TribuoRun.of(it).train(trainer, Iris.SPLIT));
            Explanation explanation = lime(lifecycle.predictor("runs:/" + run.id() + "/model"), Iris.TABLE, 60);
            assertEquals(4, explanation.effects().all().size());
            assertTrue(explanation.effects().all().get(0).column().startsWith("petal"), explanation.toString());
        }
    }

    private static boolean accepts(org.tribuo.Model<?> model) {
        try {
            new LIMEBase(new SplittableRandom(1), model.castModel(org.tribuo.classification.Label.class),
                    new SLMTrainer(true), 100);
            return true;
        } catch (IllegalArgumentException refusal) {
            assertEquals("LIME requires the model generate probabilities.", refusal.getMessage());
            return false;
        }
    }

    @Test
    void a_model_of_another_framework_is_explained_too() {
        byte[] file = TribuoOnnx.export(
                new LogisticRegressionTrainer().train(TribuoData.classification(Iris.TABLE, "species")), Iris.LABELS);
        RunRecord run = lifecycle.experiment("iris").run("onnx", it -> it.model("model", OnnxModel.of(file), Iris.LABELS));
        Explanation explanation = lime(lifecycle.predictor("runs:/" + run.id() + "/model"), Iris.TABLE, 60);
        assertTrue(explanation.effects().all().get(0).column().startsWith("petal"), explanation.toString());
        assertEquals(List.of(), explanation.reasons());
    }

    @Test
    void values_that_are_missing_and_columns_that_do_not_vary_stay_as_they_are() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        TABLE.columns().forEach(column -> columns.put(column.name(), IntStream.range(0, TABLE.rows())
                .mapToObj(row -> column.name().equals("colour") ? "red" : column.value(row)).toList()));
        List<Object> widths = new ArrayList<>(columns.get("width"));
        widths.set(0, null);
        columns.put("width", widths);
        Rule rule = new Rule(row -> row.get("colour").equals("red") && row.get("width") == null
                ? number(row, "length") / 1_000_000 : 0);
        assertEquals(List.of("length", "new"),
                lime(rule, Table.of(columns), 0).effects().all().stream().map(Effect::column).toList());
    }

    @Test
    void what_lime_cannot_explain_is_refused_with_the_reason() {
        RunRecord numbers = lifecycle.experiment("iris").run("n", run -> TribuoRun.of(run).regress(Iris.linear(),
                ml.lifecycle.core.Split.random(Iris.INPUTS, "sepal_length", 0.8, 1)));
        Explainer explainer = Explainer.of(lifecycle.predictor("runs:/" + numbers.id() + "/model"), Iris.INPUTS);
        assertTrue(assertThrows(RefusedException.class, () -> explainer.by(TribuoLime.seeded(1)).explain(Iris.INPUTS.row(0)))
                .getMessage().contains("answers NUMBER"));
        Rule rule = new Rule(row -> 0.5);
        assertTrue(assertThrows(RefusedException.class, () -> lime(rule, TABLE.select(4, 4), 0)).getMessage()
                .contains("no number, text or boolean varies"));
    }

    @Test
    void a_row_that_breaks_the_signature_is_refused_as_ever() {
        RunRecord run = lifecycle.experiment("iris").run("cart", it -> TribuoRun.of(it).train(Iris.cart(), Iris.SPLIT));
        Explainer explainer = Explainer.of(lifecycle.predictor("runs:/" + run.id() + "/model"), Iris.TABLE);
        Map<String, Object> row = new LinkedHashMap<>(Iris.INPUTS.row(0));
        row.remove("petal_width");
        assertThrows(SignatureException.class, () -> explainer.explain(row));
        row.put("petal_width", "wide");
        assertThrows(SignatureException.class, () -> explainer.by(TribuoLime.seeded(1)).explain(row));
        row.put("petal_width", 99.0);
        assertEquals(99.0, explainer.explain(row).row().get("petal_width"), "a number out of its range is explained");
    }

    @Test
    void without_the_artifact_the_message_names_it() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("tribuo-classification-explanations"))
                .collect(Collectors.joining(File.pathSeparator));
        String printed = Child.run(classPath, WithoutLime.class);
        assertTrue(printed.startsWith("RefusedException") && printed.contains(
                "org.tribuo:tribuo-classification-explanations"), printed);
    }
}
