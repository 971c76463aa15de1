package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import org.jspecify.annotations.Nullable;

/**
 * How much each column matters to a model: the accuracy it loses, or by how much the root of its mean squared error grows,
 * when the values of that column are exchanged between the rows, L. Breiman, Random forests, Machine Learning 45 (2001),
 * section 10; and of trees the share of splits on it. How sure that is, is told by {@link ColumnEffect}.
 */
final class Importance {

    /** Of a small test part all rows, exchanged more often; of a large one as many rows as two exchanges leave. */
    private static final int MOST_CALLS = 1_000;
    private static final int LEAST_REPEATS = 2;
    private static final int MOST_REPEATS = 10;
    private static final long SEED = 1;

    /** Of a model that is not asked. */
    static final Importance NONE = new Importance(false, 0, 0, List.of());

    private final boolean numbers;
    private final int rows;
    private final int repeats;
    private final List<Column> columns;

    private Importance(boolean numbers, int rows, int repeats, List<Column> columns) {
        this.numbers = numbers;
        this.rows = rows;
        this.repeats = repeats;
        this.columns = columns;
    }

    /** One column: what exchanging it does, the share of splits or NaN. */
    private record Column(String name, ColumnEffect effect, double splits) {}

    static Importance of(Trained<?> trained, Split split) {
        Table sample = Trained.sample(split.test(), MOST_CALLS / LEAST_REPEATS);
        // A row that is refused has no answer that could change.
        Table part = Beside.counted(trained.ask(split, sample, Refused.LEFT_OUT), sample);
        if (part.rows() == 0) {
            return NONE;
        }
        Table inputs = split.inputs(part);
        Errors errors = new Errors(trained, part.column(split.target()));
        List<@Nullable Object[]> rows = Trained.rows(inputs);
        int repeats = Math.max(LEAST_REPEATS, Math.min(MOST_REPEATS, MOST_CALLS / Math.max(1, rows.size())));
        double[] before = errors.of(rows);
        Map<String, Integer> splits = TreeSplits.of(trained.model());
        double total = splits.values().stream().mapToInt(Integer::intValue).sum();
        Random random = new Random(SEED);
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < inputs.columns().size(); place++) {
            int[][] givers = new int[repeats][];
            double[][] after = new double[repeats][];
            for (int repeat = 0; repeat < repeats; repeat++) {
                givers[repeat] = order(rows.size(), random);
                after[repeat] = errors.of(exchanged(rows, place, givers[repeat]));
            }
            ColumnEffect effect = errors.numbers
                    ? ColumnEffect.ofRoot(before, after, givers) : ColumnEffect.ofMean(before, after, givers);
            String name = inputs.columns().get(place).name();
            columns.add(new Column(name, effect, total == 0 ? Double.NaN : splitsOn(name, splits) / total));
        }
        columns.sort(Comparator.comparingDouble((Column column) -> -column.effect.growth()).thenComparing(Column::name));
        return new Importance(errors.numbers, rows.size(), repeats, columns);
    }

    /** How far the answers are from the truth: the squared distance of a number, 1 for a wrong label. */
    private static final class Errors {

        private final Trained<?> trained;
        private final TableColumn truth;
        private final boolean numbers;

        Errors(Trained<?> trained, TableColumn truth) {
            this.trained = trained;
            this.truth = truth;
            this.numbers = trained.signature().output().kind() == Output.Kind.NUMBER;
        }

        double[] of(List<@Nullable Object[]> rows) {
            List<Prediction> answers = trained.served().predict(rows);
            double[] errors = new double[rows.size()];
            for (int row = 0; row < errors.length; row++) {
                if (numbers) {
                    double distance = answers.get(row).value() - truth.number(row);
                    errors[row] = distance * distance;
                } else {
                    errors[row] = answers.get(row).label().equals(truth.text(row)) ? 0 : 1;
                }
            }
            return errors;
        }
    }

    private static int[] order(int rows, Random random) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int index = order.length - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int row = order[index];
            order[index] = order[other];
            order[other] = row;
        }
        return order;
    }

    private static List<@Nullable Object[]> exchanged(List<@Nullable Object[]> rows, int place, int[] givers) {
        List<@Nullable Object[]> exchanged = new ArrayList<>(rows.size());
        for (int row = 0; row < givers.length; row++) {
            @Nullable Object[] values = rows.get(row).clone();
            values[place] = rows.get(givers[row])[place];
            if (values[place] == null && Arrays.stream(values).allMatch(Objects::isNull)) {
                // Of two gaps that came together; no model answers a row without any value.
                values[place] = rows.get(row)[place];
            }
            exchanged.add(values);
        }
        return exchanged;
    }

    private static int splitsOn(String column, Map<String, Integer> splits) {
        int sum = 0;
        for (Map.Entry<String, Integer> feature : splits.entrySet()) {
            if (feature.getKey().equals(column) || feature.getKey().startsWith(column + "=")) {
                sum += feature.getValue();
            }
        }
        return sum;
    }

    /** By the name of a metric; a column may be called what a metric may not. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Column column : columns) {
            String metric = "importance/" + column.name;
            if (isName(metric)) {
                metrics.put(metric, column.effect.growth());
            }
        }
        return metrics;
    }

    private static boolean isName(String metric) {
        try {
            Names.requireKey("metric", metric);
            return true;
        } catch (RefusedException notAllowed) {
            return false;
        }
    }

    /** For a person to read. */
    String text() {
        int width = columns.stream().mapToInt(column -> Names.printable(column.name).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s when a column's values are exchanged between"
                + " %d test rows, %d times; 95 %% interval for rows like these%s.\n",
                numbers ? "Growth of rmse" : "Loss of accuracy", rows, repeats,
                columns.stream().allMatch(column -> Double.isNaN(column.splits)) ? "" : "; share of splits"));
        for (Column column : columns) {
            String name = Names.printable(column.name);
            ColumnEffect effect = column.effect;
            text.append(name).append(" ".repeat(width - name.length() + 2)).append(String.format(Locale.ROOT,
                    "%7.4f [%7.4f, %7.4f]", effect.growth(), effect.growth() - effect.reach(),
                    effect.growth() + effect.reach()));
            if (!Double.isNaN(column.splits)) {
                text.append(String.format(Locale.ROOT, "  %5.1f %%", 100 * column.splits));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
