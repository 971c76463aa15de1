package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.transform.TransformedModel;

/**
 * How a model of Tribuo comes to an answer. What Tribuo calls the excuse of a tree names the features on the way of a row,
 * but neither thresholds nor sides, so the way is gone here; the excuse of a linear model is what each feature adds. Other
 * models, neighbours among them, have none.
 */
final class Reasons<T extends org.tribuo.Output<T>> {

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e9;
    private static final MathContext DIGITS = new MathContext(6);

    private final Answers<T> answers;
    private final FeatureRow features;
    private final Map<String, Double> given;

    private Reasons(Answers<T> answers, FeatureRow features, Example<T> row) {
        this.answers = answers;
        this.features = features;
        this.given = values(row);
    }

    static <T extends org.tribuo.Output<T>> List<String> of(
            Model<T> model, Answers<T> answers, FeatureRow features, Example<T> row) {
        return new Reasons<>(answers, features, row).of(model, row);
    }

    private List<String> of(Model<T> model, Example<T> row) {
        if (model instanceof ImputedModel<T> imputed) {
            return of(imputed.inner(), imputed.fills().complete(row));
        }
        if (model instanceof TransformedModel<T> transformed) {
            return of(transformed.getInnerModel(), ServedModel.transformed(transformed, row));
        }
        Map<String, Double> seen = values(row);
        if (model instanceof EnsembleModel<T> ensemble) {
            return Stream.concat(votes(ensemble, row).stream(), looks(ensemble, row).stream()).toList();
        }
        if (TreeSplits.isTree(model.getClass())) {
            return TreePath.of(model, row).stream().map(step -> said(step, seen)).toList();
        }
        return model.getExcuse(row).map(excuse -> added(excuse, row, seen)).orElse(List.of());
    }

    private static Map<String, Double> values(Example<?> row) {
        Map<String, Double> values = new HashMap<>();
        for (Feature feature : row) {
            values.put(feature.getName(), feature.getValue());
        }
        return values;
    }

    private String said(TreePath.Step step, Map<String, Double> seen) {
        boolean scaled = !seen.getOrDefault(step.feature(), 0.0).equals(given.getOrDefault(step.feature(), 0.0));
        boolean between = step.threshold() >= 0 && step.threshold() < 1;
        if (!scaled && between && features.isBoolean(step.feature()) && given.containsKey(step.feature())) {
            return Names.printable(step.feature()) + " is " + step.greater();
        }
        if (!scaled && between && features.isText(step.feature())) {
            String column = features.column(step.feature());
            return Names.printable(column) + (step.greater() ? " is " : " is not ")
                    + Names.printable(step.feature().substring(column.length() + 1));
        }
        return value(step.feature(), seen) + (step.greater() ? " > " : " <= ") + number(step.threshold());
    }

    /** A feature, what the row says of it, and what the model sees instead. */
    private String value(String feature, Map<String, Double> seen) {
        Double own = given.get(feature);
        Double used = seen.get(feature);
        String name = Names.printable(feature);
        if (own != null) {
            return name + " " + number(own) + (used == null || used.equals(own) ? "" : ", scaled to " + number(used));
        }
        if (features.isText(feature)) {
            return name + " 0" + (used == null || used == 0 ? "" : ", taken as " + number(used));
        }
        return name + " has no value, " + (used == null ? "read as 0" : "taken as " + number(used));
    }

    /** What the members of an ensemble answer. */
    private List<String> votes(EnsembleModel<T> ensemble, Example<T> row) {
        Map<String, Integer> votes = new TreeMap<>();
        List<Double> numbers = new ArrayList<>();
        for (Model<T> member : ensemble.getModels()) {
            Prediction answer = answers.of(row, member.predict(List.of(row)).get(0));
            if (Double.isNaN(answer.value())) {
                votes.merge(answer.label(), 1, Integer::sum);
            } else {
                numbers.add(answer.value());
            }
        }
        String members = Count.of(ensemble.getNumModels(), "member");
        if (!numbers.isEmpty()) {
            numbers.sort(Comparator.naturalOrder());
            return List.of("of " + members + " the lowest answers " + number(numbers.get(0)) + ", the highest "
                    + number(numbers.get(numbers.size() - 1)));
        }
        return mostFirst(votes).map(vote -> vote.getValue() + " of " + members + " for " + Names.printable(vote.getKey()))
                .toList();
    }

    /** How often the trees of an ensemble look at each column. */
    private List<String> looks(EnsembleModel<T> ensemble, Example<T> row) {
        Map<String, Integer> looks = new TreeMap<>();
        for (Model<T> member : ensemble.getModels()) {
            if (TreeSplits.isTree(member.getClass())) {
                TreePath.of(member, row).forEach(step -> looks.merge(features.column(step.feature()), 1, Integer::sum));
            }
        }
        return looks.isEmpty() ? List.of() : List.of("splits on its ways: " + mostFirst(looks)
                .map(look -> Names.printable(look.getKey()) + " " + look.getValue()).collect(Collectors.joining(", ")));
    }

    private static Stream<Map.Entry<String, Integer>> mostFirst(Map<String, Integer> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey()));
    }

    /** Of several answers, what speaks for the one that is given. */
    private List<String> added(Excuse<T> excuse, Example<T> row, Map<String, Double> seen) {
        Map<String, List<Pair<String, Double>>> sums = excuse.getScores();
        String label = answers.of(row, excuse.getPrediction()).label();
        List<Pair<String, Double>> own =
                sums.containsKey(label) || sums.size() != 1 ? sums.get(label) : sums.values().iterator().next();
        return own == null ? List.of() : own.stream()
                .sorted(Comparator.comparingDouble((Pair<String, Double> each) -> -Math.abs(each.getB()))
                        .thenComparing(Pair::getA))
                .map(each -> (isConstant(each.getA()) ? "the constant" : value(each.getA(), seen)) + " adds "
                        + number(each.getB()) + " to the sum" + (sums.size() == 1 ? "" : " for " + Names.printable(label)))
                .toList();
    }

    private boolean isConstant(String feature) {
        return feature.equals(Model.BIAS_FEATURE) && !features.makes(feature);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size == 0) {
            return size == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return size >= PLAIN_FROM && size < PLAIN_TO ? rounded.toPlainString() : rounded.toString();
    }
}
