package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

/** Assertions on behaviour: what passes, and what a failure says. */
class BehaviourWordsTest {

    private static final LabelledData DATA = Toy.data(20, 1);
    private static final Centroids CENTROIDS = Centroids.train(Toy.table(40, 2));
    private static final Predictor HONEST = CENTROIDS.model();
    private static final LabelledData NONE = LabelledData.of(DATA.table().select(), "colour").named("nothing");

    private static FakeModel model(String name, Scores scores) {
        return FakeModel.ofRows(name, Toy.SIGNATURE, row -> FakeModel.scored(scores.of((Double) row.get("x"),
                (Double) row.get("y"), (String) row.get("region"))));
    }

    private interface Scores {
        double of(double x, double y, String region);
    }

    @Test
    void examples_show_the_row_as_it_can_be_pasted() {
        assertThat(HONEST).predicts(row("x", 9.0, "y", 0.5, "region", "north"), "red");
        Failure.says(() -> assertThat(HONEST).predicts(row("x", 1.0, "y", 0.5, "region", "north"), "red"),
                "Expected models:/honest/1 to predict \"red\", but it predicts \"blue\".",
                "  row       row(\"x\", 1.0, \"y\", 0.5, \"region\", \"north\")");
    }

    @Test
    void examples_of_numbers_have_a_tolerance() {
        Signature number = Signature.of(Output.number("price"), Column.number("size"));
        Predictor line = FakeModel.ofRows("line", number, row -> FakeModel.number(10 * (Double) row.get("size")));
        assertThat(line).predicts(row("size", 2.0), 20.5, 0.5);
        Failure.says(() -> assertThat(line).predicts(row("size", 2.0), 21, 0.5),
                "Expected models:/line/1 to predict 21 to within 0.5, but it predicts 20.", "  required  21 ± 0.5");
        Failure.says(() -> assertThat(FakeModel.ofRows("nan", number, row -> FakeModel.number(Double.NaN)))
                .predicts(row("size", 2.0), 21, 0.5), "but it predicts NaN.");
    }

    @Test
    void each_kind_of_invalid_input_that_is_accepted_is_named() {
        assertThat(HONEST).refusesInvalidInput();
        Failure.says(() -> assertThat(CENTROIDS.model().acceptingAnything()).refusesInvalidInput(),
                "to refuse every row that breaks its signature, but 30 of 30 were not refused.",
                "MISSING 6, EXTRA 1, WRONG_TYPE 8, NOT_A_NUMBER 2, INFINITE 4, UNSEEN_LEVEL 1, OUT_OF_RANGE 8",
                "MISSING of \"x\" (absent) was answered with \"blue\": row(\"y\", 0.5, \"region\", \"south\")",
                "UNSEEN_LEVEL of \"region\" (\"never seen\") was answered with \"red\"");
    }

    @Test
    void another_exception_is_no_refusal() {
        Predictor bare = FakeModel.ofRows("bare", Toy.SIGNATURE, row -> {
            double x = (Double) row.get("x");
            return FakeModel.scored(x / 10);
        }).acceptingAnything();
        Failure.says(() -> assertThat(bare).refusesInvalidInput(),
                "was not refused but ended in java.lang.NullPointerException");
    }

    @Test
    void refusing_everything_proves_nothing() {
        Predictor closed = FakeModel.ofRows("closed", Toy.SIGNATURE, row -> {
            throw new RefusedException("Closed today.");
        });
        Failure.says(() -> assertThat(closed).refusesInvalidInput(),
                "but it refuses a row that keeps its signature.", "  says   Closed today.");
    }

    @Test
    void a_batch_that_hides_an_invalid_row_is_found() {
        Predictor hiding = FakeModel.ofBatches("hiding", Toy.SIGNATURE, rows -> {
            if (rows.size() == 1 && !(rows.get(0).get("region") instanceof String)) {
                throw new RefusedException("No region.");
            }
            return rows.stream().map(CENTROIDS::red).map(FakeModel::scored).toList();
        }).acceptingAnything();
        Failure.says(() -> assertThat(hiding).refusesInvalidInput(),
                "WRONG_TYPE 8", "MISSING of \"x\" (absent) was answered");
        Failure.says(() -> assertThat(hiding).refusesInvalidInput(), "MISSING 6");
    }

