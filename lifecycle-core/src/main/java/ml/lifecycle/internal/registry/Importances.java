package ml.lifecycle.internal.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ml.lifecycle.gate.ColumnImportance;

/** What the runs of two models recorded of the importance of columns. */
final class Importances {

    private static final String METRIC = "importance/";
    private static final int MOST = 10;
    /** A mean of differences that cancel out is not always zero to the last bit. */
    private static final double ROUNDING = 1e-12;
    private static final Comparator<ColumnImportance> STRONGEST = Comparator.comparingDouble(
            (ColumnImportance each) -> -Math.max(orLeast(each.candidate()), orLeast(each.champion())))
            .thenComparing(ColumnImportance::column);

    private Importances() {}

    /**
     * The columns that matter most to either model, the most important to the candidate first.
     *
     * @param candidate the metrics of its run
     * @param champion those of the champion's run; empty if there is none
     */
    static List<ColumnImportance> of(Map<String, Double> candidate, Map<String, Double> champion) {
        Set<String> metrics = new TreeSet<>(candidate.keySet());
        metrics.addAll(champion.keySet());
        return metrics.stream().filter(metric -> metric.startsWith(METRIC))
                .map(metric -> new ColumnImportance(metric.substring(METRIC.length()),
                        value(candidate, metric), value(champion, metric)))
                .sorted(STRONGEST).limit(MOST)
                .sorted(Comparator.comparingDouble((ColumnImportance each) -> -orLeast(each.candidate()))
                        .thenComparing(STRONGEST))
                .toList();
    }

    private static double value(Map<String, Double> metrics, String metric) {
        double value = metrics.getOrDefault(metric, Double.NaN);
        return Math.abs(value) < ROUNDING ? 0 : value;
    }

    private static double orLeast(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }
}
