package ml.lifecycle.tribuo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the candidates of a search, each once, and finds the best. */
final class SearchFlow<T extends org.tribuo.Output<T>> {

    private static final Logger LOG = LoggerFactory.getLogger(TribuoSearch.class);

    /** By what a finished candidate is found again. */
    private static final String KEY = "search.candidate";

    private final Experiment experiment;
    private final String name;
    private final Folds folds;
    private final Task<T> task;
    private final Metric metric;
    private final int threads;
    private final AtomicInteger done = new AtomicInteger();

    SearchFlow(Experiment experiment, String name, Folds folds, Task<T> task, Metric metric, int threads) {
        this.experiment = experiment;
        this.name = name;
        this.folds = folds;
        this.task = task;
        this.metric = metric;
        this.threads = threads;
    }

    SearchResult<T> search(List<Candidate<T>> candidates) {
        AtomicReference<@Nullable SearchResult<T>> found = new AtomicReference<>();
        experiment.run(name, run -> {
            run.params(folds.params());
            run.param("search.metric", metric.key());
            run.param("search.candidates", candidates.size());
            SearchResult<T> result = new SearchResult<>(metric, tryAll(run, candidates), ratios());
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

    private double[] ratios() {
        return folds.splits().stream()
                .mapToDouble(split -> (double) split.test().rows() / split.train().rows()).toArray();
    }

    private List<Tried<T>> tryAll(Run run, List<Candidate<T>> candidates) {
        Map<String, Candidate<T>> different = new LinkedHashMap<>();
        String data = Candidate.digest(folds);
        candidates.forEach(candidate -> different.putIfAbsent(candidate.key(data), candidate));
        List<Callable<Tried<T>>> tasks = new ArrayList<>();
        long start = System.nanoTime();
        different.forEach((key, candidate) -> tasks.add(() -> {
            Tried<T> tried = tryOne(run, candidate, key);
            progress(start, different.size());
            return tried;
        }));
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks.size()));
        try {
            return collect(pool.invokeAll(tasks));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The search '" + name + "' was interrupted; run it again, and the candidates"
                    + " that have finished are not trained again.", interrupted);
        } finally {
            pool.shutdownNow();
        }
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

    private void progress(long start, int all) {
        int finished = done.incrementAndGet();
        long elapsed = System.nanoTime() - start;
        LOG.info("{}: {} of {} candidates, about {} s left", name, finished, all,
                Duration.ofNanos(elapsed / finished * (all - finished)).toSeconds());
    }

    private Tried<T> tryOne(Run search, Candidate<T> candidate, String key) {
        RunRecord run = finished(key);
        boolean again = run == null;
        if (run == null) {
            run = search.run(candidate.name(), child -> {
                child.param(KEY, key);
                child.param("search.kind", candidate.kind());
                candidate.values().all().forEach((name, value) -> child.param("search.param." + name, value));
                CrossValidation.record(child, task, candidate::trainer, folds);
            });
        }
        return new Tried<>(candidate, run, values(run), again);
    }

    private @Nullable RunRecord finished(String key) {
        return experiment.runs().where("params.`" + KEY + "` = '" + key + "' and status = 'FINISHED'").first()
                .orElse(null);
    }

    /** The metric in each fold. */
    private double[] values(RunRecord run) {
        double[] values = new double[folds.splits().size()];
        Arrays.fill(values, Double.NaN);
        for (RunRecord fold : experiment.runs().where("parent = '" + run.id() + "'").list()) {
            int number = Integer.parseInt(fold.params().getOrDefault(CrossValidation.FOLD, "0"));
            if (number >= 1 && number <= values.length) {
                values[number - 1] = fold.metrics().getOrDefault(metric.key(), Double.NaN);
            }
        }
        return values;
    }
}
