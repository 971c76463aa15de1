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
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.onnx.OnnxModel;
import ml.lifecycle.onnx.OnnxModelFormat;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
        Signature text = new Signature(List.of(Column.text("sepal_length")), LABELS.output());
        assertTrue(assertThrows(RefusedException.class, () -> TribuoOnnx.export(logistic(), text)).getMessage()
                .contains("'sepal_length' is TEXT"));
        assertThrows(RefusedException.class, () -> TribuoOnnx.export(logistic(), Iris.NUMBERS));
    }
}
