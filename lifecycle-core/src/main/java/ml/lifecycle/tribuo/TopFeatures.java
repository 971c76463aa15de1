package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ml.lifecycle.internal.text.Names;
import org.tribuo.Model;

/** What a model says itself of its features: trees how often they split on each, linear models their weights. */
final class TopFeatures {

    /** Of each output, so that a model of a thousand words is still read in one look. */
    private static final int EACH = 10;
    private static final int OUTPUTS = 20;

    private TopFeatures() {}

    /** As lines, the largest first whatever its sign; empty if the model does not tell, as neighbours and clusters. */
    static Optional<String> text(Model<?> model) {
        Map<String, List<Pair<String, Double>>> told = new TreeMap<>(model.getTopFeatures(-1));
        told.values().removeIf(List::isEmpty);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        boolean splits = !TreeSplits.of(model).isEmpty();
        StringBuilder text = new StringBuilder(splits
                ? "How often the model splits on each feature; of an ensemble the mean of its members.\n"
                : "The weights of the model's features, the largest first whatever their sign.\n");
        told.entrySet().stream().limit(OUTPUTS).forEach(output -> {
            boolean all = output.getKey().equals(Model.ALL_OUTPUTS);
            if (!all) {
                text.append(Names.printable(output.getKey())).append('\n');
            }
            features(text, all ? "" : "  ", output.getValue());
        });
        if (told.size() > OUTPUTS) {
            text.append("and ").append(told.size() - OUTPUTS).append(" outputs more\n");
        }
        return Optional.of(text.toString());
    }

    private static void features(StringBuilder text, String indent, List<Pair<String, Double>> told) {
        List<Pair<String, Double>> largest = told.stream()
                .sorted(Comparator.comparingDouble((Pair<String, Double> each) -> -Math.abs(each.getB()))
                        .thenComparing(Pair::getA))
                .limit(EACH).toList();
        int width = largest.stream().mapToInt(each -> Names.printable(each.getA()).length()).max().orElse(0);
        for (Pair<String, Double> each : largest) {
            String name = Names.printable(each.getA());
            text.append(indent).append(name).append(" ".repeat(width - name.length() + 2))
                    .append(String.format(Locale.ROOT, "%9.4g", each.getB())).append('\n');
        }
        if (told.size() > largest.size()) {
            text.append(indent).append("and ").append(told.size() - largest.size()).append(" more\n");
        }
    }
}
