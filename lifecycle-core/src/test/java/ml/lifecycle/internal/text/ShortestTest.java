package ml.lifecycle.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShortestTest {

    /** As Java 19 and later write them; Java 17 gives some of them another digit. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-0.0", "1.0", "0.1", "-0.001", "9.999E-4", "1.0E7", "9999999.0", "0.002", "2.0E23",
            "1.0E23", "5.684341886080802E-14", "2.2250738585072014E-308", "4.9E-324", "9.9E-324", "2.0E-322",
            "1.7976931348623157E308", "9.007199254740992E15", "0.30000000000000004", "0.6666666666666666", "-123456.789",
            "NaN", "Infinity", "9.5367431640625E-7", "1.1125369292536007E-308", "2.1E-322", "8.41E21", "2.2E-321"})
    void the_text_is_the_shortest_that_reads_back(String text) {
        assertEquals(text, Shortest.text(Double.parseDouble(text)));
    }

    @Test
    void the_same_bytes_come_from_every_java_version() throws IOException {
        SplittableRandom random = new SplittableRandom(20);
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        for (int number = 0; number < 50_000; number++) {
            double value = number % 2 == 0 ? random.nextDouble() * 100 : Double.longBitsToDouble(random.nextLong());
            String text = Shortest.text(value);
            assertEquals(value, Double.parseDouble(text));
            if (Runtime.version().feature() >= 19) {
                assertEquals(Double.toString(value), text);
            }
            texts.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("31d21a4b1cadec33c854e4a85450ef75491c3ce34b730a1415977ead0a070ead", 
                Digests.hex(Digests.sha256().digest(texts.toByteArray())));
    }
}
