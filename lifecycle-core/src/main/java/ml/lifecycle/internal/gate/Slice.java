package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Part;

/**
 * The rows of one group.
 *
 * @param name the name of the group
 * @param part these rows
 */
record Slice(String name, Part part) {

    /** The groups of a column, also those without rows. */
    static List<Slice> of(Metric metric, Predictions predictions, GroupColumn column) {
        List<Part> parts = Part.groups(metric, predictions, column);
        return IntStream.range(0, parts.size())
                .mapToObj(level -> new Slice(column.levels().get(level), parts.get(level))).toList();
    }

    /** Why there are no groups; empty if there are. */
    static String problem(Trial trial, String column) {
        Predictions predictions = trial.candidate().predictions().orElse(null);
        if (predictions == null) {
            return "there are no predictions";
        }
        return predictions.groups().containsKey(column)
                ? ""
                : "the predictions have no groups " + Say.name(column) + Say.meant(column, predictions.groups().keySet())
                        + "; they have "
                        + predictions.groups().keySet().stream().map(Say::name)
                                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Names groups with their sizes: {@code 'north' (12), 'south' (7)}. */
    static String thin(List<String> names, long[] sizes, long least) {
        List<String> thin = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] < least) {
                thin.add(Say.name(names.get(group)) + " (" + Say.count(sizes[group]) + ")");
            }
        }
        return thin.isEmpty()
                ? ""
                : "each group needs at least " + Say.rows(least) + (least == 1 ? " that counts" : " that count")
                        + " for it, and there are fewer in " + String.join(", ", thin);
    }
}
