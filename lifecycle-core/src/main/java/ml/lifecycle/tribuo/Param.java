package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;

/** A setting of a trainer that a {@link TribuoSearch} tries values of. Immutable. */
public final class Param {

    private final String name;
    private final List<Object> values;
    private final Function<Random, Object> draw;

    private Param(String name, List<Object> values, Function<Random, Object> draw) {
        Names.requireKey("param", name);
        this.name = name;
        this.values = values;
        this.draw = draw;
    }

    /**
     * Some values.
     *
     * @param name the name of the setting
     * @param values numbers or texts, the simplest first
     * @return the setting, for grids and for random searches
     * @throws RefusedException if there is no value, or the name is not allowed
     */
    public static Param of(String name, Object... values) {
        if (values.length == 0) {
            throw refused(name, "has no values; give at least one");
        }
        List<Object> all = List.of(values);
        return new Param(name, all, random -> all.get(random.nextInt(all.size())));
    }

    /**
     * Whole numbers, each as likely as the others.
     *
     * @param name the name of the setting
     * @param min the smallest
     * @param max the largest, not less than {@code min}
     * @return the setting, for random searches
     * @throws RefusedException if {@code min > max}, or the name is not allowed
     */
    public static Param whole(String name, int min, int max) {
        if (min > max) {
            throw refused(name, "has the range " + min + " to " + max + "; expected the smaller first");
        }
        return new Param(name, List.of(), random -> (int) (min + (long) (random.nextDouble() * ((long) max - min + 1))));
    }

    /**
     * Numbers, spread evenly.
     *
     * @param name the name of the setting
     * @param min the smallest, finite
     * @param max the largest, finite, not less than {@code min}
     * @return the setting, for random searches
     * @throws RefusedException if the range is none, or the name is not allowed
     */
    public static Param number(String name, double min, double max) {
        if (!(min <= max) || !Double.isFinite(max - min)) {
            throw refused(name, "has the range " + min + " to " + max + "; expected two finite numbers, the smaller first");
        }
        return new Param(name, List.of(), random -> min + random.nextDouble() * (max - min));
    }

    /**
     * Numbers whose logarithms are spread evenly, so that each power of ten is as likely as the others.
     *
     * @param name the name of the setting
     * @param min the smallest, greater than 0
     * @param max the largest, finite, not less than {@code min}
     * @return the setting, for random searches
     * @throws RefusedException if the range is none, or the name is not allowed
     */
    public static Param logarithmic(String name, double min, double max) {
        if (!(min > 0 && min <= max && Double.isFinite(max))) {
            throw refused(name, "has the range " + min + " to " + max
                    + "; expected two finite numbers greater than 0, the smaller first");
        }
        return new Param(name, List.of(), random ->
                Math.min(max, Math.max(min, min * Math.pow(max / min, random.nextDouble()))));
    }

    private static RefusedException refused(String name, String reason) {
        return new RefusedException("The param '" + Names.printable(name) + "' " + reason + ".");
    }

    String name() {
        return name;
    }

    /** All values, for a grid. */
    List<Object> values() {
        if (values.isEmpty()) {
            throw refused(name, "is a range, of which a grid has no end; name the values with Param.of, or search at"
                    + " random");
        }
        return values;
    }

    Object draw(Random random) {
        return draw.apply(random);
    }
}
