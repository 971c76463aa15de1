package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Decimals")
class DecimalsTest {

    private static String print(double value) {
        byte[] target = new byte[Decimals.LONGEST + 1];
        target[Decimals.LONGEST] = 'X';
        int end = Decimals.print(value, target, 0);
        assertEquals('X', target[Decimals.LONGEST]);
        return new String(target, 0, end, StandardCharsets.US_ASCII);
    }

    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        NumberReader reader = new NumberReader();
        reader.begin(bytes, 1, bytes.length - 1);
        double value = reader.decimal();
        NumberReader.require(reader.atEnd());
        return value;
    }

    private static void check(double value) {
        String text = print(value);
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(Double.parseDouble(text)), text);
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(parse(text)), text);
        // Of the decimals with one or two digits the closest is taken, as the JDK does since 19.
        int needed = Math.max(digits(Double.toString(value)), 2);
        assertTrue(digits(text) <= needed, () -> text + " is longer than " + value);
    }

    private static int digits(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().precision();
    }

    @Test
    @DisplayName("look as a person would write them")
    void looks() {
        assertEquals("0", print(0));
        assertEquals("-0", print(-0.0));
        assertEquals("1", print(1));
        assertEquals("0.1", print(0.1));
        assertEquals("-0.31", print(-0.31));
        assertEquals("100", print(100));
        assertEquals("123456.789", print(123456.789));
        assertEquals("0.000001", print(1e-6));
        assertEquals("1e-7", print(1e-7));
        assertEquals("10000000000000000", print(1e16));
        assertEquals("1.5e300", print(1.5e300));
        assertEquals("4.9e-324", print(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e308", print(Double.MAX_VALUE));
        assertEquals("2.2250738585072014e-308", print(Double.MIN_NORMAL));
        assertEquals("2e23", print(2e23));
        assertEquals("17.25", print(17.25));
        assertEquals("1234567890123456.8", print(1234567890123456.8));
        assertEquals("100000000.5", print(100000000.5));
        assertEquals("12300000000000000", print(1.23e16));
        assertEquals("1.23e17", print(1.23e17));
    }

    @Test
    @DisplayName("are read back bit for bit, and are never longer than needed")
    void roundTrip() {
        Random random = new Random(11);
        for (int i = 0; i < 60_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                check(any);
            }
            check(random.nextGaussian());
            check(random.nextInt(100_000) / 1_000.0);
        }
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
        }
    }

    /** The product of the quick way decides the same as the three of the slow way; ties are where it must not decide. */
    @Test
    @DisplayName("come out the same from one product as from three")
    void oneProduct() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 2_000_000; i++) {
            same(random.nextInt(2046), random.nextLong());
            same(1023 + random.nextInt(-40, 80), random.nextLong() & -1L << random.nextInt(52));
            same(Double.doubleToLongBits(random.nextInt(1, 1_000_000) / 1_000.0));
        }
        for (int exponent = 1; exponent < 2047; exponent++) {
            for (int low = 1; low < 50; low++) {
                same(exponent, low);
                same(exponent, -low);
            }
        }
    }

    private static void same(int exponent, long fraction) {
        same((long) Math.max(exponent, 1) << 52 | fraction & (1L << 52) - 1);
    }

    private static void same(long bits) {
        double value = Double.longBitsToDouble(bits);
        byte[] slow = new byte[Decimals.LONGEST];
        int exponent = (int) (bits >>> 52) - 1075;
        long mantissa = 1L << 52 | bits & (1L << 52) - 1;
        int end = Decimals.shortest(exponent, mantissa, 0, slow, 0);
        byte[] quick = new byte[Decimals.LONGEST];
        int quickEnd = Decimals.print(value, quick, 0);
        if (end != quickEnd || !Arrays.equals(slow, 0, end, quick, 0, end)) {
            assertEquals(new String(slow, 0, end, StandardCharsets.US_ASCII), print(value));
        }
        NumberReader reader = new NumberReader();
        reader.begin(quick, 0, quickEnd);
        if (reader.decimal() != value || !reader.atEnd()) {
            assertEquals(value, parse(print(value)));
        }
    }

    @Test
    @DisplayName("of any length and form are read as the JDK reads them")
    void anyForm() {
        Random random = new Random(12);
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int length = 1 + random.nextInt(22);
            int point = random.nextInt(24);
            for (int digit = 0; digit < length; digit++) {
                text.append((char) ('0' + random.nextInt(10))).append(digit == point && digit < length - 1 ? "." : "");
            }
            if (random.nextBoolean()) {
                text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(660) - 330);
            }
            assertEquals(Double.doubleToLongBits(Double.parseDouble(text.toString())),
                    Double.doubleToLongBits(parse(text.toString())), text::toString);
        }
        // Ties and their neighbours, where most digits decide nothing and the last one all.
        for (String tie : new String[] {"9007199254740993", "9007199254740992.9999", "9007199254740993.0001",
            "2.5e-1", "0.5", "4503599627370496.5", "4503599627370497.5", "1e23", "8.5e22", "1e22", "5e-324", "2.4e-324"}) {
            assertEquals(Double.parseDouble(tie), parse(tie), tie);
        }
    }

    @Test
    @DisplayName("that are none are refused")
    void malformed() {
        for (String text : new String[] {"", "-", ".", "e5", "1e", "1.2.3", "--1", "1x", "x"}) {
            assertThrows(NumberFormatException.class, () -> parse(text), text);
        }
    }
}
