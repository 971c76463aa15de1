package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.run.Experiment;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;

/**
 * Searches for the settings with which a model does best in cross-validation. The search is a run; each candidate is
 * a run within it, and each fold of a candidate one within that.
 *
 * <pre>{@code
 * SearchResult<Label> result = TribuoSearch.in(experiment, "tune", Folds.stratified(data, "species", 5, 42))
 *         .grid("cart", set -> new CARTClassificationTrainer(set.whole("depth")), Param.of("depth", 2, 4, 8))
 *         .run();
 * }</pre>
 *
 * <p>A search can be taken up again: a candidate that has finished in this experiment, with the same trainer and the same
 * folds of the same data, is not trained again, whichever search it belonged to. With {@link #halving} that holds for each of
 * its steps: one is taken up where a step with the same folds has finished, not where a search without halving has.
 *
 * @param <T> Tribuo's type of an answer
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoSearch<T extends org.tribuo.Output<T>> {

    private static final int MAX_THREADS = 256;

    private final Experiment experiment;
    private final String name;
    private final Folds folds;
    private final Task<T> task;
    private final List<Candidate<T>> candidates = new ArrayList<>();
    private Metric metric;
    private int threads = 1;
    private int keptOneOf = 1;

    private TribuoSearch(Experiment experiment, String name, Folds folds, Task<T> task) {
        this.experiment = experiment;
        this.name = name;
        this.folds = folds;
        this.task = task;
        this.metric = task.metric();
    }

    /**
     * A search for a classifier, without candidates yet.
     *
     * @param experiment where it is recorded
     * @param name the name of its run
     * @param folds what each candidate learns from and is measured on
     * @return to be told the candidates, the simplest first
     */
    public static TribuoSearch<Label> in(Experiment experiment, String name, Folds folds) {
        return new TribuoSearch<>(experiment, name, folds, new LabelTask());
    }

    /**
     * A search for a model of numbers, without candidates yet.
     *
     * @param experiment where it is recorded
     * @param name the name of its run
     * @param folds what each candidate learns from and is measured on
     * @return to be told the candidates, the simplest first
     */
    public static TribuoSearch<Regressor> regression(Experiment experiment, String name, Folds folds) {
        return new TribuoSearch<>(experiment, name, folds, new NumberTask());
    }

    /**
     * Says by which metric the best is found; without it by accuracy, or of numbers by the root of the mean squared
     * error.
     *
     * @param measure the metric
     * @return this search
     */
    public TribuoSearch<T> by(Metric measure) {
        metric = measure;
        return this;
    }

    /**
     * Says how many candidates are trained at once; without it one.
     *
     * @param count 1 to 256
     * @return this search
     * @throws RefusedException if it is not within these
     */
    public TribuoSearch<T> threads(int count) {
        if (count < 1 || count > MAX_THREADS) {
            throw new RefusedException(count + " threads are not allowed; expected 1 to " + MAX_THREADS + ".");
        }
        threads = count;
        return this;
    }

    /**
     * Saves trainings by successive halving: all candidates are measured on a few folds, the better ones go on to more, and
     * only the last on all: K. Jamieson, A. Talwalkar, Non-stochastic best arm identification and hyperparameter
     * optimization, AISTATS 2016. Each training is on the whole part of its fold, so none is judged by less data than it
     * will have; but one that was dropped was judged by fewer folds, and might have won. What was dropped when stands in
     * the result, and in the artifact {@code halving.txt} of the search's run.
     *
     * @param oneOf of how many candidates one goes on, and by how much the folds grow; 2 or more, for example 3
     * @return this search
     * @throws RefusedException if {@code oneOf} is less than 2
     */
    public TribuoSearch<T> halving(int oneOf) {
        if (oneOf < 2) {
            throw new RefusedException("That one of " + oneOf + " candidates goes on drops none; expected 2 or more.");
        }
        keptOneOf = oneOf;
        return this;
    }

    /**
     * Adds a candidate for each combination of values; of the last param they change first.
     *
     * @param kind what people call these candidates, for example {@code cart}
     * @param trainer makes a new trainer of a combination, each time
     * @param params the settings, with values; none for one candidate
     * @return this search
     * @throws RefusedException if a param is a range
     */
    public TribuoSearch<T> grid(
            String kind, Function<ParamValues, ? extends Trainer<T>> trainer, Param... params) {
        List<Map<String, Object>> grid = List.of(Map.of());
        for (Param param : params) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> shorter : grid) {
                for (Object value : param.values()) {
                    Map<String, Object> combination = new LinkedHashMap<>(shorter);
                    combination.put(param.name(), value);
                    longer.add(combination);
                }
            }
            grid = longer;
        }
        grid.forEach(values -> candidates.add(new Candidate<>(candidates.size(), kind, new ParamValues(values), trainer)));
        return this;
    }

    /**
     * Adds candidates whose values are drawn at random: J. Bergstra, Y. Bengio, Random search for hyper-parameter
     * optimization, JMLR 13 (2012).
     *
     * @param kind what people call these candidates, for example {@code forest}
     * @param count how many, 1 or more; one that was drawn before is not tried twice
     * @param seed decides which
     * @param trainer makes a new trainer of a combination, each time
     * @param params the settings
     * @return this search
     * @throws RefusedException if {@code count} is less than 1
     */
    public TribuoSearch<T> random(String kind, int count, long seed,
            Function<ParamValues, ? extends Trainer<T>> trainer, Param... params) {
        if (count < 1) {
            throw new RefusedException(count + " candidates are not allowed; expected 1 or more.");
        }
        // Of java.util.Random the sequence is specified, of other generators it may change with the JDK.
        Random random = new Random(seed);
        for (int candidate = 0; candidate < count; candidate++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Param param : params) {
                values.put(param.name(), param.draw(random));
            }
            candidates.add(new Candidate<>(candidates.size(), kind, new ParamValues(values), trainer));
        }
        return this;
    }

    /**
     * Searches. A candidate whose training is refused is recorded as a failed run, and the others go on.
     *
     * @return the best candidate, and how sure that is
     * @throws RefusedException if there is no candidate, every candidate failed, or there are too few folds for halving
     * @throws ml.lifecycle.UnavailableException if the thread was interrupted
     */
    public SearchResult<T> run() {
        if (candidates.isEmpty()) {
            throw new RefusedException("The search has no candidates; add some with grid or random.");
        }
        int count = folds.splits().size();
        Rungs rungs = keptOneOf == 1 ? Rungs.one(count) : Rungs.halving(count, keptOneOf);
        return new SearchFlow<>(experiment, name, folds, task, metric, threads, rungs).search(List.copyOf(candidates));
    }
}
