package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThatTraining;
import static ml.lifecycle.testkit.LifecycleAssertions.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.junit.jupiter.api.Test;

/** The lines of a message, and what all assertions have in common. */
class WordsTest {

    private static final Predictor HONEST = Centroids.train(Toy.table(40, 2)).model();

    @Test
    void facts_stand_in_two_columns_and_further_lines_below_their_first() {
        assertEquals("Sentence.\n  data     toy\n  to do    look\n           and think",
                Facts.of("Sentence.").fact("data", "toy").fact("to do", "look\nand think").fact("seven77", "").toString()
                        .replace("\n  seven77  ", ""));
        assertEquals("Sentence.", Facts.of("Sentence.").toString());
    }

    @Test
    void seven_lines_are_shown_and_the_others_are_counted() {
        List<String> lines = IntStream.range(0, 9).mapToObj(i -> "line " + i).toList();
        assertEquals(8, Facts.of("Sentence.").lines("lines", lines.subList(0, 7)).toString().lines().count());
        String eight = Facts.of("Sentence.").lines("lines", lines.subList(0, 8)).toString();
        assertEquals("         and 1 more", eight.lines().skip(8).findFirst().orElseThrow());
        assertEquals("Sentence.", Facts.of("Sentence.").lines("lines", List.of()).toString());
    }

    @Test
    void what_was_not_observed_is_said_to_be_nothing() {
        LabelledData none = LabelledData.of(Toy.table(4, 1).select(), "colour");
        Failure.says(() -> assertThat(HONEST).on(none).accuracy().isAtLeast(0.5), "  observed  nothing\n");
    }

    @Test
    void values_of_slices_are_compared_as_numbers_or_as_text() {
        Table table = Table.of(Map.of("n", List.of(1L, 2L, 3L, 2L), "x", List.of(1.5, 2.0, 2.0, 2.0),
                "t", java.util.Arrays.asList("2", "two", null, "2"), "y", List.of(0.0, 1.0, 2.0, 3.0)));
        LabelledData data = LabelledData.of(table, "y");
        assertEquals(List.of(1.0, 3.0), truths(data.where("n", 2)));
        assertEquals(List.of(1.0, 3.0), truths(data.where("n", 2.0)));
        assertEquals(List.of(1.0, 2.0, 3.0), truths(data.where("x", 2)));
        assertEquals(List.of(0.0, 3.0), truths(data.where("t", 2)));
        assertEquals(List.of(1.0), truths(data.where("t", "two")));
        assertEquals(List.of(), truths(data.where("t", "null")));
        assertEquals("y", data.where("t", "two").label());
        assertNotNull(data.toString());
    }

    private static List<Object> truths(LabelledData data) {
        return IntStream.range(0, data.table().rows()).mapToObj(row -> data.table().column("y").value(row)).toList();
    }

    @Test
    void an_example_of_a_number_may_be_off_by_the_tolerance_and_not_by_more() {
        Predictor line = FakeModel.ofRows("line", Signature.of(Output.number("price"), Column.number("size")),
                row -> FakeModel.number(10 * (Double) row.get("size")));
        ModelAssert subject = assertThat(line);
        assertSame(subject, subject.predicts(row("size", 2.0), 20.5, 0.5));
        assertSame(subject, subject.predicts(row("size", 2.0), 19.5, 0.5));
        Failure.says(() -> subject.predicts(row("size", 2.0), 19.5, 0.25), "but it predicts 20.");
        Failure.says(() -> subject.predicts(row("size", 2.0), "20"), "  observed  20.0\n");
        Failure.says(() -> assertThat(HONEST).predicts(Toy.point(1, 0.5, "north"), "red"), "  observed  blue, scores {");
    }

    @Test
    void a_duration_is_asked_for_in_milliseconds() {
        Failure.says(() -> assertThat(HONEST).on(Toy.data(20, 1)).latencyP99().isAtMost(Duration.ofNanos(1)),
                Checks.latency().p99().atMost(1e-6).describe());
    }

    @Test
    void what_refuses_in_part_is_told_in_numbers() {
        Predictor accepting = Centroids.train(Toy.table(40, 2)).model().acceptingAnything();
        assertEquals("0 refused", Failure.of(() -> assertThat(accepting).refusesInvalidInput()).getActual().getValue());
    }

    @Test
    void a_single_kind_of_row_that_is_accepted_is_found() {
        Predictor open = HONEST.with(SignaturePolicy.strict().on(Kind.UNSEEN_LEVEL, Reaction.ACCEPT));
        Failure.says(() -> assertThat(open).refusesInvalidInput(), "but 1 of 30 were not refused.",
                "  not refused  UNSEEN_LEVEL 1\n");
        assertEquals("29 refused", Failure.of(() -> assertThat(open).refusesInvalidInput()).getActual().getValue());
    }

    @Test
    void trainings_that_give_nothing_are_not_compared() {
        for (Object nothing : new Object[] {null, List.of(), Map.of(), new double[0]}) {
            Failure.says(() -> assertThatTraining(() -> nothing).isDeterministic(), "but they give nothing to compare.",
                    "what checked nothing does not pass");
        }
    }

    @Test
    void assertions_on_a_model_give_the_subject_for_the_next() {
        ModelAssert model = assertThat(HONEST);
        assertSame(model, model.refusesInvalidInput());
        assertSame(model, model.predicts(Toy.point(1, 0.5, "north"), "blue"));
        ModelOnDataAssert subject = model.on(Toy.data(20, 1));
        assertSame(subject, subject.accuracy().isAtLeast(0.9));
        assertSame(subject, subject.measure(Checks.logLoss()).isAtMost(0.5));
        assertSame(subject, subject.latencyP99().isAtMost(Duration.ofHours(1)));
        assertSame(subject, subject.accuracy().isBetween(0.9, 1));
        assertSame(subject, subject.isBetterThanTrivial());
        assertSame(subject, subject.isNotWorseThan(HONEST));
        assertSame(subject, subject.isInvariantTo("region"));
        assertSame(subject, subject.passes(QualityGate.named("one").require(Checks.accuracy().atLeast(0.9))));
        assertEquals(1, Collections.singletonList(subject.checksOf(
                QualityGate.named("one").require(Checks.accuracy().atLeast(0.9))).report().results()).get(0).size());
    }
}
