package ml.lifecycle.peers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Inputs from seeds: named columns of numbers, as {@code src/test/peers/inputs.py} describes and makes them. */
public final class Inputs {

    private static final double[] SCALES = {0x1p-600, 0x1p600};

    private Inputs() {}

    /**
     * Makes an input.
     *
     * @param family what it is an input for
     * @param seed its seed
     * @return its columns by name
     */
    public static Map<String, double[]> of(String family, long seed) {
        Draws draws = new Draws(seed);
        return switch (family) {
            case "labels" -> labels(draws);
            case "scores" -> scores(draws);
            case "numbers" -> numbers(draws);
            case "clusters" -> clusters(draws);
            case "silhouettes" -> silhouettes(draws);
            case "groups" -> groups(draws);
            case "pairs" -> pairs(draws);
            case "times" -> columns("times", times(draws));
            case "columns" -> columns(draws);
            case "drift" -> drift(draws);
            case "levels" -> levels(draws);
            default -> throw new IllegalArgumentException(family);
        };
    }

    private static int rows(Draws draws) {
        double u = draws.uniform();
        return 1 + (int) (u * u * u * 5000);
    }

    private static double[] weights(Draws draws, int rows) {
        int kind = draws.below(5);
        if (kind < 2) {
            return new double[0];
        }
        if (kind == 2) {
            double[] whole = draws.eachBelow(rows, 4);
            whole[0] += 1;
            return whole;
        }
        double[] unequal = Arrays.stream(draws.uniforms(rows)).map(u -> u * u * u * 100 + 0.01).toArray();
        return kind == 3 ? unequal : times(unequal, SCALES[draws.below(2)]);
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    private static double[] codes(Draws draws, int rows, int classes) {
        int kind = draws.below(4);
        return Arrays.stream(draws.uniforms(rows))
                .map(u -> kind == 0 ? u * u : kind == 1 ? u * u * u * u : u)
                .map(u -> Math.floor(u * classes)).toArray();
    }

    private static double[] answers(Draws draws, double[] truth, int classes) {
        double wrong = draws.uniform() * 1.25 - 0.125;
        double[] lucky = draws.uniforms(truth.length);
        double[] any = draws.eachBelow(truth.length, classes);
        for (int row = 0; row < truth.length; row++) {
            any[row] = lucky[row] < wrong ? any[row] : truth[row];
        }
        return any;
    }

    private static Map<String, double[]> labels(Draws draws) {
        int rows = rows(draws);
        int classes = 2 + draws.below(5);
        double[] truth = codes(draws, rows, classes);
        double[] predicted = answers(draws, truth, classes);
        if (draws.below(10) == 0) {
            Arrays.fill(predicted, draws.below(classes));
        }
        return columns("classes", new double[] {classes}, "truth", truth, "predicted", predicted,
                "weights", weights(draws, rows));
    }

    private static Map<String, double[]> scores(Draws draws) {
        int rows = rows(draws);
        int classes = 2 + draws.below(4);
        double[] truth = codes(draws, rows, classes);
        int steps = new int[] {0, 0, 2, 4, 8}[draws.below(5)];
        double[] scores = draws.uniforms(rows * classes);
        if (steps > 0) {
            scores = Arrays.stream(scores).map(u -> Math.floor(u * steps)).toArray();
        }
        double more = steps == 0 ? draws.uniform() * 2 : draws.below(2);
        for (int row = 0; row < rows; row++) {
            scores[row * classes + (int) truth[row]] += more;
            share(scores, row * classes, classes);
        }
        double[] predicted = draws.below(4) == 0 ? draws.eachBelow(rows, classes) : greatest(scores, classes);
        return columns("classes", new double[] {classes}, "truth", truth, "scores", scores, "predicted", predicted,
                "weights", weights(draws, rows));
    }

    /** The first of the greatest. */
    private static double[] greatest(double[] scores, int classes) {
        double[] found = new double[scores.length / classes];
        for (int at = 0; at < scores.length; at++) {
            int row = at / classes;
            found[row] = scores[at] > scores[row * classes + (int) found[row]] ? at % classes : found[row];
        }
        return found;
    }

    private static void share(double[] scores, int from, int classes) {
        double total = 0;
        for (int one = from; one < from + classes; one++) {
            total += scores[one];
        }
        if (total == 0) {
            scores[from] = 1;
            total = 1;
        }
        for (int one = from; one < from + classes; one++) {
            scores[one] /= total;
        }
    }

    private static Map<String, double[]> numbers(Draws draws) {
        int rows = rows(draws);
        int shape = draws.below(8);
        double[] bell = Arrays.stream(draws.bells(rows)).map(value -> switch (shape) {
            case 0 -> value * value * value * value * value;
            case 1 -> Math.floor(value);
            case 2 -> value * 0;
            default -> value;
        }).toArray();
        double offset = new double[] {0, 0, 1, 10.1, 1e6}[draws.below(5)];
        double scale = new double[] {1, 100, SCALES[0], SCALES[1]}[draws.below(4)];
        double spread = draws.uniform() * 2;
        double[] errors = draws.bells(rows);
        boolean perfect = draws.below(10) == 0;
        double[] truth = new double[rows];
        double[] predicted = new double[rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = (bell[row] + offset) * scale;
            predicted[row] = perfect ? truth[row] : (bell[row] + errors[row] * spread + offset) * scale;
        }
        return columns("scale", new double[] {scale}, "truth", truth, "predicted", predicted,
                "weights", weights(draws, rows));
    }

    private static Map<String, double[]> clusters(Draws draws) {
        int rows = rows(draws);
        int classes = 1 + draws.below(6);
        int found = 1 + draws.below(8);
        double[] truth = codes(draws, rows, classes);
        double noise = draws.uniform();
        double[] lucky = draws.uniforms(rows);
        double[] any = draws.eachBelow(rows, found);
        for (int row = 0; row < rows; row++) {
            any[row] = lucky[row] < noise ? any[row] : truth[row] % found;
        }
        return columns("classes", new double[] {classes}, "truth", truth, "clusters", any);
    }

    private static Map<String, double[]> silhouettes(Draws draws) {
        double u = draws.uniform();
        int rows = 1 + (int) (u * u * u * 300);
        double[] found = codes(draws, rows, 1 + draws.below(5));
        double apart = draws.uniform() * 4;
        double[] x = draws.bells(rows);
        for (int row = 0; row < rows; row++) {
            x[row] += found[row] * apart;
        }
        return columns("x", x, "y", draws.bells(rows), "level", draws.eachBelow(rows, 3), "clusters", found);
    }

    private static Map<String, double[]> groups(Draws draws) {
        int rows = rows(draws);
        int classes = 2 + draws.below(2);
        double[] truth = codes(draws, rows, classes);
        double[] predicted = answers(draws, truth, classes);
        return columns("classes", new double[] {classes}, "truth", truth, "predicted", predicted,
                "group", codes(draws, rows, 1 + draws.below(5)), "weights", weights(draws, rows));
    }

    private static Map<String, double[]> pairs(Draws draws) {
        int rows = rows(draws);
        int classes = 2 + draws.below(3);
        double[] truth = codes(draws, rows, classes);
        return columns("classes", new double[] {classes}, "truth", truth, "mine", answers(draws, truth, classes),
                "theirs", answers(draws, truth, classes), "part", codes(draws, rows, 2));
    }

    private static double[] times(Draws draws) {
        double[] uniforms = draws.uniforms(rows(draws));
        int steps = draws.below(3);
        return Arrays.stream(uniforms).map(u -> switch (steps) {
            case 0 -> 1 / (1.001 - u);
            case 1 -> Math.floor(u * 20) * 0.25 + 0.25;
            default -> 1 / (1.001 - u) * (1 / (1.001 - u));
        }).toArray();
    }

    private static double[] holes(Draws draws, double[] values) {
        double share = new double[] {0, 0, 0.1, 0.6}[draws.below(4)];
        double[] uniforms = draws.uniforms(values.length);
        return IntStream.range(0, values.length).mapToDouble(row -> uniforms[row] < share ? Double.NaN : values[row])
                .toArray();
    }

    private static Map<String, double[]> columns(Draws draws) {
        int rows = rows(draws);
        double offset = new double[] {0, 0, 1, 1e3, 1e6}[draws.below(5)];
        double step = new double[] {1, 0.25, 0.1, 1e-3}[draws.below(4)];
        int shape = draws.below(6);
        double[] bells = draws.bells(rows);
        double[] x = Arrays.stream(bells).map(bell -> switch (shape) {
            case 0 -> Math.floor(bell * 2);
            case 1 -> Math.floor(bell * bell * bell * 2);
            case 2 -> Math.floor(bell * 80) * 0;
            default -> Math.floor(bell * 80);
        }).map(steps -> steps * step + offset).toArray();
        double slope = draws.uniform() * 2 - 1;
        double[] others = draws.bells(rows);
        double[] y = IntStream.range(0, rows).mapToDouble(row -> Math.floor((bells[row] * slope + others[row]) * 40))
                .toArray();
        double[] levels = codes(draws, rows, 1 + draws.below(12));
        double scale = new double[] {1, 1, 1, SCALES[0], SCALES[1]}[draws.below(5)];
        return columns("scale", new double[] {scale}, "x", holes(draws, times(x, scale)), "y", holes(draws, y), "level", holes(draws, levels));
    }

    private static double[] sample(Draws draws, int rows, int shape, int levels) {
        return switch (shape) {
            case 0 -> draws.eachBelow(rows, levels);
            case 1 -> Arrays.stream(draws.bells(rows)).map(bell -> Math.floor(bell * 3)).toArray();
            case 2 -> Arrays.stream(draws.bells(rows)).map(bell -> Math.floor(bell * 80) * 0.1).toArray();
            default -> draws.bells(rows);
        };
    }

    private static Map<String, double[]> drift(Draws draws) {
        int rowsBefore = rows(draws);
        int rowsNow = rows(draws);
        int shape = draws.below(5);
        int levels = 1 + draws.below(14);
        double offset = new double[] {0, 0, 1, 1e3, 1e6}[draws.below(5)];
        double shift = new double[] {0, 0, 0.1, 1, 30}[draws.below(5)];
        double stretch = new double[] {1, 1, 2}[draws.below(3)];
        double scale = new double[] {1, 1, 1, SCALES[0], SCALES[1]}[draws.below(5)];
        double[] before = Arrays.stream(sample(draws, rowsBefore, shape, levels)).map(value -> value + offset).toArray();
        double[] now = Arrays.stream(sample(draws, rowsNow, shape, levels))
                .map(value -> value * stretch + shift + offset).toArray();
        return columns("scale", new double[] {scale}, "before", holes(draws, times(before, scale)),
                "now", holes(draws, times(now, scale)));
    }

    private static int many(Draws draws) {
        double u = draws.uniform();
        return 1 + (int) (u * u * u * 80);
    }

    private static Map<String, double[]> levels(Draws draws) {
        int rowsBefore = rows(draws);
        int rowsNow = rows(draws);
        double[] before = codes(draws, rowsBefore, many(draws));
        double[] now = codes(draws, rowsNow, many(draws));
        double shift = new double[] {0, 0, 3}[draws.below(3)];
        return columns("before", holes(draws, before),
                "now", holes(draws, Arrays.stream(now).map(level -> level + shift).toArray()));
    }

    private static Map<String, double[]> columns(Object... namesAndValues) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            columns.put((String) namesAndValues[at], (double[]) namesAndValues[at + 1]);
        }
        return columns;
    }
}
