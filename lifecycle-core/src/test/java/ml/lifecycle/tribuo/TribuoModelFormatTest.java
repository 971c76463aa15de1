package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.internal.signature.TableCheck;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;

class TribuoModelFormatTest {

    private static final TribuoModelFormat FORMAT = new TribuoModelFormat();

    @Test
    void all_four_kinds_predict_the_same_after_they_were_stored() {
        Iris.models().forEach((name, model) -> {
            List<Prediction> answers = Iris.predict(Iris.stored(model), Iris.signature(name));
            List<String> expected = new ArrayList<>();
            if (name.equals("means")) {
                for (Example<ClusterID> example : TribuoData.clustering(Iris.INPUTS)) {
                    expected.add("" + model.castModel(ClusterID.class).predict(List.of(example)).get(0).getOutput().getID());
                }
            } else {
                for (Example<Label> example : TribuoData.classification(Iris.TABLE, "species")) {
                    expected.add(model.castModel(Label.class).predict(List.of(example)).get(0).getOutput().getLabel());
                }
            }
            assertEquals(expected, answers.stream().map(Prediction::label).toList(), name);
            assertTrue(new HashSet<>(expected).size() == 3, name);
        });
    }

    @Test
    void a_row_gets_the_same_answer_alone_and_among_others_and_from_many_threads() throws Exception {
        for (Map.Entry<String, Model<?>> entry : Iris.models().entrySet()) {
            LoadedModel model = FORMAT.read(Iris.stored(entry.getValue()), Iris.signature(entry.getKey()));
            List<Prediction> together = model.predict(Iris.rows(Iris.INPUTS));
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Future<List<Prediction>>> alone = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    alone.add(pool.submit(() -> Iris.rows(Iris.INPUTS).stream()
                            .map(row -> model.predict(List.<Object[]>of(row)).get(0)).toList()));
                }
                for (Future<List<Prediction>> answers : alone) {
                    assertEquals(together, answers.get(), entry.getKey());
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void a_table_without_gaps_gets_the_answers_of_its_rows() {
        for (Map.Entry<String, Model<?>> entry : Iris.models().entrySet()) {
            Signature signature = Iris.signature(entry.getKey());
            LoadedModel model = FORMAT.read(Iris.stored(entry.getValue()), signature);
            List<@Nullable Object[]> rows = Objects.requireNonNull(TableCheck.rows(signature, Iris.INPUTS));
            assertEquals(model.predict(Iris.rows(Iris.INPUTS)), model.predict(rows), entry.getKey());
        }
    }

    @Test
    void the_leaf_of_a_tree_has_the_scores_that_tribuo_gives() {
        Model<Label> tree = Iris.models().get("cart").castModel(Label.class);
        Iterator<Prediction> answers = Iris.predict(Iris.stored(tree), Iris.LABELS).iterator();
        for (Example<Label> example : TribuoData.classification(Iris.TABLE, "species")) {
            Map<String, Double> scores = answers.next().scores();
            Map<String, Double> expected = new LinkedHashMap<>();
            tree.predict(example).getOutputScores().forEach((label, score) -> expected.put(label, score.getScore()));
            assertEquals(expected, scores);
            assertEquals(expected.hashCode(), scores.hashCode());
            assertEquals(List.of("setosa", "versicolor", "virginica"), List.copyOf(scores.keySet()));
            assertNull(scores.get("another"));
            assertFalse(scores.containsKey("another"));
        }
    }

    @Test
    void scores_stand_in_the_order_of_the_signature() {
        Signature reversed =
                Signatures.infer(Iris.INPUTS, Output.label("species", List.of("virginica", "versicolor", "setosa")));
        Prediction first = Iris.predict(Iris.stored(Iris.models().get("forest")), reversed).get(0);
        assertEquals(List.of("virginica", "versicolor", "setosa"), List.copyOf(first.scores().keySet()));
        assertEquals(1.0, first.scores().values().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
        assertTrue(Double.isNaN(first.value()));
    }

    @Test
    void a_cluster_is_its_number() {
        Prediction first = Iris.predict(Iris.stored(Iris.models().get("means")), Iris.CLUSTERS).get(0);
        assertEquals(first.label(), Integer.toString((int) first.value()));
    }

    @Test
    void a_cluster_comes_with_the_distances_to_all_centroids() {
        var model = (KMeansModel) Iris.models().get("means");
        List<Prediction> answers = Iris.predict(Iris.stored(model), Iris.CLUSTERS);
        for (int row = 0; row < answers.size(); row++) {
            Prediction answer = answers.get(row);
            assertEquals(List.of("0", "1", "2"), List.copyOf(answer.scores().keySet()));
            double squares = 0;
            for (Feature feature : model.getCentroids().get((int) answer.value())) {
                squares += Math.pow(feature.getValue() - Iris.INPUTS.column(feature.getName()).number(row), 2);
            }
            assertEquals(Math.sqrt(squares), answer.scores().get(answer.label()), 1e-9);
            assertEquals(answer.scores().get(answer.label()), Collections.min(answer.scores().values()));
        }
    }

    @Test
    void texts_and_booleans_are_features_in_training_as_in_prediction() {
        var table = Tables.of(Map.of(
                "colour", List.of("red", "red", "blue", "blue", "red", "blue"),
                "round", List.of(true, false, true, false, true, false),
                "answer", List.of("r", "r", "b", "b", "r", "b")));
        Model<Label> model = new CARTClassificationTrainer(3)
                .train(TribuoData.classification(table, "answer"));
        Signature signature = Signatures.infer(table.without("answer"), Output.label("answer", List.of("b", "r")));
        LoadedModel loaded = FORMAT.read(Iris.stored(model), signature);
        assertEquals(List.of("r", "r", "b", "b", "r", "b"),
                loaded.predict(Iris.rows(table.without("answer"))).stream().map(Prediction::label).toList());
    }

    @Test
    void a_signature_that_does_not_fit_is_refused() {
        byte[] cart = Iris.stored(Iris.models().get("cart"));
        assertTrue(refusal(cart, Iris.CLUSTERS).contains("answers CLUSTER, but it answers LABEL"));
        assertTrue(refusal(cart, Signatures.infer(Iris.INPUTS, Output.label("species", List.of("a", "b"))))
                .contains("[setosa, versicolor, virginica]"));
        assertTrue(refusal(cart, Signature.of(Iris.LABELS.output(), Column.number("sepal_length")))
                .contains("which no column of its signature gives"));
        assertTrue(refusal(Iris.stored(Iris.models().get("means")), Iris.LABELS).contains("answers LABEL, but"));
    }

    /** One model with the signature of another: found out when it is recorded, not when it is first asked. */
    @Test
    void a_model_is_not_recorded_with_the_signature_of_another() {
        Model<?> cart = Iris.models().get("cart");
        List<Signature> others = List.of(Iris.CLUSTERS, Iris.NUMBERS,
                Signatures.infer(Iris.INPUTS, Output.label("species", List.of("a", "b"))),
                Signature.of(Iris.LABELS.output(), Column.number("alcohol"), Column.number("hue")));
        try (Lifecycle lifecycle = Lifecycle.open("memory:misfit")) {
            var run = lifecycle.experiment("misfit").start("cart");
            for (Signature other : others) {
                assertThrows(RefusedException.class, () -> run.model("model", cart, other), other::toString);
                assertEquals(Map.of(), run.record().artifacts());
            }
            run.model("model", cart, Iris.LABELS);
            assertEquals(Set.of("model"), run.record().artifacts().keySet());
        }
    }

    private static String refusal(byte[] content, Signature signature) {
        return assertThrows(RefusedException.class, () -> FORMAT.read(content, signature)).getMessage();
    }

    @Test
    void no_kind_answers_a_row_without_any_value_or_one_beyond_all_numbers() {
        Iris.models().forEach((name, model) -> {
            LoadedModel loaded = FORMAT.read(Iris.stored(model), Iris.signature(name));
            int columns = Iris.signature(name).inputs().size();
            List<@Nullable Object[]> empty = List.<@Nullable Object[]>of(new @Nullable Object[columns]);
            assertThrows(RefusedException.class, () -> loaded.predict(empty), name);
        });
        LoadedModel means = FORMAT.read(Iris.stored(Iris.models().get("means")), Iris.CLUSTERS);
        List<@Nullable Object[]> far = List.<@Nullable Object[]>of(new Object[] {1e300, 1e300, 1e300, 1e300});
        assertThrows(RefusedException.class, () -> means.predict(far));
    }

    @Test
    void what_could_not_be_read_is_not_written() {
        Model<Label> other = Iris.factorised();
        assertTrue(FORMAT.supports(other));
        assertTrue(assertThrows(RefusedException.class, () -> FORMAT.write(other, new ByteArrayOutputStream()))
                .getMessage().contains("FMClassification"));
        assertFalse(FORMAT.supports("a text"));
        assertThrows(RefusedException.class, () -> FORMAT.write("a text", new ByteArrayOutputStream()));
    }

    @Test
    void classes_of_an_application_are_allowed_by_it_alone() throws IOException, InterruptedException {
        assertEquals("true true 150 true", Child.run(System.getProperty("java.class.path"), OwnModel.class));
    }

    @Test
    void what_is_no_model_is_corrupt() {
        byte[] cart = Iris.stored(Iris.models().get("cart"));
        for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3}, Iris.compress(new byte[0]),
                Iris.compress("no protobuf".getBytes(StandardCharsets.UTF_8)), Arrays.copyOf(cart, cart.length - 9))) {
            assertThrows(CorruptException.class, () -> FORMAT.read(content, Iris.LABELS));
        }
    }

