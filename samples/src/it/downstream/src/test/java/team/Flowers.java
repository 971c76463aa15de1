package team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;

/** Three species, told apart by their petals. */
final class Flowers {

    private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

    private Flowers() {}

    static Split split() {
        Random random = new Random(7);
        List<Object> length = new ArrayList<>();
        List<Object> width = new ArrayList<>();
        List<Object> region = new ArrayList<>();
        List<Object> species = new ArrayList<>();
        for (int i = 0; i < 180; i++) {
            int kind = i % 3;
            length.add(1.5 + 2 * kind + random.nextDouble());
            width.add(0.3 + 0.8 * kind + random.nextDouble() / 4);
            region.add(random.nextBoolean() ? "north" : "south");
            species.add(SPECIES.get(kind));
        }
        Table table = Table.of(Map.of("length", length, "width", width, "region", region, "species", species));
        return Split.stratified(table, "species", 0.6, 42).named("flowers").groups("region");
    }
}
