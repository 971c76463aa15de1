package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DigitsTest {

    @Test
    void a_number_is_put_with_all_its_digits() {
        requirePut(0);
        requirePut(Long.MAX_VALUE);
        for (long power = 1; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
            for (long factor = 1; factor <= 10; factor++) {
                requirePut(factor * power - 1);
                requirePut(factor * power);
                requirePut(factor * power + 1);
            }
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            requirePut(random.nextLong() >>> 1 + random.nextInt(63));
        }
    }

    private static void requirePut(long number) {
        byte[] target = "-".repeat(30).getBytes(StandardCharsets.US_ASCII);
        int end = Digits.put(target, 3, number);
        String expected = Long.toString(number);
        assertEquals("---" + expected + "-".repeat(27 - expected.length()),
                new String(target, StandardCharsets.US_ASCII));
        assertEquals(3 + expected.length(), end);
        assertEquals(expected.length(), Digits.length(number));
    }
}
