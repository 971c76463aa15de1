package ml.lifecycle.internal.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.signature.ColumnType;

/**
 * Draws samples of equal distributions, and shifted ones, and counts how often each method says that they differ. The random
 * numbers are fixed, so the counts are too.
 */
final class DriftCalibration {

    static final double LEVEL = 0.05;

    /** What the values are like. */
    enum Shape {
        NORMAL(ColumnType.NUMBER, random -> gauss(random)),
        OFFSET(ColumnType.NUMBER, random -> 5000 + gauss(random)),
        SKEWED(ColumnType.NUMBER, random -> Math.exp(gauss(random))),
        ZEROS(ColumnType.NUMBER, random -> random.nextInt(10) < 7 ? 0 : Math.exp(gauss(random))),
        ROUNDED(ColumnType.NUMBER, random -> Math.rint(10 * gauss(random)) / 10),
        DICE(ColumnType.INTEGER, random -> 1 + random.nextInt(6)),
        COUNTS(ColumnType.INTEGER, random -> Math.floor(-8 * Math.log(1 - random.nextDouble()))),
        COIN(ColumnType.BOOLEAN, random -> random.nextInt(10) < 2 ? 1 : 0),
        FEW_TEXTS(ColumnType.TEXT, random -> random.nextInt(4)),
        MANY_TEXTS(ColumnType.TEXT, random -> Math.floor(Math.pow(random.nextDouble(), 3) * 200));

        final ColumnType type;
        private final Function<SplittableRandom, Number> value;

        Shape(ColumnType type, Function<SplittableRandom, Number> value) {
            this.type = type;
            this.value = value;
        }

        boolean isOfTexts() {
            return type == ColumnType.TEXT || type == ColumnType.BOOLEAN;
        }

        boolean allows(DriftMethod method) {
            return !method.isOfNumbers() || type != ColumnType.TEXT;
        }

        /** A side with so many rows, all moved by so much. */
        DriftSide draw(int rows, SplittableRandom random, double shift) {
            double[] drawn = IntStream.range(0, rows).mapToDouble(row -> value.apply(random).doubleValue() + shift).toArray();
            return new DriftSide("x", type, isOfTexts() ? texts(drawn) : numbers(drawn), 0);
        }

        private Distribution texts(double[] drawn) {
            Map<String, Long> counts = new HashMap<>();
            for (double one : drawn) {
                counts.merge(type == ColumnType.BOOLEAN ? String.valueOf(one > 0) : "t" + (int) one, 1L, Long::sum);
            }
            return Distribution.texts("x", counts, 0, drawn.length);
        }
    }

    private DriftCalibration() {}

    static Distribution numbers(double... drawn) {
        Map<Double, Long> counts = IntStream.range(0, drawn.length).boxed()
                .collect(Collectors.groupingBy(row -> drawn[row], java.util.TreeMap::new, Collectors.counting()));
        return Distribution.numbers("x", counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray(), 0);
    }

    private static double gauss(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** How many of these pairs differ by each method. */
    static Map<DriftMethod, Integer> alarms(Shape shape, int before, int now, double shift, int trials) {
        Map<DriftMethod, Integer> found = new LinkedHashMap<>();
        for (int trial = 0; trial < trials; trial++) {
            SplittableRandom random = new SplittableRandom(1_000_003L * trial + before * 31L + now + shape.ordinal());
            DriftPair pair = DriftPair.of(shape.draw(before, random, 0), shape.draw(now, random, shift));
            for (DriftMethod method : DriftMethod.values()) {
                if (shape.allows(method)) {
                    found.merge(method, pair.drift(method).probability() <= LEVEL ? 1 : 0, Integer::sum);
                }
            }
        }
        return found;
    }

    public static void main(String[] arguments) {
        int trials = Integer.parseInt(arguments[0]);
        int[][] sizes = {{10, 10}, {20, 20}, {30, 30}, {40, 40}, {60, 60}, {1000, 30}, {30, 1000}, {200, 200}, {1000, 1000}, {300, 3000}};
        for (Shape shape : Shape.values()) {
            for (int[] size : sizes) {
                List<String> line = new ArrayList<>();
                alarms(shape, size[0], size[1], 0, trials).forEach((method, count) ->
                        line.add(method + " " + String.format("%.1f", 100.0 * count / trials)));
                System.out.println(shape + " " + size[0] + "/" + size[1] + ": " + String.join(", ", line));
            }
        }
    }
}
