package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.Run;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.EnsembleModel;

/**
 * How much each column matters to a classifier: the accuracy it loses when the values of that column are exchanged between
 * the rows, L. Breiman, Random forests, Machine Learning 45 (2001), section 10; and of trees the share of splits on it.
 */
final class Importance {

    private static final int MAX_ROWS = 200;
    private static final int REPEATS = 5;
    /** Of Student's distribution with {@link #REPEATS} - 1 degrees of freedom. */
    private static final double REACH =
            TDistribution.of(REPEATS - 1.0).inverseCumulativeProbability(0.975) / Math.sqrt(REPEATS);
    private static final long SEED = 1;

    private final List<Column> columns;

    private Importance(List<Column> columns) {
        this.columns = columns;
    }

    /** One column: the mean loss of accuracy, how far the 95 % interval reaches, the share of splits or NaN. */
    private record Column(String name, double loss, double reach, double splits) {}

    static Importance of(Trained<?> trained, Split split) {
        Table part = Trained.sample(split.test(), MAX_ROWS);
        Table inputs = split.inputs(part);
        TableColumn truth = part.column(split.target());
        List<@Nullable Object[]> rows = Trained.rows(inputs);
        double whole = accuracy(trained, rows, truth);
        Map<String, Integer> splits = new TreeMap<>();
        countSplits(trained.model(), splits);
        double total = splits.values().stream().mapToInt(Integer::intValue).sum();
        Random random = new Random(SEED);
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < inputs.columns().size(); place++) {
            double[] losses = new double[REPEATS];
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                losses[repeat] = whole - accuracy(trained, exchanged(rows, place, random), truth);
            }
            String name = inputs.columns().get(place).name();
            columns.add(column(name, losses, total == 0 ? Double.NaN : splitsOn(name, splits) / total));
        }
        columns.sort(Comparator.comparingDouble((Column column) -> -column.loss).thenComparing(Column::name));
        return new Importance(columns);
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

    private static double accuracy(Trained<?> trained, List<@Nullable Object[]> rows, TableColumn truth) {
        List<Prediction> answers = trained.served().predict(rows);
        long right = IntStream.range(0, rows.size())
                .filter(row -> answers.get(row).label().equals(truth.text(row))).count();
        return rows.isEmpty() ? 0 : (double) right / rows.size();
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

    private static void countSplits(Model<?> model, Map<String, Integer> splits) {
        if (model instanceof EnsembleModel<?> ensemble) {
            ensemble.getModels().forEach(member -> countSplits(member, splits));
        } else if (model instanceof TreeModel<?> tree) {
            Deque<Node<?>> nodes = new ArrayDeque<>(List.of(tree.getRoot()));
            while (!nodes.isEmpty()) {
                if (nodes.pop() instanceof SplitNode<?> node) {
                    splits.merge(tree.getFeatureIDMap().get(node.getFeatureID()).getName(), 1, Integer::sum);
                    nodes.push(node.getGreaterThan());
                    nodes.push(node.getLessThanOrEqual());
                }
            }
        }
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
        StringBuilder text = new StringBuilder("Loss of accuracy when a column's values are exchanged, mean and 95 %"
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
