package ml.lifecycle.internal.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import ml.lifecycle.data.Table;

/** Rows drawn at random. */
final class Drawn {

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private Drawn() {}

    /** An x from a normal distribution, and a colour. */
    static Map<String, Object> row(RandomGenerator random, double mean) {
        Map<String, Object> row = new HashMap<>();
        row.put("x", mean + random.nextGaussian());
        row.put("colour", COLOURS.get(random.nextInt(COLOURS.size())));
        return row;
    }

    static List<Map<String, Object>> rows(RandomGenerator random, double mean, int number) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < number; row++) {
            rows.add(row(random, mean));
        }
        return rows;
    }

    static Table table(RandomGenerator random, int number) {
        return Table.ofRows(rows(random, 0, number));
    }
}
