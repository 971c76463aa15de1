package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** A small world: {@code x} decides whether a point is blue or red; {@code y} and {@code region} do not matter. */
final class Toy {

    static final Signature SIGNATURE = Signature.of(Output.label("colour", List.of("blue", "red")),
            Column.number("x").between(0, 10),
            Column.number("y").between(0, 1),
            Column.text("region").oneOf("north", "south"));

    private Toy() {}

    /** Rows in turn blue and red, in turn (by pairs) from north and south. */
    static Table table(int rows, long seed) {
        Random random = new Random(seed);
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> region = new ArrayList<>();
        List<String> colour = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean red = i % 2 == 1;
            x.add((red ? 6 : 0) + 4 * random.nextDouble());
            y.add(random.nextDouble());
            region.add(i % 4 < 2 ? "north" : "south");
            colour.add(red ? "red" : "blue");
        }
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("x", x);
        columns.put("y", y);
        columns.put("region", region);
        columns.put("colour", colour);
        return Table.of(columns);
    }

    static LabelledData data(int rows, long seed) {
        return LabelledData.of(table(rows, seed), "colour").named("toy " + seed);
    }

    static Map<String, Object> point(double x, double y, String region) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("x", x);
        row.put("y", y);
        row.put("region", region);
        return row;
    }
}