    @Test
    void answers_must_be_the_same_however_asked() {
        assertThat(HONEST).on(DATA).predictsTheSame().everyTime().singleAndInBatch().inAnyOrder().inThreads(8)
                .afterReload(CENTROIDS::model);
        assertThat(HONEST).predictsTheSame().everyTime().singleAndInBatch().inAnyOrder().inThreads(2);
        List<Prediction> seen = new ArrayList<>();
        Predictor counting = FakeModel.ofRows("counting", Toy.SIGNATURE, row -> {
            seen.add(FakeModel.scored(0.5));
            return FakeModel.scored(1.0 / seen.size());
        });
        Failure.says(() -> assertThat(counting).on(DATA).predictsTheSame().everyTime(),
                "to answer the same when asked again, but 20 of 20 answers differ.", "row 0: \"red\" and \"blue\"",
                "look for random numbers and for state");
        Failure.says(() -> assertThat(counting).on(DATA).predictsTheSame().singleAndInBatch(),
                "in a batch and alone, but 20 of 20 answers differ.", "  data       toy 1 (20 rows)");
        Failure.says(() -> assertThat(counting).predictsTheSame().inAnyOrder(),
                "in another order of the rows", "200 rows drawn from the signature (seed 20260101)");
        Failure.says(() -> assertThat(HONEST).on(DATA).predictsTheSame()
                .afterReload(() -> model("other", (x, y, region) -> 0.2)), "after saving and loading", "look for what is not stored");
    }

    @Test
    void a_difference_in_the_last_bit_of_a_score_is_a_difference() {
        Predictor other = model("other", (x, y, region) -> Math.nextUp(CENTROIDS.red(x, y)));
        Failure.says(() -> assertThat(HONEST).on(DATA).predictsTheSame().afterReload(() -> other), "with score");
    }

    @Test
    void missing_answers_are_differences() {
        Predictor short_ = FakeModel.ofBatches("short", Toy.SIGNATURE, rows -> rows.size() == 1
                ? List.of(FakeModel.scored(0.2)) : List.of());
        Failure.says(() -> assertThat(short_).on(DATA).predictsTheSame().singleAndInBatch(), "20 and 0 answers to 20 rows");
        Failure.says(() -> assertThat(short_).on(DATA).predictsTheSame().inAnyOrder(), "0 and 20 answers to 20 rows");
    }

    @Test
    void nothing_asked_is_no_pass() {
        Failure.says(() -> assertThat(HONEST).on(NONE).predictsTheSame().everyTime(), "there are no rows to ask it for");
        Failure.says(() -> assertThat(HONEST).on(NONE).isInvariantTo("region"), "what checked nothing does not pass");
        Failure.says(() -> assertThat(HONEST).on(NONE).increasing("x").neverLowers("red"), "there are no rows");
        Failure.says(() -> assertThat(HONEST).on(NONE).underNoise(0.01).flipsAtMost(0.1), "there are no rows");
    }

    @Test
    void threads_get_what_the_model_threw_and_at_least_two_are_needed() {
        IllegalStateException mine = new IllegalStateException("mine");
        Set<Thread> threads = new HashSet<>();
        Predictor failing = FakeModel.ofRows("failing", Toy.SIGNATURE, row -> {
            synchronized (threads) {
                threads.add(Thread.currentThread());
            }
            if (Thread.currentThread().getName().startsWith("pool")) {
                throw mine;
            }
            return FakeModel.scored(0.2);
        });
        IllegalStateException thrown = assertThrows(IllegalStateException.class,
                () -> assertThat(failing).predictsTheSame().inThreads(8));
        assertEquals(mine, thrown);
        assertThrows(RefusedException.class, () -> assertThat(HONEST).predictsTheSame().inThreads(1));
    }

