package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The many forms of exported models: each is served, or refused with what to do. */
class OnnxExportsTest {

    private static LoadedModel served(ModelProto model, Signature signature) {
        OnnxModelFormat format = new OnnxModelFormat();
        format.requireFit(OnnxModel.of(model.toByteArray()), signature);
        return format.read(model.toByteArray(), signature);
    }

    private static String refused(ModelProto model, Signature signature) {
        return assertThrows(RefusedException.class, () -> served(model, signature)).getMessage();
    }

    private static Prediction ask(LoadedModel model, @Nullable Object... row) {
        return model.predict(Collections.singletonList(row)).get(0);
    }

    private static Signature numbers(Output output, String... columns) {
        return new Signature(Arrays.stream(columns).map(Column::number).toList(), output);
    }

    private static Signature labels(int columns, String... labels) {
        return numbers(Output.label("y", List.of(labels)),
                IntStream.range(0, columns).mapToObj(column -> "c" + column).toArray(String[]::new));
    }

    @Test
    void columns_in_groups_go_in_in_the_order_of_the_signature_and_by_name_where_it_is_one_column() {
        Column text = Column.text("t").oneOf("a", "b");
        Signature signature = Signature.of(Output.number("sum"), Column.number("x"), Column.number("bonus"), Column.number("y"),
                Column.number("z"), text, new Column("u", text.type(), true, null, text.levels()));
        LoadedModel model = served(Exports.groups(), signature);
        assertEquals(1 + 2 + 3 + 100 + 10, ask(model, 1.0, 100.0, 2.0, 3.0, "a", "b").value());
        assertEquals(List.of(120.0, 6.0), model.predict(List.of(
                new Object[] {0.0, 100.0, 0.0, 0.0, "b", "b"}, new Object[] {1.0, 0.0, 2.0, 3.0, "a", "a"}))
                .stream().map(Prediction::value).toList());
    }

    @Test
    void columns_in_groups_that_do_not_fit_are_refused_with_all_inputs_and_columns() {
        Column text = Column.text("t").oneOf("a", "b");
        String message = refused(Exports.groups(), Signature.of(Output.number("sum"), Column.number("x"), Column.number("bonus"),
                Column.number("y"), text));
        assertTrue(message.contains("numbers FLOAT [n, 3]") && message.contains("texts STRING [n, 2]")
                && message.contains("4 columns [x, bonus, y, t]"), message);
        String mixed = refused(Exports.groups(), Signature.of(Output.number("sum"), Column.number("x"), Column.number("bonus"),
                Column.number("y"), text, Column.number("z"), new Column("u", text.type(), true, null, text.levels())));
        assertTrue(mixed.contains("'t' is TEXT, and the input takes FLOAT ('numbers')"), mixed);
        String unnamed = refused(Exports.single(), numbers(Output.number("d"), "x", "y"));
        assertTrue(unnamed.contains("a column with its name for each input of one value"), unnamed);
    }

    @Test
    void an_input_of_one_dimension_takes_a_column() {
        LoadedModel model = served(Exports.single(), numbers(Output.number("d"), "b", "a"));
        assertEquals(3, ask(model, 2.0, 5.0).value());
        assertEquals(List.of(-1.0, 0.5), model.predict(List.of(new Object[] {2.0, 1.0}, new Object[] {0.5, 1.0})).stream()
                .map(Prediction::value).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void an_image_is_a_row_of_its_pixels(long batch) {
        LoadedModel model = served(Exports.image(batch), labels(6, "upper", "lower"));
        List<Prediction> answers = model.predict(List.of(
                new Object[] {1.0, 2.0, 3.0, 0.0, 0.0, 1.0}, new Object[] {0.0, 0.0, 0.0, 0.0, 0.0, 1.0}));
        assertEquals(Map.of("upper", 6.0, "lower", 1.0), answers.get(0).scores());
        assertEquals(List.of("upper", "lower"), answers.stream().map(Prediction::label).toList());
    }

    @Test
    void a_model_for_a_fixed_number_of_rows_is_refused_with_how_to_export_it() {
        String message = refused(Exports.image(4), labels(6, "upper", "lower"));
        assertTrue(message.contains("exactly 4 rows") && message.contains("dynamic_axes"), message);
        String width = refused(Exports.image(-1), labels(5, "upper", "lower"));
        assertTrue(width.contains("[n, 1, 2, 3]; expected a tensor of the shape [n, 5]"), width);
    }

    @Test
    void half_precision_is_served_and_its_limits_are_refused() {
        LoadedModel model = served(Exports.half(), labels(2, "left", "right"));
        Prediction answer = ask(model, 0.1, -3.0);
        assertEquals("left", answer.label());
        assertEquals(0.1, answer.scores().get("left"), 1e-4);
        assertEquals(65504, ask(model, 65504.0, 0.0).scores().get("left"));
        String message = assertThrows(RefusedException.class, () -> ask(model, 1.0, 1e5)).getMessage();
        assertTrue(message.contains("'c1'") && message.contains("65504"), message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_score_beside_a_label_is_left_out(boolean shapes) {
        LoadedModel model = served(Exports.outliers(shapes), new Signature(List.of(
                Column.number("a").between(1, 9), Column.number("b").between(1, 9)), Output.label("y", List.of("1", "-1"))));
        List<Prediction> answers = model.predict(List.of(new Object[] {1.0, 2.0}, new Object[] {1.0, -2.0}));
        assertEquals(List.of("1", "-1"), answers.stream().map(Prediction::label).toList());
        assertEquals(Map.of(), answers.get(0).scores());
    }

    @Test
    void a_truth_value_is_a_label() {
        assertEquals("yes", ask(served(Exports.probability(true), labels(1, "no", "yes")), 2.0).label());
        assertEquals("true", ask(served(Exports.probability(true), labels(1, "true", "false")), 2.0).label());
        assertEquals("1", ask(served(Exports.probability(true), labels(1, "1", "0")), 2.0).label());
    }

    @Test
    void a_probability_alone_is_a_number_and_no_label() {
        assertEquals(0.5, ask(served(Exports.probability(false), numbers(Output.number("p"), "x")), 0.0).value());
        String message = refused(Exports.probability(false), labels(1, "no", "yes"));
        assertTrue(message.contains("from where on it is which label"), message);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void an_output_of_another_shape_than_rows_have_is_refused(boolean label) {
        String message = refused(Exports.cube(), label ? labels(2, "a", "b") : numbers(Output.number("y"), "a", "b"));
        assertTrue(message.contains("[2, 1, 2] for 2 rows"), message);
    }

    @Test
    void scores_of_another_number_than_labels_are_refused() {
        String message = refused(Graphs.zipMap(), labels(2, "no", "yes", "perhaps"));
        assertTrue(message.contains("scores for 2 labels [no, yes], and its signature has 3"), message);
    }

    @Test
    void an_operator_of_the_runtimes_authors_is_refused() {
        String message = assertThrows(RefusedException.class, () -> OnnxModel.of(Exports.tokenizer().toByteArray())).getMessage();
        assertTrue(message.contains("'Tokenizer' of 'com.microsoft'"), message);
    }
}
