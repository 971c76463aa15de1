package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers as text, judged by exact arithmetic and by the JDK. */
class DecimalsProperties {

    private static String print(double value) {
        byte[] target = new byte[Decimals.LONGEST];
        return new String(target, 0, Decimals.print(value, target, 0), StandardCharsets.US_ASCII);
    }

    private static NumberReader reader(String text) {
        byte[] bytes = ("12345678" + text + ",345678").getBytes(StandardCharsets.US_ASCII);
        NumberReader reader = new NumberReader();
        reader.begin(bytes, 8, 8 + text.length());
        return reader;
    }

    private static double parse(String text) {
        NumberReader reader = reader(text);
        double value = reader.decimal();
        assertTrue(reader.atEnd(), text);
        return value;
    }

    /** Every double, each with the same weight. */
    @Provide
    Arbitrary<Double> bits() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    /** What people measure: few digits, whole numbers, powers of two and their neighbours. */
    @Provide
    Arbitrary<Double> ordinary() {
        Arbitrary<Double> rounded = Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 20))
                .as((digits, scale) -> new BigDecimal(digits).scaleByPowerOfTen(-scale).doubleValue());
        Arbitrary<Double> powers = Combinators.combine(
                        Arbitraries.integers().between(-1074, 1023), Arbitraries.integers().between(-3, 3))
                .as((exponent, steps) -> {
                    double power = Math.scalb(1.0, exponent);
                    return Double.longBitsToDouble(Math.max(Double.doubleToLongBits(power) + steps, 0));
                });
        return Arbitraries.oneOf(rounded, powers, Arbitraries.doubles());
    }

    @Property(tries = 20_000)
    void any_double_is_the_shortest_decimal_and_the_closest_of_those(@ForAll("bits") double value) {
        requireShortest(value);
    }

    @Property(tries = 20_000)
    void an_ordinary_double_is_the_shortest_decimal_and_the_closest_of_those(@ForAll("ordinary") double value) {
        requireShortest(value);
    }

    private static void requireShortest(double value) {
        String text = print(value);
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(Double.parseDouble(text)), text);
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(parse(text)), text);
        Assume.that(value != 0);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal printed = new BigDecimal(text);
        int digits = Math.max(printed.stripTrailingZeros().precision(), 2); // With fewer than two the closest of two.
        if (digits > 2) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                assertNotEquals(value, shorter.doubleValue(), () -> text + " could be " + shorter);
            }
        }
        BigDecimal closest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (closest.doubleValue() == value) {
            assertEquals(closest.subtract(exact).abs(), printed.subtract(exact).abs().setScale(
                    closest.subtract(exact).scale(), RoundingMode.UNNECESSARY), () -> closest + " is closer than " + text);
        }
    }

    @Property(tries = 20_000)
    void a_decimal_of_any_length_is_read_as_the_jdk_reads_it(
            @ForAll("texts") String text) {
        assertEquals(Double.doubleToLongBits(Double.parseDouble(text)), Double.doubleToLongBits(parse(text)), text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(0).ofMaxLength(30);
        Arbitrary<String> powers = Arbitraries.oneOf(Arbitraries.just(""),
                Arbitraries.integers().between(-400, 400).map(power -> "e" + power),
                Arbitraries.integers().between(-30, 30).map(power -> "E" + power),
                Arbitraries.integers().map(power -> "e" + power));
        return Combinators.combine(Arbitraries.of("", "-"), digits, Arbitraries.of("", ".", ".0000000"), digits, powers)
                .as((sign, whole, point, fraction, power) -> whole.isEmpty() && (point + fraction).length() < 2
                        ? sign + "0" + point + power
                        : sign + whole + point + fraction + power)
                .filter(text -> text.matches(".*[0-9].*") && !text.matches("-?\\.?[eE].*"));
    }

    @Property(tries = 20_000)
    void a_decimal_half_way_between_two_doubles_is_read_as_the_even_one_and_beside_it_as_the_nearer_one(
            @ForAll("ordinary") double value, @ForAll boolean up) {
        double other = Math.nextUp(Math.abs(value));
        Assume.that(Double.isFinite(other));
        BigDecimal half = new BigDecimal(Math.abs(value)).add(new BigDecimal(other)).divide(BigDecimal.valueOf(2));
        for (BigDecimal near : new BigDecimal[] {half, half.add(half.ulp()), half.subtract(half.ulp()),
            half.round(new MathContext(18, up ? RoundingMode.UP : RoundingMode.DOWN))}) {
            assertEquals(near.doubleValue(), parse(near.toString().replace("E+", "e")), near::toString);
        }
    }

    @Property
    void a_whole_number_is_read_as_it_was_put(@ForAll long number) {
        NumberReader reader = reader(Long.toString(number));
        assertEquals(number, reader.number());
        assertTrue(reader.atEnd());
    }

    @Property
    void what_is_no_number_is_refused(@ForAll("words") String text) {
        assertThrows(NumberFormatException.class, () -> {
            NumberReader reader = reader(text);
            reader.decimal();
            NumberReader.require(reader.atEnd());
        });
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("-+.eE12xNf \"").ofMaxLength(12).filter(text -> {
            try {
                Double.parseDouble(text);
                return false;
            } catch (NumberFormatException none) {
                return true;
            }
        });
    }
}
