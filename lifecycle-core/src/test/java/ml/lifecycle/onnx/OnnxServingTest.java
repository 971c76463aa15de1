package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.model.ModelLoader;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of other frameworks behind a signature, as the runtime itself answers. */
class OnnxServingTest {

    private static final Signature YES_NO =
            Signature.of(Output.label("answer", List.of("yes", "no")), Column.number("a"), Column.number("b"));
    private static final Signature RENT = Signature.of(Output.number("rent"), Column.text("city").oneOf("Ulm", "Bonn"),
            Column.number("rooms").optional(), new Column("garden", ColumnType.BOOLEAN, true, null, List.of()),
            Column.integer("floor"));

    private static LoadedModel served(ModelProto model, Signature signature) {
        OnnxModelFormat format = new OnnxModelFormat();
        format.requireFit(OnnxModel.of(model.toByteArray()), signature);
        return format.read(model.toByteArray(), signature);
    }

    private static Prediction ask(LoadedModel model, @Nullable Object... row) {
        return model.predict(Collections.singletonList(row)).get(0);
    }

    @Test
    void a_recorded_file_is_registered_and_predicts() {
        try (Lifecycle lifecycle = Lifecycle.open("memory:onnx")) {
            RunRecord run = lifecycle.experiment("answers").run("sklearn", it ->
                    it.model("model", OnnxModel.of(Graphs.zipMap().toByteArray()), YES_NO));
            lifecycle.model("answers").register(run, "model");
            Predictor predictor = lifecycle.predictor("models:/answers/1");
            Prediction answer = predictor.predict(Map.of("a", 1.0, "b", 2.0));
            assertEquals("yes", answer.label());
            double yes = 1 / (1 + Math.exp(-9)); // the difference of the two sums, -1 - 4 + 0.5 and 1 + 4 - 0.5
            assertEquals(yes, answer.scores().get("yes"), 1e-6);
            assertEquals(List.of("yes", "no"), List.copyOf(answer.scores().keySet()));
            assertEquals("no", predictor.predict(Map.of("a", -1, "b", 0)).label());
        }
    }

    @Test
    void labels_that_are_numbers_are_places_unless_the_labels_are_numbers_too() {
        Signature places = Signature.of(Output.label("answer", List.of("no", "yes")), Column.number("a"), Column.number("b"));
        assertEquals("yes", ask(served(Graphs.numbered(), places), 1.0, 2.0).label());
        Signature numbers = Signature.of(Output.label("answer", List.of("0", "1")), Column.number("a"), Column.number("b"));
        assertEquals("1", ask(served(Graphs.numbered(), numbers), 1.0, 2.0).label());
    }

    /** Scores are told by their places alone, so that labels in another order turn them round, and the label stays right. */
    @Test
    void labels_in_another_order_than_the_scores_are_refused_when_recorded_and_in_use() {
        Signature turned = Signature.of(Output.label("answer", List.of("1", "0")), Column.number("a"), Column.number("b"));
        String message = assertThrows(RefusedException.class, () -> served(Graphs.numbered(), turned)).getMessage();
        assertTrue(message.contains("its label is '0'") && message.contains("its greatest score is that of '1'")
                && message.contains("give the labels in the order of its scores"), message);
        Prediction contradicting = ask(
                new OnnxModelFormat().read(Graphs.numbered().toByteArray(), turned), 1.0, 2.0);
        assertEquals("0", contradicting.contradiction().orElseThrow());
        Predictor stored = ModelLoader.trained(new OnnxModelFormat().read(Graphs.numbered().toByteArray(), turned), turned,
                SignaturePolicy.Refused.NOT_ANSWERED);
        Map<String, Double> row = Map.of("a", 1.0, "b", 2.0);
        for (Executable asked : List.<Executable>of(() -> stored.predict(row), () -> stored.predict(List.of(row)),
                () -> stored.predict(new double[] {1, 2}),
                () -> stored.predict(Table.of(Map.of("a", List.of(1.0), "b", List.of(2.0)))))) {
            assertTrue(assertThrows(RefusedException.class, asked).getMessage().contains("gives '0' the greatest score"));
        }
    }

    @Test
    void columns_go_to_the_inputs_of_their_names() {
        LoadedModel model = served(Graphs.columns(), RENT);
        assertEquals(234.0, ask(model, "Bonn", 3.0, true, 3L).value());
        assertEquals(112.0, ask(model, "Ulm", null, false, 2.0).value());
        assertEquals("112.0", ask(model, "Ulm", null, false, 2.0).label());
    }

    @Test
    void a_model_for_one_row_is_asked_row_by_row_for_many() {
        Signature clusters = Signature.of(Output.cluster("group"), Column.number("a"), Column.number("b"));
        List<Prediction> answers = served(Graphs.smallest(), clusters)
                .predict(List.of(new Object[] {1.0, 2.0}, new Object[] {2.0, 1.0}, new Object[] {0.0, 1.0}));
        assertEquals(List.of("0", "1", "0"), answers.stream().map(Prediction::label).toList());
        assertEquals(1, answers.get(1).value());
    }

    @Test
    void a_row_gets_the_same_answer_alone_and_among_ten_thousand() {
        LoadedModel model = served(Graphs.zipMap(), YES_NO);
        List<@Nullable Object[]> rows = rows(10_000);
        List<Prediction> together = model.predict(rows);
        for (int row = 0; row < rows.size(); row += 97) {
            assertEquals(ask(model, rows.get(row)), together.get(row));
        }
        assertEquals(10_000, together.size());
        assertEquals(List.of(), model.predict(List.of()));
    }

