package ml.lifecycle.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InputsTest {

    @Test
    @DisplayName("ten inputs that Python wrote are made here to the last bit")
    void ten() {
        Map<String, Map<String, double[]>> written = new LinkedHashMap<>();
        for (String line : Answers.lines("inputs.txt")) {
            List<String> words = List.of(line.split(" "));
            written.computeIfAbsent(words.get(0) + " " + words.get(1), unused -> new LinkedHashMap<>())
                    .put(words.get(2), words.stream().skip(3).mapToDouble(Double::parseDouble).toArray());
        }
        assertEquals(10, written.size());
        written.forEach((input, columns) -> {
            Map<String, double[]> made = Inputs.of(input.split(" ")[0], Long.parseLong(input.split(" ")[1]));
            assertEquals(List.copyOf(columns.keySet()), List.copyOf(made.keySet()), input);
            columns.forEach((name, column) -> assertArrayEquals(bits(column), bits(made.get(name)), input + " " + name));
        });
    }

    private static long[] bits(double[] column) {
        return Arrays.stream(column).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