    @Test
    void a_column_that_matters_is_shown_with_the_value_that_changed_the_answer() {
        assertThat(HONEST).on(DATA).isInvariantTo("region");
        Predictor southern = model("southern", (x, y, region) -> region.equals("south") ? 0.9 : 0.1);
        Failure.says(() -> assertThat(southern).on(DATA).isInvariantTo("region"),
                "not to depend on 'region', but 20 of 20 changed rows got another answer.",
                "  values tried  [north, south]", "row 2: \"red\" and \"blue\" with \"north\": row(\"x\", ");
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).isInvariantTo("colour"));
    }

    @Test
    void trends_show_the_step_against_them() {
        assertThat(HONEST).on(DATA).increasing("x").neverLowers("red").increasing("x").neverRaises("blue");
        Failure.says(() -> assertThat(HONEST).on(DATA).increasing("x").neverRaises("red"),
                "more of 'x' would never raise the score of 'red', but it does in 20 of 20 rows.");
        Predictor bent = model("bent", (x, y, region) -> x > 9.5 ? 0.3 : x / 10);
        Failure.says(() -> assertThat(bent).on(DATA).increasing("x").neverLowers("red"),
                "row 0: from 0.9 to 0.3 as 'x' goes from 9.0 to 10.0");
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).increasing("region").neverLowers("red"));
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).increasing("x").neverLowers("green"));
    }

    @Test
    void trends_hold_for_labels_without_scores_and_for_numbers() {
        Predictor labels = FakeModel.ofRows("labels", Toy.SIGNATURE,
                row -> FakeModel.label((Double) row.get("x") > 5 ? "red" : "blue"));
        assertThat(labels).on(DATA).increasing("x").neverLowers("red");
        Failure.says(() -> assertThat(labels).on(DATA).increasing("x").neverLowers("blue"), "from 1 to 0");

        Signature number = Signature.of(Output.number("price"), Column.integer("rooms"));
        LabelledData flats = LabelledData.of(Table.of(Map.of(
                "rooms", List.of(1L, 2L, 5L), "price", List.of(10.0, 20.0, 50.0))), "price");
        Predictor line = FakeModel.ofRows("line", number,
                row -> FakeModel.number(10 * ((Number) row.get("rooms")).doubleValue()));
        assertThat(line).on(flats).increasing("rooms").neverLowersTheNumber();
        Failure.says(() -> assertThat(line).on(flats).increasing("rooms").neverRaisesTheNumber(),
                "would never raise the number", "  values tried  [1, 2, 3, 4, 5]");
    }

    @Test
    void a_value_that_is_set_moves_the_answer_one_way() {
        assertThat(HONEST).on(DATA).setting("x", 9.9).raises("red").setting("x", 9.9).lowers("blue");
        Failure.says(() -> assertThat(HONEST).on(DATA).setting("x", 9.9).lowers("red"),
                "Expected of models:/honest/1 that 'x' set to 9.9 would lower the score of 'red', but it does the opposite in ",
                "from ", "toy 1 (20 rows)");
        Failure.says(() -> assertThat(HONEST).on(DATA).setting("region", "north").raises("red"),
                "that 'region' set to \"north\" would raise the score of 'red', but it changes nothing in 10 rows.");
        Predictor split = model("split", (x, y, region) -> region.equals("north") ? x > 5 ? 0.9 : 0.1 : 0.5);
        Failure.says(() -> assertThat(split).on(DATA).setting("region", "north").raises("red"),
                "but it does the opposite in 5 of 10 rows.", "from 0.5 to 0.1: row(\"x\", ");
        LabelledData north = DATA.where("region", "north");
        Failure.says(() -> assertThat(split).on(north).setting("region", "north").raises("red"),
                "but there is no row with another value to change.", "toy 1 where region is north (10 rows)");
        Predictor lost = model("lost", (x, y, region) -> region.equals("north") ? Double.NaN : 0.5);
        Failure.says(() -> assertThat(lost).on(DATA).setting("region", "north").raises("red"), "in 10 of 10 rows");
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).setting("colour", "red"));
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).setting("x", 1.0).raises("green"));
    }

    @Test
    void a_value_that_is_set_moves_a_number_one_way() {
        Signature number = Signature.of(Output.number("price"), Column.integer("rooms"));
        LabelledData flats = LabelledData.of(Table.of(Map.of(
                "rooms", List.of(1L, 2L, 5L), "price", List.of(10.0, 20.0, 50.0))), "price");
        Predictor line = FakeModel.ofRows("line", number,
                row -> FakeModel.number(10 * ((Number) row.get("rooms")).doubleValue()));
        assertThat(line).on(flats).setting("rooms", 9L).raisesTheNumber().setting("rooms", 0L).lowersTheNumber();
        Failure.says(() -> assertThat(line).on(flats).setting("rooms", 2L).raisesTheNumber(),
                "would raise the number, but it does the opposite in 1 of 2 rows.", "from 50 to 20: row(\"rooms\", 5L)");
        Failure.says(() -> assertThat(line).on(flats).setting("rooms", 2L).lowersTheNumber(), "from 10 to 20");
    }

    @Test
    void noise_shows_the_rows_that_flipped() {
        assertThat(HONEST).on(DATA).underNoise(0.01).flipsAtMost(0);
        Predictor brittle = model("brittle", (x, y, region) -> (Double.doubleToLongBits(x) & 1) == 0 ? 0.2 : 0.8);
        Failure.says(() -> assertThat(brittle).on(DATA).underNoise(0.01).flipsAtMost(0.02),
                "noise of 0.01 standard deviations to flip at most the share 0.02", "of 100 labels flipped", "row(\"x\", ");
        assertThrows(RefusedException.class, () -> assertThat(HONEST).on(DATA).underNoise(0));
    }

    @Test
    void a_row_is_built_of_pairs() {
        Map<String, Object> row = row("b", 1.5, "a", null);
        assertEquals("{b=1.5, a=null}", row.toString());
        assertThrows(RefusedException.class, () -> row("a"));
        assertThrows(RefusedException.class, () -> row("a", 1, "a", 2));
        assertThrows(RefusedException.class, () -> row(1, "a"));
    }
}
