package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Numbers are told apart as finely about any offset, in any unit, and in whatever parts they come. */
class NumberBucketsProperties {

    /** What the documentation of profiles states. */
    private static final double OF_QUARTILE_RANGE = 0.01;

    private static Table table(double[] values) {
        return Table.of(Map.of("x", Arrays.stream(values).boxed().toList()));
    }

    @Property(tries = 60)
    void quantiles_are_as_close_about_any_offset(
            @ForAll Random random, @ForAll @DoubleRange(min = -9, max = 9) double offset,
            @ForAll @IntRange(min = -200, max = 200) int unit, @ForAll @IntRange(min = 1100, max = 8000) int rows) {
        double centre = Math.signum(offset) * Math.pow(10, Math.abs(offset));
        double scale = Math.pow(10, unit);
        double[] values = random.doubles(rows).map(ignored -> (centre + random.nextGaussian()) * scale).toArray();
        double[] found = table(values).profile().column("x").quantiles();
        Arrays.sort(values);
        double range = quantile(values, 0.75) - quantile(values, 0.25);
        for (int step = 0; step < found.length; step++) {
            assertEquals(0, (found[step] - quantile(values, step / 10.0)) / range, OF_QUARTILE_RANGE, "quantile " + step);
        }
    }

    private static double quantile(double[] sorted, double share) {
        double position = (sorted.length - 1) * share;
        double above = sorted[(int) Math.ceil(position)];
        double below = sorted[(int) Math.floor(position)];
        return below + (above - below) * (position - Math.floor(position));
    }

    /** Values of very different sizes and distances, some of them whole, many of them repeated. */
    private static double[] mixed(Random random, int rows) {
        double[] values = new double[rows];
        double offset = Math.pow(10, random.nextInt(12));
        int kinds = 1 + random.nextInt(6);
        for (int row = 0; row < rows; row++) {
            values[row] = switch (random.nextInt(kinds)) {
                case 0 -> offset + random.nextGaussian();
                case 1 -> random.nextInt(3000);
                case 2 -> random.nextGaussian();
                case 3 -> Math.exp(20 * random.nextGaussian());
                case 4 -> row == 0 ? 0 : values[random.nextInt(row)];
                default -> Math.scalb(random.nextDouble(), -1060);
            };
        }
        return values;
    }

    @Property(tries = 60)
    void parts_in_any_order_have_the_same_buckets(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 20_000) int rows) {
        double[] values = mixed(random, rows);
        double[] other = IntStream.range(0, rows).boxed().sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToDouble(row -> values[row]).toArray();
        byte[] whole = written(values);
        assertArrayEquals(whole, written(other));
        int first = random.nextInt(rows + 1);
        int second = first + random.nextInt(rows - first + 1);
        List<NumberCounts> parts = List.of(counts(Arrays.copyOfRange(other, 0, first)),
                counts(Arrays.copyOfRange(other, first, second)), counts(Arrays.copyOfRange(other, second, rows)));
        NumberCounts left = new NumberCounts(false);
        parts.forEach(left::add);
        assertArrayEquals(whole, written(left));
        NumberCounts right = new NumberCounts(false);
        right.add(parts.get(2));
        right.add(parts.get(1));
        NumberCounts last = counts(Arrays.copyOfRange(other, 0, first));
        last.add(right);
        assertArrayEquals(whole, written(last));
    }

    @Property(tries = 40)
    void equal_numbers_of_two_sides_are_in_equal_buckets(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 9000) int rows) {
        double[] values = mixed(random, rows);
        double[] few = Arrays.copyOf(values, Math.min(rows, 500));
        NumberCounts all = counts(values).alike(counts(few));
        NumberCounts some = counts(few).alike(counts(values));
        NumberCounts.Sorted known = all.sorted(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        NumberCounts.Sorted part = some.sorted(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertEquals(rows, Arrays.stream(known.counts()).sum());
        assertEquals(few.length, Arrays.stream(part.counts()).sum());
        for (int index = 0; index < part.values().length; index++) {
            int there = Arrays.binarySearch(known.values(), part.values()[index]);
            assertTrue(there >= 0, part.values()[index] + " is nowhere");
            assertTrue(part.counts()[index] <= known.counts()[there], part.values()[index] + " is too often");
        }
        assertEquals(all.width(values[0], values[0]), some.width(values[0], values[0]));
    }

    @Property(tries = 40)
    void a_bucket_is_never_wider_than_one_in_128_of_its_values(@ForAll Random random) {
        double[] values = mixed(random, 9000);
        Profile profile = table(values).profile();
        NumberCounts counts = counts(values);
        for (double value : values) {
            assertTrue(counts.width(value, value) <= Math.max(Math.abs(value), Double.MIN_NORMAL) / 128, value + " is in too wide a bucket");
        }
        ColumnProfile column = profile.column("x");
        Arrays.sort(values);
        assertEquals(values[0], column.min());
        assertEquals(values[values.length - 1], column.max());
    }

    private static NumberCounts counts(double[] values) {
        TableCounts counts = ((TableProfile) table(values.length == 0 ? new double[] {Double.NaN} : values).profile()).counts();
        return counts.columns.get(0).numbers;
    }

    private static byte[] written(double[] values) {
        return written(counts(values));
    }

    private static byte[] written(NumberCounts counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            counts.write(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
