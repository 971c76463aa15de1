package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import ml.lifecycle.ConflictException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConcurrencyTest {

    private static final int THREADS = 8;

    private final LifecycleStore store = Stores.fresh();
    private final Experiments experiments = Stores.experiments(store);
    private final Experiment experiment = experiments.get("e");
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        pool.shutdownNow();
        experiments.close();
        store.close();
    }

    /** Runs a task in all threads, which begin at the same moment. */
    private <T> List<T> together(IntFunction<Callable<T>> task) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Callable<T> call = task.apply(i);
            futures.add(pool.submit(() -> {
                barrier.await();
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failure) {
                throw new AssertionError("a thread failed", failure.getCause());
            }
        }
        return results;
    }

    @Test
    void many_threads_record_into_one_run_and_nothing_is_lost() throws Exception {
        int each = 500;
        RunRecord record = experiment.run("r", run -> {
            try {
                together(thread -> () -> {
                    for (int i = 0; i < each; i++) {
                        run.metric("shared", i, i).metric("own" + thread, i, i).metric("once" + thread + "-" + i, i);
                        run.param("p" + thread + "-" + i, i).tag("t", "v").param("same", "x");
                    }
                    return 0;
                });
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
        assertEquals(each * THREADS + 1, record.params().size());
        assertEquals(1 + THREADS + each * THREADS, record.metrics().size());
        assertEquals(record, experiments.run(record.id()));
        assertEquals(each * THREADS, experiments.points(record.id(), "shared").size());
        for (int thread = 0; thread < THREADS; thread++) {
            List<MetricPoint> own = experiments.points(record.id(), "own" + thread);
            assertEquals(each, own.size());
            assertEquals(each - 1.0, record.metrics().get("own" + thread));
        }
    }

    @Test
    void many_threads_record_many_runs_while_others_search() throws Exception {
        int each = 200;
        together(thread -> () -> {
            for (int i = 0; i < each; i++) {
                int number = i;
                RunRecord recorded = experiment.run("r", run -> run.param("thread", thread).param("i", number)
                        .metric("m", number));
                assertEquals(recorded, experiments.run(recorded.id()));
                assertTrue(experiment.runs().where("params.thread = '" + thread + "'").count() > number);
            }
            return 0;
        });
        List<RunRecord> all = experiment.runs().list();
        assertEquals(each * THREADS, all.size());
        assertTrue(all.stream().allMatch(run -> run.status() == RunStatus.FINISHED && run.metrics().size() == 1));
        try (LifecycleStore other = Stores.again(store)) {
            assertEquals(all, Stores.experiments(other).get("e").runs().list());
        }
    }

    @RepeatedTest(20)
    void of_several_values_of_a_param_exactly_one_wins() throws Exception {
        try (Run run = experiment.start("r")) {
            AtomicInteger refused = new AtomicInteger();
            together(thread -> () -> {
                try {
                    run.param("p", thread);
                } catch (ConflictException expected) {
                    refused.incrementAndGet();
                }
                return 0;
            });
            assertEquals(THREADS - 1, refused.get());
            assertEquals(run.record().params(), experiments.run(run.id()).params());
        }
    }

    @RepeatedTest(20)
    void the_end_takes_all_points_that_were_accepted_and_no_others() throws Exception {
        Run run = experiment.start("r");
        List<Integer> accepted = together(thread -> () -> {
            int taken = 0;
            if (thread == 0) {
                run.close();
                return 0;
            }
            try {
                for (; taken < 1_000; taken++) {
                    run.metric("m" + thread, taken, taken);
                }
            } catch (RefusedException ended) {
                return taken;
            }
            return taken;
        });
        RunRecord record = experiments.run(run.id());
        for (int thread = 1; thread < THREADS; thread++) {
            int taken = accepted.get(thread);
            assertEquals(taken == 0 ? null : Double.valueOf(taken - 1), record.metrics().get("m" + thread));
            if (taken > 0) {
                assertEquals(taken, experiments.points(run.id(), "m" + thread).size());
            }
        }
    }

    @RepeatedTest(10)
    void two_processes_create_an_experiment_once() throws Exception {
        Set<String> names = together(thread -> () -> {
            try (LifecycleStore other = Stores.again(store)) {
                return Stores.experiments(other).get("new").name();
            }
        }).stream().collect(Collectors.toSet());
        assertEquals(Set.of("new"), names);
        assertEquals(2, store.logs().keys(LogKind.EXPERIMENT).size());
        String key = store.logs().keys(LogKind.EXPERIMENT).stream().filter(log -> log.startsWith("new")).findFirst()
                .orElseThrow();
        assertEquals(1, store.logs().last(new LogId(LogKind.EXPERIMENT, key)));
    }
}
