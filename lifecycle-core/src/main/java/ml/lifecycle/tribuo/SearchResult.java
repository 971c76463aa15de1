package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.RunRecord;
import org.tribuo.Trainer;

/**
 * What a {@link TribuoSearch} has found. Immutable.
 *
 * @param <T> Tribuo's type of an answer
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class SearchResult<T extends org.tribuo.Output<T>> implements Printable {

    private final Metric metric;
    private final List<Tried<T>> tried;
    private final Tried<T> simplest;
    private final double[] ratios;

    /**
     * Finds the best.
     *
     * @param metric by what
     * @param tried the candidates, the simplest first
     * @param ratios of each fold the rows to measure on relative to those to learn from
     * @throws RefusedException if no candidate has the metric in all folds
     */
    SearchResult(Metric metric, List<Tried<T>> tried, double[] ratios) {
        this.metric = metric;
        this.ratios = ratios;
        List<Tried<T>> measured = new ArrayList<>(tried);
        measured.removeIf(each -> Double.isNaN(each.mean()));
        if (measured.isEmpty()) {
            throw new RefusedException("No candidate has the metric " + Names.printable(metric.key())
                    + " in all folds; search by another one. Metrics of scores need a model that gives probabilities.");
        }
        this.simplest = measured.get(0);
        int sign = metric.kind().greaterIsBetter() ? -1 : 1;
        // Stable: of equals the simpler one is first.
        measured.sort(Comparator.comparingDouble(each -> sign * each.mean()));
        this.tried = List.copyOf(measured);
    }

    /**
     * The best candidate.
     *
     * @return its run, with the mean of each metric and its interval
     */
    public RunRecord best() {
        return tried.get(0).run();
    }

    /**
     * A trainer with the settings of the best candidate.
     *
     * @return a new one each time
     */
    public Trainer<T> trainer() {
        return tried.get(0).candidate().trainer();
    }

    /**
     * How many candidates this search trained; the others were found as they had finished before.
     *
     * @return 0 or more
     */
    public int trained() {
        return (int) tried.stream().filter(Tried::trained).count();
    }

    /**
     * What to think of before the best candidate is taken: that on these folds it cannot be told from the simplest one,
     * the first that the search was given. The differences in each fold are compared, with an interval of 95 % that
     * allows for the rows that trainings share (Nadeau and Bengio 2003).
     *
     * @return the warning, if there is one
     */
    public Optional<String> warning() {
        if (tried.get(0) == simplest) {
            return Optional.empty();
        }
        FoldMean difference = difference();
        return difference.isDistinct() ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
                "The best candidate, %s, cannot be told from the simplest, %s: the difference of %s is %.4f, between %.4f"
                        + " and %.4f at 95 %%. Prefer the simplest, or measure on more rows.",
                tried.get(0).candidate().name(), simplest.candidate().name(), metric.key(), difference.mean(),
                difference.low(), difference.high()));
    }

    private FoldMean difference() {
        double[] differences = new double[ratios.length];
        for (int fold = 0; fold < differences.length; fold++) {
            differences[fold] = tried.get(0).values()[fold] - simplest.values()[fold];
        }
        return FoldMean.of(differences, ratios);
    }

    @Override
    public String toString() {
        int width = tried.stream().mapToInt(each -> Names.printable(each.candidate().name()).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(metric.key()).append(" in ").append(ratios.length)
                .append(" folds: mean ± deviation [95 % interval]");
        for (Tried<T> each : tried) {
            String name = Names.printable(each.candidate().name());
            text.append("\n  ").append(name).append(" ".repeat(width - name.length() + 2))
                    .append(FoldMean.of(each.values(), ratios)).append(each.trained() ? "" : "  (found)");
        }
        warning().ifPresent(warning -> text.append("\nwarning: ").append(warning));
        return text.toString();
    }
}
