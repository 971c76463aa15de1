package ml.lifecycle.internal.data;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.internal.stats.DriftPair;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.signature.ColumnType;

/** What the values of a column are like, to draw samples of it. */
enum DriftSample {
    NORMAL(ColumnType.NUMBER, DriftSample::gauss),
    OFFSET(ColumnType.NUMBER, random -> 5000 + gauss(random)),
    SKEWED(ColumnType.NUMBER, random -> Math.exp(gauss(random))),
    ZEROS(ColumnType.NUMBER, random -> random.nextInt(10) < 7 ? 0 : Math.exp(gauss(random))),
    ROUNDED(ColumnType.NUMBER, random -> Math.rint(10 * gauss(random)) / 10),
    DICE(ColumnType.INTEGER, random -> 1 + random.nextInt(6)),
    COUNTS(ColumnType.INTEGER, random -> Math.floor(-8 * Math.log(1 - random.nextDouble()))),
    COIN(ColumnType.BOOLEAN, random -> random.nextInt(10) < 2 ? 1 : 0),
    FEW_TEXTS(ColumnType.TEXT, random -> random.nextInt(4)),
    MANY_TEXTS(ColumnType.TEXT, random -> Math.floor(Math.pow(random.nextDouble(), 3) * 200));

    private final ColumnType type;
    private final ToDoubleFunction<SplittableRandom> value;

    DriftSample(ColumnType type, ToDoubleFunction<SplittableRandom> value) {
        this.type = type;
        this.value = value;
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    boolean allows(DriftMethod method) {
        return !method.isOfNumbers() || type != ColumnType.TEXT;
    }

    /** A column of so many rows, all moved by so much. */
    Col draw(int rows, SplittableRandom random, double shift) {
        double[] drawn = IntStream.range(0, rows).mapToDouble(row -> value.applyAsDouble(random) + shift).toArray();
        Col.Head head = new Col.Head("x", type, new BitSet());
        return switch (type) {
            case NUMBER -> new NumberCol(head, drawn, null);
            case INTEGER -> new IntegerCol(head, IntStream.range(0, rows).mapToLong(row -> (long) drawn[row]).toArray(), null);
            case BOOLEAN -> {
                BitSet set = new BitSet();
                IntStream.range(0, rows).filter(row -> drawn[row] > 0).forEach(set::set);
                yield new BooleanCol(head, set, rows, null);
            }
            default -> {
                Map<String, Integer> levels = new HashMap<>();
                int[] codes = IntStream.range(0, rows).map(row -> TextCol.code(levels, "t" + (int) drawn[row])).toArray();
                yield new TextCol(head, TextCol.levels(levels), codes, null);
            }
        };
    }

    /** Both columns as tables have them. */
    static DriftPair byTable(Col before, Col now) {
        return DriftPair.of(DriftSide.of(before), DriftSide.of(now));
    }

    /** Both columns as profiles have them. */
    static DriftPair byProfile(Col before, Col now) {
        ColumnCounts first = TableCounts.of(List.of(before), before.size()).columns.get(0);
        ColumnCounts second = TableCounts.of(List.of(now), now.size()).columns.get(0);
        return DriftPair.of(first.side(second), second.side(first));
    }
}
