package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class CrossValidationTest {

    private static final Folds FOLDS = Folds.repeated(Iris.TABLE, "species", 5, 2, 42).named("iris v1");

    private final Lifecycle lifecycle = Lifecycle.open("memory:cross-validation");

    @AfterEach
    void close() {
        lifecycle.close();
    }

    @Test
    void each_fold_is_a_run_and_the_mean_is_recorded_with_its_interval() {
        RunRecord parent = lifecycle.experiment("iris")
                .run("cart", run -> TribuoRun.of(run).crossValidate(Iris::cart, FOLDS));
        List<RunRecord> folds = lifecycle.runs().where("parent = '" + parent.id() + "'").orderBy("params.fold").list();
        assertEquals(10, folds.size());
        double sum = 0;
        double squares = 0;
        for (RunRecord fold : folds) {
            assertEquals(RunStatus.FINISHED, fold.status());
            assertEquals(List.of(DataRole.TRAIN, DataRole.TEST), fold.data().stream().map(use -> use.role()).toList());
            assertEquals(30, fold.data().get(1).rows());
            sum += fold.metrics().get("accuracy");
            squares += fold.metrics().get("accuracy") * fold.metrics().get("accuracy");
        }
        double mean = sum / 10;
        double deviation = Math.sqrt((squares - 10 * mean * mean) / 9);
        assertEquals(mean, parent.metrics().get("accuracy"), 1e-9);
        assertEquals(deviation, parent.metrics().get("accuracy/deviation"), 1e-9);
        // 2.262 is the quantile of Student's distribution with 9 degrees of freedom; 30 / 120 is the corrected share.
        double reach = 2.262157 * deviation * Math.sqrt(0.1 + 0.25);
        assertEquals(mean - reach, parent.metrics().get("accuracy/low"), 1e-6);
        assertEquals(mean + reach, parent.metrics().get("accuracy/high"), 1e-6);
        assertTrue(mean > 0.9);
        assertEquals("CART", parent.params().get("algorithm"));
        assertEquals("5", parent.params().get("trainer.maxDepth"));
        assertEquals("stratified folds", parent.params().get("split.method"));
        assertTrue(parent.models().isEmpty());
    }

    @Test
    void an_interval_ends_where_the_metric_does() {
        RunRecord two = lifecycle.experiment("iris").run("cart", run ->
                TribuoRun.of(run).crossValidate(Iris::cart, Folds.stratified(Iris.TABLE, "species", 2, 5)));
        assertTrue(two.metrics().get("accuracy/deviation") > 0, two.metrics().toString());
        assertEquals(1, two.metrics().get("accuracy/high"));
        two.metrics().forEach((name, value) -> {
            if (name.startsWith("recall") && name.endsWith("/low")) {
                assertTrue(value >= 0, name + value);
            }
        });
        assertEquals(new FoldMean(0.5, 1, -3, 4), new FoldMean(0.5, 1, -3, 4).within(Optional.empty()));
        assertEquals(new FoldMean(0.5, 1, 0, 1), new FoldMean(0.5, 1, -3, 4).within(Optional.of(Bound.between(0, 1))));
    }

    @Test
    void a_supplier_without_trainers_is_refused() {
        RefusedException refusal = assertThrows(RefusedException.class, () -> lifecycle.experiment("iris")
                .run("none", run -> TribuoRun.of(run).crossValidate(() -> null, FOLDS)));
        assertEquals("The supplier of trainers gave null; expected a new trainer each time.", refusal.getMessage());
    }

    @Test
    void a_trainer_for_all_folds_is_refused() {
        CARTClassificationTrainer one = Iris.cart();
        RefusedException refusal = assertThrows(RefusedException.class, () -> lifecycle.experiment("iris")
                .run("cart", run -> TribuoRun.of(run).crossValidate(() -> one, FOLDS)));
        assertTrue(refusal.getMessage().contains("make a new trainer"), refusal.getMessage());
    }
}
