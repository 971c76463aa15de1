package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

/** The noise that is added to rows is as large as it is said to be, and its flips are counted right. */
class NoiseTest {

    private static final Signature SIGNATURE = Signature.of(Output.label("answer", List.of("no", "yes")),
            Column.number("free"), Column.number("bounded").between(-1, 1), Column.number("same"), Column.integer("count"));

    private final List<List<Map<String, Object>>> batches = new ArrayList<>();

    private LabelledData data() {
        Random random = new Random(5);
        List<Double> free = IntStream.range(0, 200).mapToObj(i -> 100 + 8 * random.nextGaussian()).toList();
        List<Double> bounded = IntStream.range(0, 200).mapToObj(i -> i % 2 == 0 ? 1.0 : -1.0).toList();
        return LabelledData.of(Table.of(Map.of("free", free, "bounded", bounded,
                "same", IntStream.range(0, 200).mapToObj(i -> 3.0).toList(),
                "count", IntStream.range(0, 200).mapToObj(i -> (long) i).toList(),
                "answer", IntStream.range(0, 200).mapToObj(i -> "no").toList())), "answer");
    }

    /** Says yes to the first rows of each batch but the first. */
    private FakeModel flipping(int rowsOfEachBatch) {
        return FakeModel.ofBatches("flipping", SIGNATURE, rows -> {
            batches.add(rows);
            int flips = batches.size() == 1 ? 0 : rowsOfEachBatch;
            return IntStream.range(0, rows.size()).mapToObj(i -> FakeModel.label(i < flips ? "yes" : "no")).toList();
        });
    }

    private static DoubleStream moves(List<Map<String, Object>> plain, List<Map<String, Object>> noisy, String column) {
        return IntStream.range(0, plain.size())
                .mapToDouble(i -> (Double) noisy.get(i).get(column) - (Double) plain.get(i).get(column));
    }

    @Test
    void numbers_move_by_the_share_of_their_spread_and_stay_in_their_range() {
        LabelledData data = data();
        ModelOnDataAssert subject = assertThat(flipping(0)).on(data);
        assertSame(subject, subject.underNoise(0.25).flipsAtMost(0));
        assertEquals(6, batches.size());
        double spread = data.table().profile().column("free").standardDeviation();
        double squares = 0;
        double sum = 0;
        for (List<Map<String, Object>> noisy : batches.subList(1, 6)) {
            squares += moves(batches.get(0), noisy, "free").map(move -> move * move).sum();
            sum += moves(batches.get(0), noisy, "free").sum();
            assertEquals(0, moves(batches.get(0), noisy, "same").map(Math::abs).sum());
            assertTrue(noisy.stream().allMatch(row -> Math.abs((Double) row.get("bounded")) <= 1));
            assertEquals(batches.get(0).stream().map(row -> row.get("count")).toList(),
                    noisy.stream().map(row -> row.get("count")).toList());
        }
        // Of 1,000 draws: the standard deviation is within 2.2 % by one standard error, and the mean within 3.2 %.
        assertEquals(0.25 * spread, Math.sqrt(squares / 1000), 0.1 * 0.25 * spread);
        assertEquals(0, sum / 1000, 0.15 * 0.25 * spread);
        double inwards = batches.get(1).stream().filter(row -> Math.abs((Double) row.get("bounded")) < 1).count() / 200.0;
        assertEquals(0.5, inwards, 0.15);
    }

    @Test
    void the_share_of_flips_may_be_the_bound_and_not_more() {
        assertThat(flipping(50)).on(data()).underNoise(0.01).flipsAtMost(0.25);
        batches.clear();
        Failure.says(() -> assertThat(flipping(51)).on(data()).underNoise(0.01).flipsAtMost(0.25),
                "to flip at most the share 0.25 of the labels of models:/flipping/1, but it flips 0.255.",
                "255 of 1000 labels flipped", "and 248 more");
    }

    @Test
    void what_does_not_vary_cannot_be_disturbed_and_noise_is_finite() {
        LabelledData same = LabelledData.of(Table.of(Map.of("x", List.of(1.0, 1.0), "answer", List.of("no", "yes"))), "answer");
        FakeModel model = FakeModel.ofRows("constant", Signature.of(Output.label("answer", List.of("no", "yes")),
                Column.number("x")), row -> FakeModel.label("no"));
        Failure.says(() -> assertThat(model).on(same).underNoise(0.1).flipsAtMost(1), "no numbers that vary");
        for (double share : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(RefusedException.class, () -> assertThat(model).on(same).underNoise(share));
        }
    }
}
