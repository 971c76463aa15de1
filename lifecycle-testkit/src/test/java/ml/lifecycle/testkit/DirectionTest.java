package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

/** Which values are tried for a direction, and how small a step the wrong way is none. */
class DirectionTest {

    private static final Signature FREE = Signature.of(Output.number("y"), Column.number("x"));
    private static final Signature BOUNDED = Signature.of(Output.number("y"), Column.number("x").between(-1, 1));

    private final List<Double> asked = new ArrayList<>();

    private FakeModel model(Signature signature, DoubleUnaryOperator answer) {
        return FakeModel.ofRows("function", signature, row -> {
            asked.add((Double) row.get("x"));
            return FakeModel.number(answer.applyAsDouble((Double) row.get("x")));
        });
    }

    private static LabelledData data(Double... x) {
        return LabelledData.of(Table.of(Map.of("x", List.of(x), "y", List.of(x))), "y");
    }

    @Test
    void a_number_goes_in_ten_steps_through_its_range_or_through_its_values() {
        assertThat(model(BOUNDED, x -> x)).on(data(0.5)).increasing("x").neverLowersTheNumber();
        assertEquals(DoubleStream.of(-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10).mapToObj(tenth -> tenth / 10).toList(),
                asked.stream().map(value -> Math.rint(value * 1e9) / 1e9 + 0.0).toList());
        asked.clear();
        assertThat(model(FREE, x -> x)).on(data(30.0, 20.0)).increasing("x").neverLowersTheNumber();
        assertEquals(List.of(20.0, 21.0, 30.0), List.of(asked.get(0), asked.get(1), asked.get(10)));
        assertEquals(22, asked.size());
        Failure.says(() -> assertThat(model(FREE, x -> x)).on(data(3.0, 3.0)).increasing("x").neverLowersTheNumber(),
                "no two values, to compare", "what checked nothing does not pass");
    }

    @Test
    void a_fall_within_rounding_is_none_and_the_first_and_the_last_step_count() {
        increasing(x -> x > 24.5 ? -9e-10 : 0);
        Failure.says(() -> increasing(x -> x > 24.5 ? -2e-9 : 0), "but it does in 2 of 2 rows");
        increasing(x -> x > 24.5 ? 1e6 - 9e-4 : 1e6);
        Failure.says(() -> increasing(x -> x > 24.5 ? 1e6 - 2e-3 : 1e6), "but it does in 2 of 2 rows");
        Failure.says(() -> increasing(x -> x == 20 ? 1 : 0), "as 'x' goes from 20.0 to 21.0");
        Failure.says(() -> increasing(x -> x == 30 ? -1 : 0), "as 'x' goes from 29.0 to 30.0");
    }

    private void increasing(DoubleUnaryOperator answer) {
        assertThat(model(FREE, answer)).on(data(20.0, 30.0)).increasing("x").neverLowersTheNumber();
    }

    @Test
    void a_value_that_is_set_must_move_the_answer_by_more_than_rounding() {
        setting(x -> x == 9 ? 2e-9 : 0);
        Failure.says(() -> setting(x -> x == 9 ? 9e-10 : 0), "but it changes nothing in 2 rows");
        setting(x -> x == 9 ? 1e6 + 2e-3 : 1e6);
        Failure.says(() -> setting(x -> x == 9 ? 1e6 + 9e-4 : 1e6), "but it changes nothing in 2 rows");
        setting(x -> x == 9 ? 0 : x == 1 ? -1 : 9e-10);
        Failure.says(() -> setting(x -> x == 9 ? 0 : x == 1 ? -1 : 2e-9), "but it does the opposite in 1 of 2 rows");
    }

    private void setting(DoubleUnaryOperator answer) {
        assertThat(model(FREE, answer)).on(data(1.0, 2.0, 9.0)).setting("x", 9.0).raisesTheNumber();
    }

    @Test
    void each_direction_gives_the_subject_for_the_next() {
        ModelOnDataAssert number = assertThat(model(FREE, x -> x)).on(data(1.0, 2.0, 9.0));
        assertSame(number, number.increasing("x").neverLowersTheNumber());
        assertSame(number, number.setting("x", 9.0).raisesTheNumber());
        assertSame(number, number.setting("x", 1.0).lowersTheNumber());
        ModelOnDataAssert falling = assertThat(model(FREE, x -> -x)).on(data(1.0, 2.0, 9.0));
        assertSame(falling, falling.increasing("x").neverRaisesTheNumber());
        ModelOnDataAssert label = assertThat(Centroids.train(Toy.table(40, 2)).model()).on(Toy.data(20, 1));
        assertSame(label, label.increasing("x").neverLowers("red"));
        assertSame(label, label.increasing("x").neverRaises("blue"));
        assertSame(label, label.setting("x", 9.9).raises("red"));
        assertSame(label, label.setting("x", 9.9).lowers("blue"));
        Failure.says(() -> assertThat(model(FREE, x -> -x)).on(data(1.0, 2.0)).increasing("x").neverLowersTheNumber(),
                "never lower the number");
    }
}
