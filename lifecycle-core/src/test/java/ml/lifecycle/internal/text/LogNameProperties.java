package ml.lifecycle.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import ml.lifecycle.spi.LogKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class LogNameProperties {

    private static final int[] CHARACTERS = {'a', 'z', '0', '9', 'A', 'M', '-', ' ', '.', '_', '\'', 0xE4, 0xDF, 0x212A,
            0x130, 0xFB01, 0x65E5, 0x1D44E, 0x301};

    @Property(tries = 20_000)
    @Label("the log of a name is what the rule of the format says, written by patterns")
    void rule(@ForAll long seed) {
        Random random = new Random(seed);
        boolean ascii = random.nextBoolean();
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(random.nextBoolean() ? 8 : 100);
        while (name.length() < length) {
            name.appendCodePoint(CHARACTERS[random.nextInt(ascii ? 11 : CHARACTERS.length)]);
        }
        assertEquals(byPatterns(name.toString()), Names.log(LogKind.MODEL, name.toString()).key());
    }

    private static String byPatterns(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        String slug = Normalizer.normalize(folded, Normalizer.Form.NFKD).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (slug.length() > 40) {
            slug = slug.substring(0, 40).replaceAll("-$", "");
        }
        String hash = Digests.of(folded).substring(0, 12);
        return slug.isEmpty() ? hash : slug + "-" + hash;
    }
}
