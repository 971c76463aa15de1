package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.lifecycle.data.TableColumn;
import java.util.Objects;
import java.util.LinkedHashMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Assertions on quality: what passes, and what a failure says. */
class QualityWordsTest {

    private static final LabelledData DATA = Toy.data(40, 1);
    private static final Predictor HONEST = Centroids.train(Toy.table(40, 2)).model();
    private static final Predictor BLUE =
            FakeModel.ofRows("blue", Toy.SIGNATURE, row -> FakeModel.scored(0.2));
    private static final Predictor UNFAIR = FakeModel.ofRows("unfair", Toy.SIGNATURE,
            row -> FakeModel.scored("south".equals(row.get("region")) ? 0.2 : HONEST.predict(row).scores().get("red")));

    @Test
    void a_failure_names_model_data_requirement_observation_wrong_rows_and_what_to_do() {
        AssertionFailedError failure = Failure.of(() -> assertThat(BLUE).on(DATA).accuracy().isAtLeast(0.9));
        List<String> lines = failure.getMessage().lines().toList();
        assertEquals("Expected of models:/blue/1 on toy 1 (40 rows): accuracy at least 0.9; but it is not.", lines.get(0));
        assertEquals("  required    accuracy at least 0.9", lines.get(1));
        assertEquals("  observed    0.5 over 40 rows", lines.get(2));
        assertEquals("  data        toy 1 (40 rows), digest " + DATA.table().digest().substring(0, 12), lines.get(3));
        assertEquals("  model       models:/blue/1, digest " + BLUE.digest().substring(0, 12), lines.get(4));
        assertEquals("  says        " + sentence(BLUE, Checks.accuracy().atLeast(0.9)), lines.get(5));
        assertEquals("  wrong rows  row 1 is \"red\", predicted \"blue\": row(\"x\", " + DATA.table().row(1).get("x")
                + ", \"y\", " + DATA.table().row(1).get("y") + ", \"region\", \"north\")", lines.get(6));
        assertEquals("              and 13 more", lines.get(13));
        assertEquals("  to do       look at the wrong rows; improve the model or the data, and change the bound only for"
                + " a reason", lines.get(14));
        assertEquals("accuracy at least 0.9", failure.getExpected().getValue());
        assertEquals("0.5 over 40 rows", failure.getActual().getValue());
    }

    @Test
    void what_is_too_slow_has_no_wrong_rows() {
        for (Check check : List.of(Checks.latency().p99().atMost(0), Checks.throughput().atLeast(1e12))) {
            String message = Failure.of(() -> assertThat(BLUE).on(DATA).satisfies(check)).getMessage();
            assertTrue(message.contains("make the model faster") && !message.contains("wrong row"), message);
        }
    }

    @Test
    void a_slice_is_judged_by_its_own_rows() {
        assertThat(UNFAIR).on(DATA).accuracy().isBetween(0.75, 0.75).where("region", "north").accuracy().isAtLeast(1);
        Failure.says(() -> assertThat(UNFAIR).on(DATA).where("region", "south").accuracy().isAtLeast(0.9),
                "on toy 1 where region is south (20 rows): accuracy at least 0.9; but it is not.", "0.5 over 20 rows");
        Failure.says(() -> assertThat(UNFAIR).on(DATA).where("region", "west").accuracy().isAtLeast(0),
                "toy 1 where region is west (0 rows)", "could not be shown");
        assertThrows(NotFoundException.class, () -> assertThat(UNFAIR).on(DATA).where("regoin", "south"));
    }

    @Test
    void rows_of_a_slice_are_numbered_as_in_the_whole_data() {
        Failure.says(() -> assertThat(BLUE).on(DATA).where("region", "south").accuracy().isAtLeast(0.9),
                "wrong rows  row 3 is \"red\"", "row 7 is \"red\"");
        Failure.says(() -> assertThat(BLUE).on(DATA).where("colour", "red").where("region", "south").accuracy().isAtLeast(0.9),
                "wrong rows  row 3 is \"red\"", "row 7 is \"red\"");
        Failure.says(() -> assertThat(UNFAIR).on(DATA).where("colour", "red").isInvariantTo("region"), "row 3: ");
    }