    @Test
    void the_size_that_a_file_tells_of_itself_is_not_relied_on() throws IOException {
        byte[] stored = Iris.stored(Iris.models().get("cart"));
        byte[] bytes = Iris.decompress(stored);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        // The last part of a GZIP of several tells its own size alone.
        parts.write(Iris.compress(Arrays.copyOf(bytes, bytes.length - 7)));
        parts.write(Iris.compress(Arrays.copyOfRange(bytes, bytes.length - 7, bytes.length)));
        LoadedModel model = new TribuoModelFormat().read(parts.toByteArray(), Iris.LABELS);
        assertEquals(TribuoDigest.of((Model<?>) new TribuoModelFormat().read(stored, Iris.LABELS).unwrap()),
                TribuoDigest.of((Model<?>) model.unwrap()));
        for (int changed : new int[] {1, 0x7f, 0x80, 0xff}) {
            byte[] lie = stored.clone();
            lie[lie.length - 1] ^= (byte) changed;
            assertThrows(CorruptException.class, () -> new TribuoModelFormat().read(lie, Iris.LABELS));
        }
    }

    @Test
    void a_bomb_is_not_unpacked() {
        byte[] bomb = Iris.compress(new byte[64 << 20]);
        assertTrue(bomb.length < 100_000);
        assertTrue(refusal(bomb, Iris.LABELS).contains("unpacks to more than"));
    }

    @Test
    void a_stored_model_says_nothing_of_user_and_machine() {
        String bytes = new String(Iris.decompress(Iris.stored(Iris.models().get("cart"))), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(System.getProperty("user.dir")));
        assertFalse(bytes.contains(System.getProperty("user.home") + "/"));
        assertFalse(bytes.contains("user.name"));
    }

    @Test
    void the_format_is_found_as_a_service() {
        assertTrue(ServiceLoader.load(ModelFormat.class).stream()
                .anyMatch(provider -> provider.type() == TribuoModelFormat.class));
    }

    @Test
    void without_tribuo_the_service_is_there_and_says_what_is_missing() throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("tribuo-") && !entry.contains("olcut") && !entry.contains("protobuf"))
                .collect(Collectors.joining(File.pathSeparator));
        assertEquals("tribuo-protobuf false RefusedException true", Child.run(classPath, WithoutTribuo.class));
    }
}
