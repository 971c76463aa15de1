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

    @Test
    void eight_bytes_are_digits_only_if_each_of_them_is_one() {
        for (int place = 0; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = "10293847".getBytes(StandardCharsets.US_ASCII);
                bytes[place] = (byte) value;
                boolean digits = value >= '0' && value <= '9';
                assertEquals(digits, Digits.areDigits(Digits.load(bytes, 0)), value + " at " + place);
                if (digits) {
                    String text = new String(bytes, StandardCharsets.US_ASCII);
                    assertEquals(Integer.parseInt(text), Digits.parse(Digits.load(bytes, 0)));
                }
            }
        }
    }

    @Test
    void a_number_that_may_change_bytes_behind_it_is_the_same() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextLong() >>> 1 + random.nextInt(63);
            byte[] target = new byte[30];
            int end = Digits.putOver(target, 3, number);
            assertEquals(Long.toString(number), new String(target, 3, end - 3, StandardCharsets.US_ASCII));
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
