package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.Table;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private static final List<String> COLUMNS = List.of("x", "y");

    private static Table table(int rows) {
        Random random = new Random(1);
        List<Object> x = new ArrayList<>();
        List<Object> y = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            x.add(random.nextGaussian());
            y.add("text " + random.nextInt(3));
        }
        return Table.of(Map.of("x", x, "y", y));
    }

    private static Table rows(Table table, int from, int to) {
        return table.select(IntStream.range(from, to).toArray());
    }

    @Test
    void rows_are_recognised_in_any_order_and_company() {
        Table all = table(1_000);
        Fingerprints training = Fingerprints.read(Fingerprints.of(rows(all, 0, 600)).bytes());
        assertEquals(0, training.shareOf(rows(all, 600, 1_000), COLUMNS));
        assertEquals(0.6, training.shareOf(all, COLUMNS), 1e-12);
        Table backwards = all.select(IntStream.range(1, 600).map(row -> 600 - row).toArray());
        assertEquals(1, training.shareOf(backwards, COLUMNS));
    }

    @Test
    void of_a_large_table_the_share_is_estimated() {
        Table all = table(200_000);
        Fingerprints training = Fingerprints.of(rows(all, 0, 150_000));
        assertTrue(training.bytes().length <= 1 + (8 << 16));
        assertEquals(0.75, training.shareOf(all, COLUMNS), 0.01);
        assertEquals(0, training.shareOf(rows(all, 150_000, 200_000), COLUMNS));
    }

    @Test
    void whole_numbers_equal_their_fractions_and_negative_zero_is_zero() {
        Fingerprints whole = Fingerprints.of(Table.of(Map.of("x", List.of(0L, 2L))));
        assertEquals(1, whole.shareOf(Table.of(Map.of("x", List.of(-0.0, 2.0))), List.of("x")));
    }

    @Test
    void repeated_rows_are_counted() {
        Table table = Table.of(Map.of("x", List.of(1.5, 2.5, 1.5, 1.5)));
        assertEquals(0.5, Fingerprints.repeatedShare(table, List.of("x")));
    }

    @Test
    void something_else_is_no_list_of_fingerprints() {
        assertThrows(CorruptException.class, () -> Fingerprints.read(new byte[8]));
    }
}
