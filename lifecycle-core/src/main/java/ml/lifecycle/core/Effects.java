package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.core.Explanation.Effect;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import org.apache.commons.statistics.distribution.TDistribution;

/** What the value of each column does to an answer. */
final class Effects {

    private static final int MAX_VALUES = 200;

    private final Predictor predictor;
    private final List<Map<String, Object>> rows;

    Effects(Predictor predictor, List<Map<String, Object>> rows) {
        this.predictor = predictor;
        int count = Math.min(MAX_VALUES, rows.size());
        this.rows = IntStream.range(0, count)
                .mapToObj(index -> rows.get((int) ((long) index * rows.size() / count))).toList();
    }

    /** The strongest first. */
    List<Effect> of(Map<String, Object> row, Prediction answer) {
        List<Effect> effects = new ArrayList<>();
        for (Column column : predictor.signature().inputs()) {
            List<Prediction> others = predictor.predict(exchanged(row, column));
            effects.add(effect(column.name(),
                    others.stream().mapToDouble(other -> difference(answer, other)).toArray()));
        }
        effects.sort(Comparator.comparingDouble((Effect effect) -> -Math.abs(effect.mean())));
        return effects;
    }

    private List<Map<String, Object>> exchanged(Map<String, Object> row, Column column) {
        List<Map<String, Object>> exchanged = new ArrayList<>();
        for (Map<String, Object> other : rows) {
            exchanged.add(Counterfactuals.with(new LinkedHashMap<>(row), column.name(), other.get(column.name())));
        }
        return exchanged;
    }

    /** The loss of the answer's score, or without scores whether the answer is another. */
    private static double difference(Prediction answer, Prediction other) {
        Double before = answer.scores().get(answer.label());
        Double after = other.scores().get(answer.label());
        return before != null && after != null ? before - after : answer.label().equals(other.label()) ? 0 : 1;
    }

    private static Effect effect(String column, double[] differences) {
        double mean = IntStream.range(0, differences.length).mapToDouble(index -> differences[index]).average().orElse(0);
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        int free = differences.length - 1;
        double reach = free < 1 ? Double.NaN : Math.sqrt(squares / free / differences.length)
                * TDistribution.of(free).inverseCumulativeProbability(0.975);
        return new Effect(column, mean, reach);
    }
}
