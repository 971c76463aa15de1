package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.core.Folds;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the candidates of a search, each once, and finds the best. */
final class SearchFlow<T extends org.tribuo.Output<T>> {

    private static final Logger LOG = LoggerFactory.getLogger(TribuoSearch.class);

    /** By what a search decides, as a param of its run. */
    static final String METRIC = "search.metric";

    private final Experiment experiment;
    private final String name;
    private final Folds folds;
    private final Metric metric;
    private final int threads;
    private final Rungs rungs;
    private final Trials<T> trials;
    private final Halving<T> halving;

    SearchFlow(Experiment experiment, String name, Folds folds, Task<T> task, Metric metric, int threads,
            Rungs rungs) {
        this.experiment = experiment;
        this.name = name;
        this.folds = folds;
        this.metric = metric;
        this.threads = threads;
        this.rungs = rungs;
        this.trials = new Trials<>(experiment, folds, task, rungs);
        this.halving = new Halving<>(metric, rungs, folds.splits().size());
    }

    SearchResult<T> search(List<Candidate<T>> candidates) {
        AtomicReference<@Nullable SearchResult<T>> found = new AtomicReference<>();
        experiment.run(name, run -> {
            run.params(folds.params());
            run.param(METRIC, metric.key());
            run.param("search.candidates", candidates.size());
            if (!rungs.isOne()) {
                run.param("search.halving", rungs.keptOneOf());
            }
            double[] ratios = CrossValidation.ratios(folds, folds.splits().size());
            SearchResult<T> result = new SearchResult<>(metric, tryAll(run, candidates), ratios);
            run.params(result.best().params().entrySet().stream()
                    .filter(param -> param.getKey().startsWith("search.param."))
                    .collect(LinkedHashMap::new, (all, each) -> all.put("search.best." + each.getKey().substring(13),
                            each.getValue()), Map::putAll));
            run.tag("search.best", result.best().id());
            result.best().metrics().forEach(run::metric);
            result.warning().ifPresent(warning -> {
                run.tag("search.warning", warning);
                LOG.warn("{}: {}", name, warning);
            });
            found.set(result);
        });
        SearchResult<T> result = found.get();
        if (result == null) {
            throw new IllegalStateException("the body of the run has returned");
        }
        return result;
    }

    private List<Tried<T>> tryAll(Run run, List<Candidate<T>> candidates) {
        Map<String, Candidate<T>> different = new LinkedHashMap<>();
        String data = Candidate.digest(folds);
        candidates.forEach(candidate -> different.putIfAbsent(candidate.key(data), candidate));
        List<Tried<T>> dropped = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, different.size()));
        try {
            List<Tried<T>> alive = step(pool, run, different, Map.of(), 0);
            for (int step = 1; step < rungs.upTo().size(); step++) {
                dropped.addAll(0, halving.drop(alive, step));
                Map<String, Candidate<T>> next = new LinkedHashMap<>();
                Map<String, Tried<T>> before = new LinkedHashMap<>();
                for (Tried<T> each : alive) {
                    next.put(each.key(), each.candidate());
                    before.put(each.key(), each);
                }
                alive = step(pool, run, next, before, step);
            }
            if (!rungs.isOne()) {
                run.artifact("halving.txt", halving.toString().getBytes(StandardCharsets.UTF_8));
            }
            alive.addAll(dropped);
            return alive;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The search '" + name + "' was interrupted; run it again, and the candidates"
                    + " that have finished are not trained again.", interrupted);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Tried<T>> step(ExecutorService pool, Run run, Map<String, Candidate<T>> candidates,
            Map<String, Tried<T>> before, int step) throws InterruptedException {
        List<Callable<Tried<T>>> tasks = new ArrayList<>();
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        candidates.forEach((key, candidate) -> tasks.add(() -> {
            Tried<T> tried = trials.attempt(run, candidate, key, before.get(key), step);
            progress(start, done.incrementAndGet(), candidates.size(), step);
            return tried;
        }));
        return collect(pool.invokeAll(tasks));
    }

    private List<Tried<T>> collect(List<Future<Tried<T>>> futures) throws InterruptedException {
        List<Tried<T>> tried = new ArrayList<>();
        RefusedException refused = null;
        for (Future<Tried<T>> future : futures) {
            try {
                tried.add(future.get());
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof RefusedException refusal) {
                    // The run of the candidate has FAILED and says why.
                    LOG.warn("{}: a candidate was refused: {}", name, refusal.getMessage());
                    refused = refused == null ? refusal : refused;
                } else if (failure.getCause() instanceof RuntimeException unchecked) {
                    throw unchecked;
                } else if (failure.getCause() instanceof Error error) {
                    throw error;
                } else {
                    throw new IllegalStateException(failure.getCause());
                }
            }
        }
        if (tried.isEmpty()) {
            throw new RefusedException("The search '" + name + "' has no result, since every candidate was refused.",
                    refused);
        }
        return tried;
    }

    private void progress(long start, int finished, int all, int step) {
        long elapsed = System.nanoTime() - start;
        LOG.info("{}: {} of {} candidates{}, about {} s left", name, finished, all,
                rungs.isOne() ? "" : " of step " + (step + 1) + " of " + rungs.upTo().size(),
                Duration.ofNanos(elapsed / finished * (all - finished)).toSeconds());
    }
}
