package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.internal.stats.Metrics;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Run;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How much each column matters to a model: the accuracy it loses, or by how much the root of its mean squared error grows,
 * when the values of that column are exchanged between the rows, L. Breiman, Random forests, Machine Learning 45 (2001), section 10; and of trees the share of splits on it.
 */
final class Importance {

    private static final int MAX_ROWS = 200;
    private static final int REPEATS = 5;
    /** Of Student's distribution with {@link #REPEATS} - 1 degrees of freedom. */
    private static final double REACH =
            TDistribution.of(REPEATS - 1.0).inverseCumulativeProbability(0.975) / Math.sqrt(REPEATS);
    private static final long SEED = 1;

    private final Metric metric;
    private final List<Column> columns;

    private Importance(Metric metric, List<Column> columns) {
        this.metric = metric;
        this.columns = columns;
    }

    /** One column: the mean loss, how far the 95 % interval reaches, the share of splits or NaN. */
    private record Column(String name, double loss, double reach, double splits) {}

    static Importance of(Trained<?> trained, Split split, Metric metric) {
        Table part = Trained.sample(split.test(), MAX_ROWS);
        Table inputs = split.inputs(part);
        TableColumn truth = part.column(split.target());
        List<@Nullable Object[]> rows = Trained.rows(inputs);
        double whole = quality(trained, rows, truth, metric);
        Map<String, Integer> splits = TreeSplits.of(trained.model());
        double total = splits.values().stream().mapToInt(Integer::intValue).sum();
        Random random = new Random(SEED);
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < inputs.columns().size(); place++) {
            double[] losses = new double[REPEATS];
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                losses[repeat] = whole - quality(trained, exchanged(rows, place, random), truth, metric);
            }
            String name = inputs.columns().get(place).name();
            columns.add(column(name, losses, total == 0 ? Double.NaN : splitsOn(name, splits) / total));
        }
        columns.sort(Comparator.comparingDouble((Column column) -> -column.loss).thenComparing(Column::name));
        return new Importance(metric, columns);
    }

    private static Column column(String name, double[] losses, double splits) {
        double mean = 0;
        for (double loss : losses) {
            mean += loss / REPEATS;
        }
        double squares = 0;
        for (double loss : losses) {
            squares += (loss - mean) * (loss - mean);
        }
        return new Column(name, mean, Math.sqrt(squares / (REPEATS - 1)) * REACH, splits);
    }

    /** The metric, with its sign turned where less is better. */
    private static double quality(
            Trained<?> trained, List<@Nullable Object[]> rows, TableColumn truth, Metric metric) {
        Predictions beside = Beside.truth(trained.signature().output(), trained.served().predict(rows), truth);
        double value = Metrics.value(metric, beside);
        return metric.kind().greaterIsBetter() ? value : -value;
    }

    private static List<@Nullable Object[]> exchanged(List<@Nullable Object[]> rows, int place, Random random) {
        int[] order = IntStream.range(0, rows.size()).toArray();
        for (int index = order.length - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int row = order[index];
            order[index] = order[other];
            order[other] = row;
        }
        List<@Nullable Object[]> exchanged = new ArrayList<>(rows.size());
        for (int row = 0; row < order.length; row++) {
            @Nullable Object[] values = rows.get(row).clone();
            values[place] = rows.get(order[row])[place];
            if (Arrays.stream(values).allMatch(Objects::isNull)) {
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

    void record(Run run) {
        for (Column column : columns) {
            String metric = "importance/" + column.name;
            if (isName(metric)) {
                run.metric(metric, column.loss);
            }
        }
        run.artifact("importance.txt", text().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isName(String metric) {
        try {
            Names.requireKey("metric", metric);
            return true;
        } catch (RefusedException notAllowed) {
            return false;
        }
    }

    private String text() {
        int width = columns.stream().mapToInt(column -> Names.printable(column.name).length()).max().orElse(0);
        StringBuilder text = new StringBuilder((metric.kind().greaterIsBetter() ? "Loss of " : "Growth of ")
                + metric.key() + " when a column's values are exchanged, mean and 95 %"
                + " interval of " + REPEATS + " times; share of splits.\n");
        for (Column column : columns) {
            String name = Names.printable(column.name);
            text.append(name).append(" ".repeat(width - name.length() + 2)).append(String.format(Locale.ROOT,
                    "%7.4f [%7.4f, %7.4f]", column.loss, column.loss - column.reach, column.loss + column.reach));
            if (!Double.isNaN(column.splits)) {
                text.append(String.format(Locale.ROOT, "  %5.1f %%", 100 * column.splits));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
