package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.Fingerprints.Match;
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
        assertEquals(new Match(400, 0), training.match(rows(all, 600, 1_000), COLUMNS));
        assertEquals(new Match(1_000, 600), training.match(all, COLUMNS));
        assertEquals(COLUMNS, training.columns());
        assertEquals(List.of(600, 0), List.of(training.rows(), training.twins()));
        Table backwards = all.select(IntStream.range(1, 600).map(row -> 600 - row).toArray());
        assertEquals(new Match(599, 599), training.match(backwards, COLUMNS));
    }

    @Test
    void of_a_large_table_the_share_is_estimated() {
        Table all = table(200_000);
        Fingerprints training = Fingerprints.of(rows(all, 0, 150_000));
        assertTrue(training.bytes().length <= 100 + (8 << 16));
        Match match = training.match(all, COLUMNS);
        assertTrue(match.compared() > 80_000 && match.compared() < 95_000, match::toString);
        assertEquals(0.75, (double) match.found() / match.compared(), 0.01);
        assertEquals(0, training.match(rows(all, 150_000, 200_000), COLUMNS).found());
    }

    @Test
    void whole_numbers_equal_their_fractions_and_negative_zero_is_zero() {
        Fingerprints whole = Fingerprints.of(Table.of(Map.of("x", List.of(0L, 2L))));
        assertEquals(new Match(2, 2), whole.match(Table.of(Map.of("x", List.of(-0.0, 2.0))), List.of("x")));
    }

    @Test
    void rows_that_equal_another_one_are_counted() {
        Table table = Table.of(Map.of("x", List.of(1.5, 2.5, 1.5, 1.5, 3.5, 3.5)));
        assertEquals(5, Fingerprints.read(Fingerprints.of(table).bytes()).twins());
    }

    @Test
    void the_older_form_is_read() {
        byte[] hashes = Fingerprints.of(table(3)).bytes();
        byte[] old = new byte[25];
        System.arraycopy(hashes, hashes.length - 24, old, 1, 24);
        old[0] = 1;
        Fingerprints read = Fingerprints.read(old);
        assertEquals(new Match(3, 3), read.match(table(3), COLUMNS));
        assertEquals(List.of(), read.columns());
        assertEquals(-1, read.twins());
    }

    @Test
    void something_else_is_no_list_of_fingerprints() {
        byte[] bytes = Fingerprints.of(table(3)).bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            int whole = (bytes.length - length) % 8;
            if (whole != 0 || length < bytes.length - 24) {
                assertThrows(CorruptException.class, () -> Fingerprints.read(cut), "cut to " + length);
            }
        }
        assertThrows(CorruptException.class, () -> Fingerprints.read(new byte[8]));
    }
}
