package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TablePropertiesTest {

    @Property(tries = 300)
    void any_text_in_quotes_is_read_back(@ForAll @Size(min = 1, max = 20) List<@StringLength(max = 30) String> texts) {
        StringBuilder csv = new StringBuilder("id,x\n");
        List<Object> ids = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (String text : texts) {
            // Half of a surrogate pair cannot be written in UTF-8.
            String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            csv.append("k,\"").append(valid.replace("\"", "\"\"")).append("\"\n");
            ids.add("k");
            expected.add(valid);
        }
        // A cell that is surely text keeps the column from being read as numbers.
        csv.append("k,\"text\"\n");
        ids.add("k");
        expected.add("text");
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("id", ids);
        columns.put("x", expected);
        assertEquals(Tables.of(columns).digest(), TablesReadTest.read(csv.toString()).digest());
    }

    @Property(tries = 300)
    void any_numbers_are_read_back_exactly(@ForAll @Size(min = 1, max = 50) List<@DoubleRange Double> numbers) {
        StringBuilder csv = new StringBuilder("x\n0.5\n");
        numbers.forEach(number -> csv.append(number).append('\n'));
        Table table = TablesReadTest.read(csv.toString());
        for (int row = 0; row < numbers.size(); row++) {
            assertEquals(numbers.get(row), table.column("x").number(row + 1));
        }
    }

    @Property(tries = 200)
    void statistics_agree_with_plain_sums(
            @ForAll @Size(min = 2, max = 60) List<@DoubleRange(min = -1e6, max = 1e6) Double> numbers) {
        var profile = Tables.of(Map.of("x", numbers)).profile().column("x");
        double mean = numbers.stream().mapToDouble(Double::doubleValue).sum() / numbers.size();
        double squares = numbers.stream().mapToDouble(number -> (number - mean) * (number - mean)).sum();
        assertEquals(mean, profile.mean(), 1e-6);
        assertEquals(Math.sqrt(squares / (numbers.size() - 1)), profile.standardDeviation(), 1e-4);
        assertEquals(numbers.stream().map(number -> number + 0.0).distinct().count(), profile.distinct());
    }

    @Property(tries = 200)
    void views_of_views_are_views(@ForAll Random random) {
        Table iris = TablesReadTest.iris();
        int[] first = random.ints(40, 0, 150).toArray();
        int[] second = random.ints(20, 0, 40).toArray();
        int[] direct = Arrays.stream(second).map(row -> first[row]).toArray();
        assertEquals(iris.select(direct).digest(), iris.select(first).select(second).digest());
        assertEquals(iris.select(direct).toString(), iris.select(first).select(second).toString());
    }

    @Property(tries = 2000)
    void a_damaged_file_is_a_table_or_refused(@ForAll Random random) throws Exception {
        byte[] csv = "id,name,at\n1,\"a, \"\"b\"\"\",2024-01-02\n2,c,2024-01-02T03:04:05Z\n".getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(4); change >= 0; change--) {
            csv[random.nextInt(csv.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                    : ",\"\n\r0-.e ".charAt(random.nextInt(9)));
        }
        try {
            Table table = Tables.read(() -> new ByteArrayInputStream(csv), "damaged.csv");
            assertTrue(table.rows() <= 20);
            assertEquals(64, table.digest().length());
            assertTrue(table.toString().length() < 2_000 && table.profile().toString().length() < 2_000);
        } catch (RefusedException refused) {
            assertTrue(refused.getMessage().contains("damaged.csv"), refused.getMessage());
        }
    }
}
