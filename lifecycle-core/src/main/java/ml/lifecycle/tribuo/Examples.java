package ml.lifecycle.tribuo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Artifacts that show a person what a model takes and where it errs. */
final class Examples {

    private static final int MAX_NAME = 30;

    private Examples() {}

    /** The first row, as a predictor takes it. */
    static String json(Table inputs) {
        ObjectNode row = Json.object();
        for (Map.Entry<String, Object> value : inputs.row(0).entrySet()) {
            if (value.getValue() instanceof Long whole) {
                row.put(value.getKey(), whole);
            } else if (value.getValue() instanceof Double number) {
                Json.putNumber(row, value.getKey(), number);
            } else if (value.getValue() instanceof Boolean truth) {
                row.put(value.getKey(), truth);
            } else {
                row.put(value.getKey(), value.getValue().toString());
            }
        }
        return new String(Json.bytes(row), StandardCharsets.UTF_8) + "\n";
    }

    /** How often each true class got each answer: classes down, answers across. */
    static String confusion(Predictions predictions, List<@Nullable Prediction> answers) {
        List<String> given = predictions.kind() == Output.Kind.LABEL
                ? predictions.labels()
                : answers.stream().filter(Objects::nonNull).map(Prediction::label).distinct()
                        .sorted((left, right) -> Integer.compare(Integer.parseInt(left), Integer.parseInt(right)))
                        .toList();
        List<String> across = new ArrayList<>(given);
        if (!predictions.isAnswered()) {
            across.add("(not answered)");
        }
        int[][] counts = new int[predictions.labels().size()][across.size()];
        Map<String, Integer> columns = new HashMap<>();
        given.forEach(label -> columns.put(label, columns.size()));
        for (int row = 0; row < predictions.rows(); row++) {
            Prediction answer = answers.get(row);
            counts[predictions.truth()[row]][answer == null ? given.size() : columns.get(answer.label())]++;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("truth \\ predicted", across.stream().map(Examples::cut).toList()));
        for (int truth = 0; truth < counts.length; truth++) {
            lines.add(line(cut(predictions.labels().get(truth)),
                    Arrays.stream(counts[truth]).mapToObj(Integer::toString).toList()));
        }
        return align(lines);
    }

    private static List<String> line(String first, List<String> others) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(others);
        return line;
    }

    private static String cut(String name) {
        String printable = Names.printable(name);
        return printable.length() > MAX_NAME ? printable.substring(0, MAX_NAME - 1) + "…" : printable;
    }

    private static String align(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        return lines.stream().map(line -> {
            StringBuilder text = new StringBuilder(line.get(0)).append(" ".repeat(widths[0] - line.get(0).length()));
            for (int column = 1; column < widths.length; column++) {
                text.append(" ".repeat(2 + widths[column] - line.get(column).length())).append(line.get(column));
            }
            return text.append('\n').toString();
        }).collect(Collectors.joining());
    }
}
