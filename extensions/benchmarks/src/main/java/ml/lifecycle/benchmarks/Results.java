package ml.lifecycle.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What was measured: for each name some values, times in nanoseconds. A file keeps them, so that a part can be measured
 * again without the rest.
 */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Map<String, List<Double>> values = new TreeMap<>();

    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            JSON.readTree(file.toFile()).properties().forEach(entry -> {
                List<Double> numbers = new ArrayList<>();
                entry.getValue().forEach(number -> numbers.add(number.asDouble()));
                values.put(entry.getKey(), numbers);
            });
        }
    }

    void add(String name, List<Double> measured) throws IOException {
        values.put(name, List.copyOf(measured));
        JSON.writeValue(file.toFile(), values);
    }

    /** Adds what JMH has written; a name is {@code Class.method} and {@code :value} of a parameter. */
    void addJmh(Path written) throws IOException {
        for (JsonNode benchmark : JSON.readTree(written.toFile())) {
            String full = benchmark.get("benchmark").asText();
            StringBuilder name = new StringBuilder(full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1));
            benchmark.path("params").forEach(value -> name.append(':').append(value.asText()));
            List<Double> numbers = new ArrayList<>();
            benchmark.get("primaryMetric").get("rawData").forEach(
                    fork -> fork.forEach(number -> numbers.add(number.asDouble())));
            add(name.toString(), numbers);
        }
    }

    /** The median. */
    OptionalDouble median(String name) {
        double[] sorted = values.getOrDefault(name, List.of()).stream().mapToDouble(Double::doubleValue).sorted()
                .toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = sorted.length / 2;
        return OptionalDouble.of(
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
