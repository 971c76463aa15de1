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
import ml.lifecycle.signature.Output;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Exchanges the value of each column for those of other rows. The effect is the score of the answer, or the number, less
 * its mean after the exchange; or, where the model gives no scores, the share of exchanges that change the answer. Of a
 * cluster, by how much the value brings the row nearer to the centre. M. Robnik-Šikonja, I. Kononenko, Explaining
 * classifications for individual instances, IEEE Transactions on Knowledge and Data Engineering 20 (2008), section 2.
 */
final class ExchangeEffects implements EffectMethod {

    private static final int MAX_VALUES = 200;

    @Override
    public Explanation.Effects of(
            Predictor predictor, List<Map<String, Object>> rows, Map<String, Object> row, Prediction answer) {
        int count = Math.min(MAX_VALUES, rows.size());
        List<Map<String, Object>> sample = IntStream.range(0, count)
                .mapToObj(index -> rows.get((int) ((long) index * rows.size() / count))).toList();
        Output.Kind kind = predictor.signature().output().kind();
        List<Effect> effects = new ArrayList<>();
        for (Column column : predictor.signature().inputs()) {
            List<Prediction> others = predictor.predict(exchanged(sample, row, column));
            effects.add(effect(column.name(),
                    others.stream().mapToDouble(other -> difference(kind, answer, other)).toArray()));
        }
        effects.sort(Comparator.comparingDouble((Effect effect) -> -Math.abs(effect.mean())));
        return new Explanation.Effects(meaning(kind, answer), Double.NaN, effects);
    }

    private static String meaning(Output.Kind kind, Prediction answer) {
        boolean scores = answer.scores().containsKey(answer.label());
        return switch (kind) {
            case NUMBER -> "what each value adds to the number, against those of other rows";
            case CLUSTER -> scores ? "by how much each value is nearer to the centre than those of other rows" : changed();
            case LABEL -> scores ? "what each value adds to the score, against those of other rows" : changed();
        };
    }

    private static String changed() {
        return "share of other rows' values that would change the answer";
    }

    private static List<Map<String, Object>> exchanged(
            List<Map<String, Object>> rows, Map<String, Object> row, Column column) {
        List<Map<String, Object>> exchanged = new ArrayList<>();
        for (Map<String, Object> other : rows) {
            Map<String, Object> values =
                    Counterfactuals.with(new LinkedHashMap<>(row), column.name(), other.get(column.name()));
            // No model answers a row without any value.
            exchanged.add(values.isEmpty() ? row : values);
        }
        return exchanged;
    }

    private static double difference(Output.Kind kind, Prediction answer, Prediction other) {
        if (kind == Output.Kind.NUMBER) {
            return answer.value() - other.value();
        }
        Double before = answer.scores().get(answer.label());
        Double after = other.scores().get(answer.label());
        if (before == null || after == null) {
            return answer.label().equals(other.label()) ? 0 : 1;
        }
        // The scores of clusters are distances, of which the smaller is the better.
        return kind == Output.Kind.CLUSTER ? after - before : before - after;
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
