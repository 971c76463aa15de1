package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberBucketsTest {

    private static ColumnProfile profile(double[] values) {
        return Table.of(Map.of("x", Arrays.stream(values).boxed().toList())).profile().column("x");
    }

    @Test
    void outliers_about_a_large_offset_are_counted() {
        Random random = new Random(1);
        double[] values = random.doubles(200_000).map(ignored -> 1e6 + 100 * random.nextGaussian()).toArray();
        ColumnProfile column = profile(values);
        Arrays.sort(values);
        double reach = 1.5 * (values[150_000] - values[50_000]);
        long outliers = Arrays.stream(values)
                .filter(value -> value < values[50_000] - reach || value > values[150_000] + reach).count();
        assertEquals(outliers, column.outliers(), 0.03 * outliers);
        assertEquals(11, Arrays.stream(column.quantiles()).distinct().count());
    }

    @Test
    void milliseconds_of_a_year_are_told_apart() {
        Random random = new Random(2);
        double year = 365 * 86_400_000.0;
        double[] values = random.doubles(100_000).map(share -> Math.floor(1.7e12 + year * share)).toArray();
        ColumnProfile column = profile(values);
        Arrays.sort(values);
        for (int step = 0; step <= 10; step++) {
            assertEquals(values[Math.min(99_999, step * 10_000)], column.quantiles()[step], 0.002 * year);
        }
    }

    @Test
    void what_is_common_elsewhere_takes_no_more_than_its_part() {
        Random random = new Random(3);
        double[] values = random.doubles(300_000)
                .map(share -> share < 0.4 ? random.nextGaussian() : 1e6 + 10 * random.nextGaussian()).toArray();
        ColumnProfile column = profile(values);
        Arrays.sort(values);
        assertEquals(values[210_000], column.quantiles()[7], 1.0);
        assertEquals(values[270_000], column.quantiles()[9], 1.0);
    }

    @Test
    void profiles_of_the_first_form_are_read_and_merged() throws IOException {
        List<@Nullable Double> values = new ArrayList<>();
        for (int root = -700; root < 1500; root++) {
            values.add(root % 100 == 0 ? null : root * Math.abs(root) / 7.0);
        }
        Profile stored;
        try (InputStream in = NumberBucketsTest.class.getResourceAsStream("/profiles/first.bin")) {
            stored = Profile.ofBytes(in.readAllBytes());
        }
        Profile now = Table.of(Map.of("x", values)).profile();
        assertEquals(22, stored.column("x").missing());
        assertEquals(now.column("x").distinct(), stored.column("x").distinct());
        for (int step = 0; step <= 10; step++) {
            double exact = now.column("x").quantiles()[step];
            assertEquals(exact, stored.column("x").quantiles()[step], 0.01 * Math.abs(exact));
        }
        Profile merged = stored.merge(now);
        assertEquals(4400, merged.rows());
        assertArrayEquals(now.merge(stored).column("x").quantiles(), merged.column("x").quantiles());
        assertEquals(merged.toString(), Profile.ofBytes(merged.toBytes()).toString());
    }
}
