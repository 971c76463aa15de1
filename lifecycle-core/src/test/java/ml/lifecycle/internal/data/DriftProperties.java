package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.ColumnChange.State;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of drift, whatever the values are. */
class DriftProperties {

    private static final DriftMethod[] OF_BINS = {DriftMethod.PSI, DriftMethod.JENSEN_SHANNON, DriftMethod.CHI_SQUARED};

    private static List<@Nullable Double> draw(Random random, int rows, int different) {
        return IntStream.range(0, rows).mapToObj(row -> random.nextInt(9) == 0 ? null
                : random.nextInt(1 + random.nextInt(different)) * 1.5 - 4).collect(Collectors.toList());
    }

    private static Table table(List<@Nullable Double> values, Function<Double, ?> as) {
        List<@Nullable Object> cells = new ArrayList<>();
        values.forEach(value -> cells.add(value == null ? null : as.apply(value)));
        return Table.of(Map.of("x", cells));
    }

    @Property(tries = 200)
    void few_numbers_are_as_far_apart_as_the_same_values_as_texts(@ForAll Random random,
            @ForAll @IntRange(min = 5, max = 400) int before, @ForAll @IntRange(min = 5, max = 400) int now) {
        List<@Nullable Double> first = draw(random, before, 1 + random.nextInt(10));
        List<@Nullable Double> second = draw(random, now, 1 + random.nextInt(10));
        double apart = random.nextInt(3) * 0.5;
        for (DriftMethod method : OF_BINS) {
            DriftSettings settings = DriftSettings.usual().method("x", method);
            ColumnChange numbers = table(first, value -> value)
                    .driftTo(table(second, value -> value + apart), settings).column("x");
            ColumnChange texts = table(first, value -> "v" + value)
                    .driftTo(table(second, value -> "v" + (value + apart)), settings).column("x");
            assertEquals(texts.distance(), numbers.distance(), 1e-9, numbers::sentence);
        }
    }

    @Property(tries = 200)
    void full_separation_is_one_or_left_open(@ForAll Random random, @ForAll @IntRange(min = 1, max = 1200) int before,
            @ForAll @IntRange(min = 1, max = 300) int now, @ForAll @IntRange(min = 1, max = 2000) int different) {
        List<@Nullable Double> first = draw(random, before, different);
        List<@Nullable Double> second = draw(random, now, different);
        for (Function<Double, ?> as : List.<Function<Double, ?>>of(value -> "a" + value, value -> value)) {
            Function<Double, ?> other = as.apply(1.0) instanceof String ? value -> "b" + value : value -> value + 10_000;
            ColumnChange change = table(first, as).driftTo(table(second, other),
                    DriftSettings.usual().method("x", DriftMethod.CHI_SQUARED)).column("x");
            assertTrue(Double.isNaN(change.distance()) || change.distance() > 1 - 1e-9, change::sentence);
            assertTrue(change.state() != State.STABLE || change.probability() > 0.05, change::sentence);
        }
    }

    @Property(tries = 200)
    void a_mirrored_column_is_as_far_apart(@ForAll Random random, @ForAll @IntRange(min = 5, max = 400) int before,
            @ForAll @IntRange(min = 5, max = 400) int now, @ForAll @IntRange(min = 1, max = 500) int different) {
        List<@Nullable Double> first = draw(random, before, different);
        List<@Nullable Double> second = draw(random, now, different);
        ColumnChange change = table(first, value -> value).driftTo(table(second, value -> value)).column("x");
        ColumnChange mirrored = table(first, value -> -value).driftTo(table(second, value -> -value)).column("x");
        for (DriftMethod method : OF_BINS) {
            assertEquals(change.distances().getOrDefault(method, Double.NaN),
                    mirrored.distances().getOrDefault(method, Double.NaN), 1e-9);
        }
        assertEquals(change.state(), mirrored.state());
    }

    @Property(tries = 100)
    void profiles_that_count_each_value_say_what_tables_say(@ForAll Random random,
            @ForAll @IntRange(min = 0, max = 900) int before, @ForAll @IntRange(min = 0, max = 900) int now, @ForAll @IntRange(min = 1, max = 1000) int different) {
        for (Function<Double, ?> as : List.<Function<Double, ?>>of(value -> "a" + value, value -> value, value -> value > 0)) {
            Table first = table(draw(random, before, different), as);
            Table second = table(draw(random, now, different), as);
            assertEquals(first.driftTo(second), first.profile().driftTo(second.profile()));
        }
    }
}