    @Test
    void slices_are_of_any_type_keep_their_training_rows_and_predict_once() {
        AtomicInteger asked = new AtomicInteger();
        Predictor counting = FakeModel.ofRows("counting", Toy.SIGNATURE, row -> {
            asked.incrementAndGet();
            return HONEST.predict(row);
        });
        LabelledData data = Toy.data(40, 1).trainedOn(Toy.table(80, 3));
        assertThat(counting).on(data).where("region", "south").satisfies(Checks.overfitGap(Checks.accuracy()).atMost(0.1));
        int once = asked.get();
        assertThat(counting).on(data).where("region", "south").accuracy().isAtLeast(0.9);
        assertEquals(once, asked.get());
        Failure.says(() -> assertThat(HONEST).on(Toy.data(40, 1).trainedOn(Toy.table(80, 3).without("region")))
                .where("region", "south").satisfies(Checks.overfitGap(Checks.accuracy()).atMost(0.1)), "could not be shown");
        LabelledData rooms = LabelledData.of(
                Table.of(Map.of("rooms", List.of(1L, 2L, 2L), "price", List.of(1.5, 2.5, 1.5))), "price");
        assertEquals(2, rooms.where("rooms", 2).table().rows());
        assertEquals(1, rooms.where("rooms", 2).where("price", 1.5).table().rows());
    }

    /** What the engine says; its wording is tested there. */
    private static String sentence(Predictor model, Check check) {
        return QualityGate.named("test").require(check).evaluate(DATA.evidence(model)).results().get(0).sentence();
    }

    @Test
    void with_confidence_the_interval_is_shown_and_its_end_decides() {
        assertThat(HONEST).on(DATA).accuracy().isAtLeast(0.95).accuracy().withConfidence(0.95).isAtLeast(0.9);
        Failure.says(() -> assertThat(HONEST).on(DATA).accuracy().withConfidence(0.95).isAtLeast(0.95),
                "accuracy at least 0.95 (95 % confidence); but that could not be shown.",
                "  observed  1, interval 0.9119 to 1 over 40 rows",
                sentence(HONEST, Checks.accuracy().atLeast(0.95).confidence(0.95)));
        Failure.says(() -> assertThat(BLUE).on(DATA).accuracy().withConfidence(0.95).isAtLeast(0.9),
                "accuracy at least 0.9 (95 % confidence); but it is not.");
    }

    @Test
    void every_metric_of_the_gate_language_can_be_bounded_on_each_side() {
        assertThat(HONEST).on(DATA)
                .accuracy().isBetween(0.9, 1)
                .balancedAccuracy().isAtLeast(1)
                .macroF1().isAtLeast(1)
                .recall("red").isAtLeast(1)
                .precision("blue").isAtLeast(1)
                .measure(Checks.logLoss()).isAtMost(0.2)
                .latencyP99().isAtMost(Duration.ofMinutes(1));
        Failure.says(() -> assertThat(BLUE).on(DATA).recall("red").isAtLeast(0.5), "recall of red at least 0.5");
        Failure.says(() -> assertThat(BLUE).on(DATA).precision("blue").isAtLeast(0.6), "precision of blue at least 0.6");
        Failure.says(() -> assertThat(BLUE).on(DATA).macroF1().isAtLeast(0.6), "macro f1 at least 0.6");
        Failure.says(() -> assertThat(BLUE).on(DATA).balancedAccuracy().isBetween(0.6, 0.7),
                "balanced accuracy between 0.6 and 0.7");
        Failure.says(() -> assertThat(BLUE).on(DATA).measure(Checks.brierScore()).isAtMost(0.1), "brier at most 0.1");
        Failure.says(() -> assertThat(HONEST).on(DATA).latencyP99().isAtMost(Duration.ZERO), "latency p99 (ms) at most 0");
    }

    @Test
    void fairness_names_the_worst_groups() {
        assertThat(HONEST).on(DATA).fairnessGap("region").isAtMost(0.1);
        Failure.says(() -> assertThat(UNFAIR).on(DATA).fairnessGap("region").isAtMost(0.15),
                "accuracy gap across region at most 0.15; but it is not.",
                sentence(UNFAIR, Checks.fairnessGap(Checks.accuracy()).across("region").atMost(0.15)), "'south'",
                "row 3 is \"red\", predicted \"blue\"");
    }

    @Test
    void groups_that_are_too_small_show_nothing_and_do_not_pass() {
        Failure.says(() -> assertThat(HONEST).on(DATA).fairnessGap("region").withGroupsOfAtLeast(30).isAtMost(0.9),
                "; but that could not be shown.", "what checked nothing does not pass");
        Failure.says(() -> assertThat(HONEST).on(DATA).accuracy().onAtLeastRows(41).isAtLeast(0.1),
                "; but that could not be shown.");
    }

