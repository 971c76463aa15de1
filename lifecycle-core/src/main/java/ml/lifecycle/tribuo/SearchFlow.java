package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import ml.lifecycle.internal.text.Names;
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

    /** By what a search decides, as a param of its run. */
    static final String METRIC = "search.metric";

    private final Experiment experiment;
    private final String name;
    private final Folds folds;
    private final Task<T> task;
    private final Metric metric;
    private final int threads;
    private final Rungs rungs;
    private final StringBuilder protocol = new StringBuilder();

    SearchFlow(Experiment experiment, String name, Folds folds, Task<T> task, Metric metric, int threads,
            Rungs rungs) {
        this.experiment = experiment;
        this.name = name;
        this.folds = folds;
        this.task = task;
        this.metric = metric;
        this.threads = threads;
        this.rungs = rungs;
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
                dropped.addAll(0, drop(alive, step));
                Map<String, Candidate<T>> next = new LinkedHashMap<>();
                Map<String, Tried<T>> before = new LinkedHashMap<>();
                for (Tried<T> each : alive) {
                    next.put(each.key(), each.candidate());
                    before.put(each.key(), each);
                }
                alive = step(pool, run, next, before, step);
            }
            if (!rungs.isOne()) {
                run.artifact("halving.txt", protocol.toString().getBytes(StandardCharsets.UTF_8));
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

    /** Takes the worse ones out, and leaves the others in their order, the simplest first. */
    private List<Tried<T>> drop(List<Tried<T>> alive, int step) {
        List<Tried<T>> sorted = sorted(alive);
        int kept = rungs.kept(sorted.size());
        protocol(step, sorted, kept);
        List<Tried<T>> dropped = sorted.subList(kept, sorted.size());
        alive.removeIf(dropped::contains);
        return dropped;
    }

    private List<Tried<T>> step(ExecutorService pool, Run run, Map<String, Candidate<T>> candidates,
            Map<String, Tried<T>> before, int step) throws InterruptedException {
        List<Callable<Tried<T>>> tasks = new ArrayList<>();
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        candidates.forEach((key, candidate) -> tasks.add(() -> {
            Tried<T> tried = tryOne(run, candidate, key, before.get(key), step);
            progress(start, done.incrementAndGet(), candidates.size(), step);
            return tried;
        }));
        return collect(pool.invokeAll(tasks));
    }

    /** Stable: of equals the simpler one is first. Without the metric nobody is dropped for it before the others. */
    private List<Tried<T>> sorted(List<Tried<T>> tried) {
        int sign = metric.kind().greaterIsBetter() ? -1 : 1;
        List<Tried<T>> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(each -> sign * each.mean(metric.key())));
        return sorted;
    }

    /** What is dropped was measured on a part of the folds only, and might have won on all of them. */
    private void protocol(int step, List<Tried<T>> sorted, int kept) {
        protocol.append(String.format(Locale.ROOT, "Step %d: mean %s in %d of %d folds; %d of %d candidates go on.%n",
                step, metric.key(), rungs.upTo().get(step - 1), folds.splits().size(), kept, sorted.size()));
        for (int place = 0; place < sorted.size(); place++) {
            protocol.append(String.format(Locale.ROOT, "  %-7s %.4f  %s%n", place < kept ? "" : "dropped",
                    sorted.get(place).mean(metric.key()), Names.printable(sorted.get(place).candidate().name())));
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

    private void progress(long start, int finished, int all, int step) {
        long elapsed = System.nanoTime() - start;
        LOG.info("{}: {} of {} candidates{}, about {} s left", name, finished, all,
                rungs.isOne() ? "" : " of step " + (step + 1) + " of " + rungs.upTo().size(),
                Duration.ofNanos(elapsed / finished * (all - finished)).toSeconds());
    }

    private Tried<T> tryOne(Run search, Candidate<T> candidate, String key, @Nullable Tried<T> before, int step) {
        List<Map<String, Double>> known = before == null ? List.of() : before.scores();
        int to = rungs.upTo().get(step);
        String stepKey = rungs.isOne() ? key : key + " " + known.size() + "-" + to;
        RunRecord run = finished(stepKey);
        boolean again = run == null;
        if (run == null) {
            String label = rungs.isOne() ? candidate.name()
                    : candidate.name() + ", folds " + (known.size() + 1) + " to " + to;
            run = search.run(label, child -> {
                child.param(KEY, stepKey);
                child.param("search.kind", candidate.kind());
                candidate.values().all().forEach((name, value) -> child.param("search.param." + name, value));
                CrossValidation.record(child, task, candidate::trainer, folds, known, to);
            });
        }
        List<Map<String, Double>> scores = new ArrayList<>(known);
        scores.addAll(scores(run, known.size(), to));
        return new Tried<>(candidate, key, run, scores, again || before != null && before.trained());
    }

    private @Nullable RunRecord finished(String key) {
        return experiment.runs().withNested().where("params.`" + KEY + "` = '" + key + "' and status = 'FINISHED'").first()
                .orElse(null);
    }

    /** The metrics of some folds, from the first to before the last, as their runs have them. */
    private List<Map<String, Double>> scores(RunRecord run, int from, int to) {
        List<Map<String, Double>> scores = new ArrayList<>();
        for (int fold = from; fold < to; fold++) {
            scores.add(Map.of());
        }
        for (RunRecord fold : experiment.runs().where("parent = '" + run.id() + "'").list()) {
            int place = Integer.parseInt(fold.params().getOrDefault(CrossValidation.FOLD, "0")) - 1 - from;
            if (place >= 0 && place < scores.size()) {
                Map<String, Double> metrics = new LinkedHashMap<>(fold.metrics());
                metrics.remove(CrossValidation.TIME);
                scores.set(place, metrics);
            }
        }
        return scores;
    }
}
