package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import ml.lifecycle.internal.text.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class JsonScannerProperties {

    private static JsonScanner scanner(String json) {
        byte[] bytes = ("  " + json + "]").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner();
        scanner.reset(bytes, 1, bytes.length - 2);
        return scanner;
    }

    @Property(tries = 20_000)
    @Label("a number is read as the JDK reads it")
    void numbers(@ForAll long bits, @ForAll boolean exponent) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            String text = exponent ? Double.toString(value) : new BigDecimal(value).round(
                    new MathContext(17)).toString();
            assertEquals(Double.parseDouble(text), scanner(text).number(), text);
        }
    }

    @Property(tries = 50_000)
    @Label("so is a decimal fraction of up to 18 digits")
    void fractions(@ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 22) int scale, @ForAll boolean negative) {
        String text = (negative ? "-" : "") + BigDecimal.valueOf(digits, scale).toPlainString();
        assertEquals(Double.parseDouble(text), scanner(text).number(), text);
    }

    @Property(tries = 300)
    @Label("so are doubles between 0 and 1, printed in full, and the middles between two")
    void doubles(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            double value = random.nextDouble();
            assertEquals(value, scanner(Double.toString(value)).number());
            String middle = new BigDecimal(value).add(new BigDecimal(Math.ulp(value) / 2))
                    .setScale(18, RoundingMode.DOWN).toPlainString();
            assertEquals(Double.parseDouble(middle), scanner(middle).number(), middle);
        }
    }

    @Property(tries = 2_000)
    @Label("texts are read as they were written")
    void texts(@ForAll String key, @ForAll String value) {
        String first = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String second = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ObjectNode object = Json.object().put(first, second);
        byte[] bytes = Json.bytes(object);
        JsonScanner scanner = new JsonScanner();
        scanner.reset(bytes, 0, bytes.length);
        assertTrue(scanner.openObject());
        assertEquals(first, scanner.string());
        scanner.text();
        assertEquals(second, scanner.string());
        assertArrayEquals(second.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(scanner.bytes,
                scanner.from, scanner.from + scanner.length));
    }

    @Property(tries = 3_000)
    @Label("a damaged event changes nothing but that event, and breaks nothing")
    void damage(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] event = new RandomLog(random, "d").events(3).get(random.nextInt(3));
        for (int i = 0; i <= random.nextInt(4); i++) {
            event[random.nextInt(event.length)] = (byte) random.nextInt(256);
        }
        RunIndex index = new RunIndex("e");
        EventReader reader = new EventReader(index);
        byte[] good = Json.bytes(Json.object().put("op", "start").put("run", "good").put("at", 5).put("name", "n"));
        reader.event(1, event, 0, random.nextInt(event.length + 1));
        reader.event(2, good, 0, good.length);
        assertEquals(2, index.position);
        assertEquals("n", index.names.get(index.ids.find("good")));
        for (int row = 0; row < index.rows(); row++) {
            assertEquals(index.ids.text(row), LiveIndex.record(index, row).id());
        }
    }
}