    @Test
    void a_constant_model_is_no_better_than_trivial_for_each_kind_of_answer() {
        assertThat(HONEST).on(DATA).isBetterThanTrivial();
        Failure.says(() -> assertThat(BLUE).on(DATA).isBetterThanTrivial(), "accuracy better than");

        Signature number = Signature.of(Output.number("price"), Column.number("size"));
        List<Double> sizes = IntStream.rangeClosed(1, 40).mapToObj(size -> (double) size).toList();
        LabelledData prices = LabelledData.of(Table.of(Map.of(
                "size", sizes, "price", sizes.stream().map(size -> 10 * size).toList())), "price");
        assertThat(FakeModel.ofRows("line", number, row -> FakeModel.number(10 * (Double) row.get("size"))))
                .on(prices).isBetterThanTrivial();
        Failure.says(() -> assertThat(FakeModel.ofRows("mean", number, row -> FakeModel.number(205)))
                .on(prices).isBetterThanTrivial(), "rmse better than");
    }

    @Test
    void two_models_are_compared_on_the_same_rows() {
        assertThat(HONEST).on(DATA).isNotWorseThan(BLUE)
                .comparedWith(BLUE).satisfies(Checks.betterThanChampion(Checks.accuracy()));
        Failure.says(() -> assertThat(BLUE).on(DATA).isNotWorseThan(HONEST), "accuracy not worse than the champion");
    }

    @Test
    void beside_its_training_data_a_model_can_be_asked_for_overfitting_and_drift() {
        LabelledData beside = DATA.trainedOn(Toy.table(40, 2));
        assertThat(HONEST).on(beside)
                .measure(Checks.overfitGap(Checks.accuracy())).isAtMost(0.05)
                .measure(Checks.drift().meanShift().of("x")).isAtMost(0.5);
        Failure.says(() -> assertThat(HONEST).on(DATA).measure(Checks.overfitGap(Checks.accuracy())).isAtMost(0.05),
                "could not be shown");
    }

    @Test
    void a_gate_fails_with_its_report() {
        QualityGate gate = QualityGate.named("production").require(Checks.accuracy().atLeast(0.9))
                .require(Checks.recall("blue").atLeast(0.9));
        assertThat(HONEST).on(DATA).passes(gate);
        AssertionFailedError failure = Failure.of(() -> assertThat(BLUE).on(DATA).passes(gate));
        assertEquals(Verdict.PASS, failure.getExpected().getEphemeralValue());
        assertEquals(Verdict.FAIL, failure.getActual().getEphemeralValue());
        Failure.says(() -> assertThat(BLUE).on(DATA).passes(gate),
                "Expected gate 'production' to say PASS, but it says FAIL.",
                "  not passed  accuracy at least 0.9\n",
                "PASS          recall of blue at least 0.9");
        Failure.says(() -> assertThat(BLUE).on(DATA).passes(QualityGate.named("empty")),
                "give the gate checks; what checked nothing does not pass");
    }

    @Test
    void a_gate_that_asks_for_the_refusal_of_invalid_input_has_it_tried() {
        QualityGate gate = QualityGate.named("strict").require(Checks.allOf(Checks.refusesInvalidInput()));
        assertThat(HONEST).on(DATA).passes(gate);
        Predictor accepting = Centroids.train(Toy.table(40, 2)).model().acceptingAnything();
        Failure.says(() -> assertThat(accepting).on(DATA).passes(gate), "says FAIL", "30 of 30 were not refused");
    }

    @Test
    void predicting_happens_once_for_many_assertions() {
        int[] predicted = {0};
        Predictor counting = FakeModel.ofRows("counting", Toy.SIGNATURE, row -> {
            predicted[0]++;
            return HONEST.predict(row);
        });
        LabelledData data = Toy.data(40, 1);
        assertThat(counting).on(data).accuracy().isAtLeast(0.9);
        int once = predicted[0];
        for (int i = 0; i < 19; i++) {
            assertThat(counting).on(data).accuracy().isAtLeast(0.9).macroF1().isAtLeast(0.9);
        }
        assertEquals(once, predicted[0]);
    }

    @Test
    void data_needs_its_column_of_truth() {
        assertThrows(NotFoundException.class, () -> LabelledData.of(DATA.table(), "color"));
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).accuracy().withConfidence(0).isAtLeast(0.5));
    }

    @Test
    void rows_that_the_model_refuses_count_as_wrong_and_are_named() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        Table toy = Toy.table(40, 1);
        for (TableColumn column : toy.columns()) {
            columns.put(column.name(), IntStream.range(0, 40).mapToObj(row -> row == 7 && column.name().equals("region")
                    ? "west" : Objects.requireNonNull(column.value(row))).toList());
        }
        LabelledData rare = LabelledData.of(Table.of(columns), "colour");
        assertThat(HONEST).on(rare).accuracy().isAtLeast(39 / 40.0);
        Failure.says(() -> assertThat(HONEST).on(rare).accuracy().isAtLeast(0.99),
                "1 of 40 rows was refused by the model and counts as not answered: row 7 (region: 'west'",
                "row 7 is \"red\", refused");
        assertThat(HONEST).on(rare).isInvariantTo("region");
    }
}
