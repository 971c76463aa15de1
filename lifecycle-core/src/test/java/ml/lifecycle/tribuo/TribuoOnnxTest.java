package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.onnx.OnnxModel;
import ml.lifecycle.onnx.OnnxModelFormat;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;

/** Linear models of Tribuo as ONNX files, asked by ONNX Runtime. */
class TribuoOnnxTest {

    /** Neither the columns nor the labels in the order in which Tribuo numbers them. */
    private static Signature shuffled(Signature signature, Output output) {
        List<Column> columns = new ArrayList<>(signature.inputs());
        Collections.reverse(columns);
        Collections.swap(columns, 0, 2);
        return new Signature(columns, output);
    }

    private static final Signature LABELS =
            shuffled(Iris.LABELS, Output.label("species", List.of("virginica", "setosa", "versicolor")));

    private static Model<Label> logistic() {
        return new LogisticRegressionTrainer().train(TribuoData.classification(Iris.TABLE, "species"));
    }

    private static List<@Nullable Object[]> rows(Signature signature) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int row = 0; row < Iris.INPUTS.rows(); row++) {
            int number = row;
            rows.add(signature.inputs().stream().map(column -> Iris.INPUTS.column(column.name()).value(number)).toArray());
        }
        return rows;
    }

    private static List<Prediction> onnx(Model<?> model, Signature signature, List<@Nullable Object[]> rows) {
        byte[] file = TribuoOnnx.export(model, signature);
        new OnnxModelFormat().requireFit(OnnxModel.of(file), signature);
        return new OnnxModelFormat().read(file, signature).predict(rows);
    }

    @Test
    void a_classifier_answers_the_same_as_onnx() {
        Model<Label> model = logistic();
        List<Prediction> expected = ServedModel.of(model, LABELS).predict(rows(LABELS));
        List<Prediction> answers = onnx(model, LABELS, rows(LABELS));
        for (int row = 0; row < expected.size(); row++) {
            assertEquals(expected.get(row).label(), answers.get(row).label());
            assertArrayEquals(expected.get(row).scores().values().stream().mapToDouble(it -> it).toArray(),
                    answers.get(row).scores().values().stream().mapToDouble(it -> it).toArray(), 1e-5);
        }
    }

    @Test
    void a_regression_answers_the_same_as_onnx() {
        Signature signature = shuffled(Iris.NUMBERS, Iris.NUMBERS.output());
        Model<?> model = Iris.regressions().get("linear regression");
        List<Prediction> expected = ServedModel.of(model, signature).predict(rows(signature));
        List<Prediction> answers = onnx(model, signature, rows(signature));
        for (int row = 0; row < expected.size(); row++) {
            assertEquals(expected.get(row).value(), answers.get(row).value(), 1e-5 * Math.abs(expected.get(row).value()));
        }
    }

    @Test
    void a_missing_value_counts_as_in_tribuo() {
        Signature signature = new Signature(LABELS.inputs().stream().map(Column::optional).toList(), LABELS.output());
        @Nullable Object[] row = rows(LABELS).get(70).clone();
        row[1] = null;
        Model<Label> model = logistic();
        Prediction expected = ServedModel.of(model, signature).predict(Collections.singletonList(row)).get(0);
        Prediction answer = onnx(model, signature, Collections.singletonList(row)).get(0);
        assertEquals(expected.scores().get("setosa"), answer.scores().get("setosa"), 1e-5);
    }

    @Test
    void equal_models_give_equal_files_that_do_not_say_where_and_when_they_were_trained() {
        byte[] file = TribuoOnnx.export(logistic(), LABELS);
        assertArrayEquals(file, TribuoOnnx.export(logistic(), LABELS));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("PROVENANCE") || text.contains("datasource"), text);
    }

    @Test
    void what_tribuo_cannot_write_is_refused_by_name() {
        String tree = assertThrows(RefusedException.class,
                () -> TribuoOnnx.export(Iris.models().get("cart"), Iris.LABELS)).getMessage();
        assertTrue(tree.contains("TreeModel") && tree.contains("LogisticRegressionTrainer"), tree);
        assertThrows(RefusedException.class, () -> TribuoOnnx.export(logistic(), Iris.NUMBERS));
    }

    /** Columns of all types, of which the text decides most. */
    private static Table flats(String text) {
        List<String> texts = new ArrayList<>();
        List<Double> rooms = new ArrayList<>();
        List<Boolean> gardens = new ArrayList<>();
        List<String> rents = new ArrayList<>();
        for (int row = 0; row < 60; row++) {
            texts.add(List.of("Ulm", "Bonn", "Köln = Deutz").get(row % 3));
            rooms.add(1.0 + row % 5);
            gardens.add(row % 2 == 0);
            rents.add(row % 3 == 1 ? "high" : "low");
        }
        return Table.of(Map.of(text, texts, "rooms", rooms, "garden", gardens, "rent", rents));
    }

    private static Signature flatSignature(String text, String... levels) {
        return new Signature(List.of(Column.number("rooms").optional(),
                new Column("garden", ColumnType.BOOLEAN, true, null, List.of()), Column.text(text).oneOf(levels)),
                Output.label("rent", List.of("low", "high")));
    }

    @Test
    void texts_are_inputs_of_their_own_and_one_that_was_not_trained_on_counts_0() {
        Model<Label> model = new LogisticRegressionTrainer().train(TribuoData.classification(flats("city"), "rent"));
        Signature signature = flatSignature("city", "Bonn", "Ulm", "Köln = Deutz", "Kiel");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String city : List.of("Ulm", "Bonn", "Köln = Deutz", "Kiel")) {
            rows.add(new Object[] {2.0, true, city});
            rows.add(new Object[] {null, false, city});
        }
        List<Prediction> expected = ServedModel.of(model, signature).predict(rows);
        List<Prediction> answers = onnx(model, signature, rows);
        assertEquals(Set.of("low", "high"), expected.stream().map(Prediction::label).collect(Collectors.toSet()));
        for (int row = 0; row < rows.size(); row++) {
            assertEquals(expected.get(row).scores().get("high"), answers.get(row).scores().get("high"), 1e-5, "row " + row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "output", "lifecycle_all"})
    void a_column_with_the_name_of_a_part_of_the_file_is_refused(String name) {
        Model<Label> model = new LogisticRegressionTrainer().train(TribuoData.classification(flats(name), "rent"));
        String message = assertThrows(RefusedException.class,
                () -> TribuoOnnx.export(model, flatSignature(name, "Ulm", "Bonn", "Köln = Deutz"))).getMessage();
        assertTrue(message.contains("'" + name + "'") && message.contains("rename"), message);
    }

    @Test
    void a_text_that_may_be_missing_is_refused() {
        Model<Label> model = new LogisticRegressionTrainer().train(TribuoData.classification(flats("city"), "rent"));
        List<Column> columns = new ArrayList<>(flatSignature("city", "Ulm", "Bonn", "Köln = Deutz").inputs());
        columns.set(2, columns.get(2).optional());
        String message = assertThrows(RefusedException.class, () -> TribuoOnnx.export(model,
                new Signature(columns, Output.label("rent", List.of("low", "high"))))).getMessage();
        assertTrue(message.contains("'city' is TEXT and optional"), message);
    }
}
