package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;
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
    private final List<Tried<T>> dropped;
    private final @Nullable Tried<T> simplest;
    private final double[] ratios;

    /**
     * Finds the best.
     *
     * @param metric by what
     * @param tried the candidates, the simplest first; those with fewer folds were dropped
     * @param ratios of each fold the rows to measure on relative to those to learn from
     * @throws RefusedException if no candidate has the metric in all folds
     */
    SearchResult(Metric metric, List<Tried<T>> tried, double[] ratios) {
        this.metric = metric;
        this.ratios = ratios;
        List<Tried<T>> measured = new ArrayList<>(tried);
        measured.removeIf(each -> Double.isNaN(each.mean(metric.key())));
        this.dropped = measured.stream().filter(each -> each.scores().size() < ratios.length).toList();
        this.simplest = measured.stream().min(Comparator.comparingInt(each -> each.candidate().place())).orElse(null);
        measured.removeAll(dropped);
        if (measured.isEmpty()) {
            throw new RefusedException("No candidate has the metric " + Names.printable(metric.key())
                    + " in all folds; search by another one. Metrics of scores need a model that gives probabilities.");
        }
        int sign = metric.kind().greaterIsBetter() ? -1 : 1;
        // Stable: of equals the simpler one is first.
        measured.sort(Comparator.comparingDouble(each -> sign * each.mean(metric.key())));
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
        return (int) Stream.concat(tried.stream(), dropped.stream()).filter(Tried::trained).count();
    }

    /**
     * What to think of before the best candidate is taken: that on these folds it cannot be told from the simplest one,
     * the first that the search was given. The differences in each fold are compared, with an interval of 95 % that
     * allows for the rows that trainings share (Nadeau and Bengio 2003).
     *
     * @return the warning, if there is one
     */
    public Optional<String> warning() {
        Tried<T> best = tried.get(0);
        if (simplest == null || best == simplest) {
            return Optional.empty();
        }
        FoldMean difference = difference(best, simplest);
        return difference.isDistinct() ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
                "The best candidate, %s, cannot be told from the simplest, %s: the difference of %s is %.4f, between %.4f"
                        + " and %.4f at 95 %%. Prefer the simplest, or measure on more rows.",
                best.candidate().name(), simplest.candidate().name(), metric.key(), difference.mean(),
                difference.low(), difference.high()));
    }

    /** On the folds that both were measured on. */
    private FoldMean difference(Tried<T> best, Tried<T> other) {
        double[] values = best.values(metric.key());
        double[] others = other.values(metric.key());
        double[] differences = new double[others.length];
        for (int fold = 0; fold < differences.length; fold++) {
            differences[fold] = values[fold] - others[fold];
        }
        return FoldMean.of(differences, Arrays.copyOf(ratios, differences.length));
    }

    @Override
    public String toString() {
        int width = Stream.concat(tried.stream(), dropped.stream())
                .mapToInt(each -> Names.printable(each.candidate().name()).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(metric.key()).append(" in ").append(ratios.length)
                .append(" folds: mean ± deviation [95 % interval]");
        tried.forEach(each -> line(each, width, text));
        dropped.forEach(each -> {
            line(each, width, text);
            text.append("  dropped after ").append(each.scores().size()).append(" folds");
        });
        warning().ifPresent(warning -> text.append("\nwarning: ").append(warning));
        return text.toString();
    }

    private void line(Tried<T> each, int width, StringBuilder text) {
        String name = Names.printable(each.candidate().name());
        double[] values = each.values(metric.key());
        text.append("\n  ").append(name).append(" ".repeat(width - name.length() + 2))
                .append(FoldMean.of(values, Arrays.copyOf(ratios, values.length)).within(Optional.of(metric.kind().domain())))
                .append(each.trained() ? "" : "  (found)");
    }
}
