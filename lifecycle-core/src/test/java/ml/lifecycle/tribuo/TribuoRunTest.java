package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Range;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.nearest.KNNModel;

class TribuoRunTest {

    private final RecordingRun run = new RecordingRun();

    private RefusedException refused(Trainer<Label> trainer) {
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> TribuoRun.of(run).train(trainer, Iris.SPLIT));
        assertTrue(run.params.isEmpty() && run.metrics.isEmpty() && run.data.isEmpty(), "nothing is recorded");
        return refusal;
    }

    private RefusedException refused(KMeansTrainer trainer) {
        return assertThrows(RefusedException.class, () -> TribuoRun.of(run).cluster(trainer, Iris.SPLIT));
    }

    @Test
    void a_tree_is_recorded_with_all_that_belongs_to_it() {
        Model<Label> model = TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        assertEquals("CART", run.params.get("algorithm"));
        assertEquals("CARTClassificationTrainer", run.params.get("trainer"));
        assertEquals("5", run.params.get("trainer.maxDepth"));
        assertEquals("42", run.params.get("trainer.seed"));
        assertEquals("GiniIndex", run.params.get("trainer.impurity"));
        assertEquals("4.3.2", run.params.get("trainer.tribuo-version"));
        assertEquals("0", run.params.get("trainer.train-invocation-count"));
        assertEquals("stratified", run.params.get("split.method"));
        assertEquals("42", run.params.get("split.seed"));
        assertEquals("4", run.params.get("features"));
        assertEquals(List.of(
                new DataUse(DataRole.TRAIN, "iris v1, 80 % train", Iris.SPLIT.train()),
                new DataUse(DataRole.TEST, "iris v1, 20 % test", Iris.SPLIT.test())), run.data);
        assertTrue(run.metrics.get("accuracy") >= 0.9);
        for (String name : List.of("f1_macro", "precision/setosa", "recall/virginica", "f1/versicolor", "train/accuracy",
                "train/f1_macro", "training_ms", "model_bytes", "latency_p50_ms", "latency_p99_ms",
                "throughput_per_s")) {
            assertTrue(run.metrics.get(name) >= 0, name);
        }
        assertTrue(run.metrics.get("latency_p50_ms") <= run.metrics.get("latency_p99_ms"));
        assertSame(model, ((WrittenModel) run.models.get("model")).model());
        assertEquals(TribuoDigest.of(model), run.tags.get("model.digest"));
        assertEquals(List.of("setosa", "versicolor", "virginica"), run.signatures.get("model").output().labels());
        Table train = Iris.SPLIT.train();
        assertEquals(new Range(train.profile().column("sepal_length").min(), train.profile().column("sepal_length").max()),
                run.signatures.get("model").inputs().get(0).range());
        assertEquals(Iris.SPLIT.train().without("species").row(0).toString().replace('=', ':').replace(" ", ""),
                text("input_example.json").strip().replace("\"", ""));
        String[] confusion = text("confusion.txt").split("\n");
        assertEquals("truth \\ predicted  setosa  versicolor  virginica", confusion[0]);
        assertTrue(confusion[1].startsWith("setosa                 10"), confusion[1]);
    }

    private String text(String artifact) {
        return new String(run.artifacts.get(artifact), StandardCharsets.UTF_8);
    }

    @Test
    void a_forest_has_scores_and_the_parameters_of_its_trees() {
        TribuoRun.of(run).train(Iris.forest(20), Iris.SPLIT);
        assertEquals("RandomForest", run.params.get("algorithm"));
        assertEquals("20", run.params.get("trainer.numMembers"));
        assertEquals("5", run.params.get("trainer.innerTrainer.maxDepth"));
        assertEquals("VotingCombiner", run.params.get("trainer.combiner"));
        assertTrue(run.metrics.get("log_loss") >= 0);
        assertTrue(run.metrics.get("roc_auc_macro") > 0.9);
    }

    @Test
    void neighbours_are_recorded() {
        TribuoRun.of(run).train(Iris.neighbours(5), Iris.SPLIT);
        assertEquals("KNN", run.params.get("algorithm"));
        assertEquals("5", run.params.get("trainer.k"));
        assertTrue(run.metrics.get("accuracy") >= 0.9);
    }

    @Test
    void clusters_are_measured_beside_the_truth() {
        TribuoRun.of(run).cluster(Iris.means(), Iris.SPLIT);
        assertEquals("KMeans", run.params.get("algorithm"));
        assertTrue(run.metrics.get("nmi") > 0.5, run.metrics.toString());
        assertTrue(run.metrics.get("train/adjusted_rand") > 0.4, run.metrics.toString());
        assertEquals(3.0, run.metrics.get("clusters"));
        assertEquals(0.0, run.metrics.get("empty_clusters"));
        assertEquals(0.52, run.metrics.get("silhouette"), 0.03);
        assertEquals("truth \\ predicted 0 1 2", text("confusion.txt").lines().findFirst().orElseThrow()
                .replaceAll(" +", " "));
    }

    @Test
    void the_silhouette_is_the_one_that_can_be_computed_by_hand() {
        Table points = Tables.of(Map.of("x", List.of(0.0, 1.0, 10.0)));
        List<Prediction> clusters = List.of(cluster(0), cluster(0), cluster(1));
        // (10 - 1) / 10, (9 - 1) / 9, and 0 for the one that is alone.
        assertEquals((0.9 + 8 / 9.0) / 3, Silhouette.of(points, clusters), 1e-12);
        assertTrue(Double.isNaN(Silhouette.of(points, List.of(cluster(1), cluster(1), cluster(1)))));
        Table texts = Tables.of(Map.of("x", List.of("a", "a", "b", "b")));
        assertEquals(1.0, Silhouette.of(texts, List.of(cluster(0), cluster(0), cluster(3), cluster(3))), 1e-12);
    }

    static Prediction cluster(int number) {
        return new Prediction(Integer.toString(number), number, Map.of(), List.of());
    }

    @Test
    void what_matters_to_a_tree_is_recorded() {
        TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        double petal = Math.max(run.metrics.get("importance/petal_width"), run.metrics.get("importance/petal_length"));
        assertTrue(petal > 0.2, run.metrics.toString());
        assertTrue(run.metrics.get("importance/sepal_width") < 0.1, run.metrics.toString());
        List<String> lines = text("importance.txt").lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("petal_") && lines.get(1).endsWith("%"), lines.get(1));
        double shares = lines.stream().skip(1).mapToDouble(line ->
                Double.parseDouble(line.replaceAll(".* ([0-9.]+) %", "$1"))).sum();
        assertEquals(100, shares, 0.3);
    }

    @Test
    void a_tree_tells_its_splits_and_neighbours_have_nothing_to_tell() {
        Model<Label> model = TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        String told = text("top_features.txt");
        assertTrue(told.startsWith("How often the model splits"), told);
        Map<String, Integer> splits = TreeSplits.of(model);
        String most = splits.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        assertEquals(splits.get(most).doubleValue(), Double.parseDouble(told.lines().skip(1).findFirst().orElseThrow()
                .replaceFirst(most + " +", "")), told);
        RecordingRun other = new RecordingRun();
        TribuoRun.of(other).train(Iris.neighbours(5), Iris.SPLIT);
        assertFalse(other.artifacts.containsKey("top_features.txt"));
    }

    @Test
    void the_statistics_of_what_was_learnt_from_are_recorded() {
        TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        String profile = text("profile.txt");
        assertTrue(profile.startsWith("120 rows × 5 columns\n"), profile);
        assertTrue(profile.contains("setosa 40 (33.3 %)"), profile);
    }

    @Test
    void what_matters_to_neighbours_is_recorded_without_splits() {
        TribuoRun.of(run).train(Iris.neighbours(5), Iris.SPLIT);
        assertTrue(run.metrics.get("importance/petal_length") > 0.1, run.metrics.toString());
        assertTrue(text("importance.txt").lines().skip(1).noneMatch(line -> line.contains("%")));
    }

    @Test
    void the_same_training_is_recorded_with_the_same_metrics_and_digest() {
        RecordingRun other = new RecordingRun();
        TribuoRun.of(run).train(Iris.forest(10), Iris.SPLIT);
        TribuoRun.of(other).train(Iris.forest(10), Iris.SPLIT);
        assertEquals(run.tags, other.tags);
        assertEquals(run.params, other.params);
        assertEquals(run.metrics.get("log_loss"), other.metrics.get("log_loss"));
    }

    @Test
    void nothing_of_the_machine_is_recorded() {
        TribuoRun.of(run).train(Iris.forest(3), Iris.SPLIT);
        String all = run.params.toString() + run.tags + run.data;
        assertFalse(all.contains(System.getProperty("user.dir")) || all.contains(System.getProperty("user.home") + "/"));
    }

    @Test
    void a_trainer_that_has_trained_is_refused() {
        CARTClassificationTrainer trainer = Iris.cart();
        trainer.train(TribuoData.classification(Iris.TABLE, "species"));
        assertTrue(refused(trainer).getMessage().contains("make a new trainer"));
        Trainer<Label> forest = Iris.forest(2);
        forest.train(TribuoData.classification(Iris.TABLE, "species"));
        assertTrue(refused(forest).getMessage().contains("has trained 1 time already"));
    }

    @Test
    void k_means_that_tribuo_gets_wrong_is_refused() {
        assertTrue(refused(Iris.means(3, 100, KMeansTrainer.Initialisation.RANDOM, 1)).getMessage().contains("PLUSPLUS"));
        assertTrue(refused(Iris.means(3, 100, KMeansTrainer.Initialisation.PLUSPLUS, 2)).getMessage().contains("numThreads = 2"));
        assertTrue(refused(Iris.means(3, 0, KMeansTrainer.Initialisation.PLUSPLUS, 1)).getMessage().contains("iterations = 0"));
        assertTrue(refused(Iris.means(121, 10, KMeansTrainer.Initialisation.PLUSPLUS, 1)).getMessage().contains("120 rows"));
    }

    @Test
    void neighbours_that_tribuo_gets_wrong_are_refused() {
        assertTrue(refused(Iris.neighbours(5, KNNModel.Backend.INNERTHREADPOOL)).getMessage().contains("THREADPOOL"));
        assertTrue(refused(Iris.neighbours(121)).getMessage().contains("expected 1 to 120"));
    }

    @Test
    void a_forest_without_trees_and_a_tree_without_depth_are_refused() {
        assertTrue(refused(Iris.forest(0)).getMessage().contains("numMembers = 0"));
        assertTrue(refused(new CARTClassificationTrainer(0)).getMessage().contains("maxDepth = 0"));
    }

    @Test
    void data_that_tribuo_would_misread_is_refused() {
        Table gaps = Tables.of(Map.of("x", Arrays.asList(1.0, null, 2.0), "y", List.of("a", "b", "a")));
        assertTrue(data(gaps).contains("Row 1") && data(gaps).contains("'x'"));
        Table unlabelled = Tables.of(Map.of("x", List.of(1.0, 3.0, 2.0), "y", Arrays.asList("a", null, "a")));
        assertTrue(data(unlabelled).contains("'y'"));
        assertTrue(data(Tables.of(Map.of("y", List.of("a", "b")))).contains("0 columns"));
        assertTrue(data(Iris.TABLE.select()).contains("0 rows"));
        Table moments = Tables.of(Map.of("x", List.of(Instant.EPOCH), "y", List.of("a")));
        assertTrue(data(moments).contains("TIMESTAMP"));
        assertTrue(data(infinite()).contains("Infinity"));
    }

    private static String data(Table table) {
        String label = table.columns().stream().anyMatch(column -> column.name().equals("species")) ? "species" : "y";
        return assertThrows(RefusedException.class, () -> TribuoData.classification(table, label)).getMessage();
    }

    /** Our tables hold no infinite numbers; somebody else's may. */
    private static Table infinite() {
        Table table = Tables.of(Map.of("x", List.of(1.0, 2.0), "y", List.of("a", "b")));
        return (Table) Proxy.newProxyInstance(Table.class.getClassLoader(), new Class<?>[] {Table.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("without")) {
                        return proxy;
                    }
                    return method.getName().equals("columns")
                            ? List.of(spoiled(table.column("x"))) : invoke(table, method, arguments);
                });
    }

    private static TableColumn spoiled(TableColumn column) {
        return (TableColumn) Proxy.newProxyInstance(Table.class.getClassLoader(), new Class<?>[] {TableColumn.class},
                (proxy, method, arguments) -> method.getName().equals("value")
                        ? Double.POSITIVE_INFINITY : invoke(column, method, arguments));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Test
    void a_class_with_a_name_that_no_metric_may_have_still_counts() {
        Table table = Tables.of(Map.of("x", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0),
                "y", List.of("..", "..", "..", "..", "..", "b", "b", "b", "b", "b")));
        TribuoRun.of(run).train(Iris.cart(), Split.stratified(table, "y", 0.5, 1));
        assertTrue(run.metrics.containsKey("accuracy") && run.metrics.containsKey("recall/b"));
        assertFalse(run.metrics.containsKey("recall/.."));
    }
}