    /** The kernels for one row and for many add in different orders, if one lets them. */
    @ParameterizedTest
    @CsvSource({"4, 8, 3", "30, 64, 2", "13, 100, 5", "257, 300, 10"})
    void a_network_answers_a_row_bit_for_bit_the_same_alone_and_among_others(int columns, int hidden, int labels) {
        Signature signature = new Signature(
                IntStream.range(0, columns).mapToObj(place -> Column.number("c" + place)).toList(),
                Output.label("answer", IntStream.range(0, labels).mapToObj(place -> "label " + place).toList()));
        LoadedModel model = served(Graphs.network(columns, hidden, labels), signature);
        Random random = new Random(3);
        List<@Nullable Object[]> rows = IntStream.range(0, 100)
                .mapToObj(row -> random.doubles(columns, -3, 3).boxed().toArray()).toList();
        List<Prediction> together = model.predict(rows);
        for (int size = 1; size <= 9; size++) {
            for (int from = 0; from + size <= rows.size(); from += 7) {
                assertEquals(together.subList(from, from + size), model.predict(rows.subList(from, from + size)));
            }
        }
    }

    private static List<@Nullable Object[]> rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(new Object[] {Math.sin(row), Math.cos(row * 1.7)});
        }
        return rows;
    }

    @Test
    void eight_threads_get_the_answers_of_one() throws Exception {
        LoadedModel model = served(Graphs.zipMap(), YES_NO);
        List<@Nullable Object[]> rows = rows(300);
        List<Prediction> expected = model.predict(rows);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Prediction>> task = () -> rows.stream().map(row -> ask(model, row)).toList();
            for (var answers : threads.invokeAll(Collections.nCopies(16, task))) {
                assertEquals(expected, answers.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void values_that_a_tensor_cannot_hold_are_refused() {
        LoadedModel model = served(Graphs.columns(), RENT);
        assertTrue(assertThrows(RefusedException.class, () -> ask(model, "Ulm", 1e300, false, 2L)).getMessage()
                .contains("'rooms'"));
        assertTrue(assertThrows(RefusedException.class, () -> ask(model, null, 1.0, false, 2L)).getMessage()
                .contains("'city' has no value"));
        assertTrue(assertThrows(RefusedException.class, () -> ask(model, "Ulm", 1.0, false, 1e19)).getMessage()
                .contains("'floor'"));
    }

    @Test
    void an_answer_that_is_no_number_is_refused() {
        LoadedModel model = served(Graphs.columns(), RENT);
        assertTrue(assertThrows(RefusedException.class, () -> ask(model, "Ulm", (double) Float.MAX_VALUE, false, 2L))
                .getMessage().contains("Infinity"));
        LoadedModel labels = served(Graphs.zipMap(), YES_NO);
        assertTrue(assertThrows(RefusedException.class, () -> ask(labels, null, 1.0)).getMessage().contains("no number"));
    }

    /** The columns and the answer of a signature that does not fit, and what the message must name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "zipMap   | a            | label  | yes,no    | shape [n, 1]",
        "zipMap   | a b c        | label  | yes,no    | shape [n, 3]",
        "zipMap   | a b:text     | label  | yes,no    | 'b' is TEXT",
        "zipMap   | a b:time     | label  | yes,no    | 'b' is TIMESTAMP",
        "zipMap   | a b          | label  | yes,maybe | none of the labels",
        "zipMap   | a b          | label  | yes       | 2 labels [no, yes], and its signature has 1",
        "zipMap   | a b          | number | ''        | the outputs",
        "numbered | a b          | label  | a,b,c     | expected a tensor of labels",
        "columns  | city:text rooms | number | ''     | the inputs [city STRING [n, 1], rooms FLOAT [n, 1],",
        "columns  | city rooms garden floor | number | '' | 'city' is NUMBER",
        "columns  | city:text rooms garden:boolean floor | number | '' | 'floor' is NUMBER",
        "columns  | city:text? rooms garden:boolean floor:integer | number | '' | 'city' is optional",
        "zipMap   | a? b         | label  | yes,no    | cannot do without a value",
        "smallest | a b          | number | ''        | the outputs"
    })
    void a_model_and_a_signature_that_do_not_fit_are_refused_when_recorded(
            String model, String columns, String kind, String labels, String named) {
        ModelProto proto = switch (model) {
            case "zipMap" -> Graphs.zipMap();
            case "numbered" -> Graphs.numbered();
            case "columns" -> Graphs.columns();
            default -> Graphs.smallest();
        };
        Output output = switch (kind) {
            case "label" -> Output.label("answer", List.of(labels.split(",")));
            case "number" -> Output.number("answer");
            default -> Output.cluster("answer");
        };
        Signature signature = new Signature(
                Arrays.stream(columns.split(" ")).map(OnnxServingTest::column).toList(), output);
        try (Lifecycle lifecycle = Lifecycle.open("memory:misfit")) {
            var run = lifecycle.experiment("misfit").start(model + columns + kind + labels);
            var refused = assertThrows(RefusedException.class,
                    () -> run.model("model", OnnxModel.of(proto.toByteArray()), signature));
            assertTrue(refused.getMessage().contains(named), refused.getMessage());
            assertEquals(Map.of(), run.record().artifacts());
        }
    }

    private static Column column(String text) {
        boolean optional = text.endsWith("?");
        String[] parts = text.replace("?", "").split(":");
        Column column = switch (parts.length == 1 ? "" : parts[1]) {
            case "text" -> Column.text(parts[0]);
            case "integer" -> Column.integer(parts[0]);
            case "boolean" -> new Column(parts[0], ColumnType.BOOLEAN, true, null, List.of());
            case "time" -> new Column(parts[0], ColumnType.TIMESTAMP, true, null, List.of());
            default -> Column.number(parts[0]);
        };
        return optional ? column.optional() : column;
    }
}
