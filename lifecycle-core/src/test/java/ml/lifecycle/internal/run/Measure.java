package ml.lifecycle.internal.run;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import ml.lifecycle.Durability;
import ml.lifecycle.internal.query.LiveIndex;
import ml.lifecycle.internal.query.OpenRuns;
import ml.lifecycle.internal.query.StoredRunQuery;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.jspecify.annotations.Nullable;

/** A program that measures recording and searching without a disk; its argument is the number of runs. */
final class Measure {

    private static final String QUERY = "metrics.accuracy > 0.9 and params.depth = '5'";
    private static final String FOUR = "metrics.m3 < 0.5 and tags.owner = 'anna' and params.kind != 'knn'"
            + " and metrics.m7 >= 0.25";

    private Measure() {}

    public static void main(String[] arguments) {
        int runs = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        LifecycleStore store = Stores.fresh();
        Clock clock = Clock.systemUTC();
        Experiments experiments = new Experiments(store, clock, new RunIds(clock), Durability.RUN);
        Experiment experiment = experiments.get("measure");
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            record(experiments.get("warm"), random);
        }
        long start = now();
        for (int i = 0; i < runs; i++) {
            record(experiment, random);
        }
        tell("runs recorded per second", runs / seconds(start));
        points(experiment);

        LogId log = Names.log(LogKind.EXPERIMENT, "measure");
        LiveIndex[] last = new LiveIndex[1];
        tell("runs indexed per second", runs / median(5, () -> {
            long begin = now();
            last[0] = new LiveIndex(new SilentMetrics(store), log, new Nobody());
            last[0].experiment();
            return now() - begin;
        }) * 1e9);
        last[0] = null;
        long before = heap();
        LiveIndex index = new LiveIndex(new SilentMetrics(store), log, new Nobody());
        index.experiment();
        tell("heap bytes per run", (heap() - before) / (double) runs);
        RunQuery all = new StoredRunQuery(() -> List.of(index), List::of);
        ask("ten best, µs", all.where(QUERY).orderBy("metrics.accuracy desc").limit(10));
        ask("ten latest of all, µs", all.limit(10));
        ask("ten best of four predicates, µs", all.where(FOUR).orderBy("metrics.m1").limit(10));
        RunQuery count = all.where(FOUR);
        tell("count of four predicates, µs", median(300, () -> {
            long begin = now();
            count.count();
            return now() - begin;
        }) / 1e3);
    }

    private static void ask(String what, RunQuery query) {
        tell(what, median(2_000, () -> {
            long begin = now();
            query.list();
            return now() - begin;
        }) / 1e3);
    }

    private static void record(Experiment experiment, Random random) {
        try (Run run = experiment.start("cart")) {
            run.param("kind", random.nextBoolean() ? "cart" : "knn").param("depth", random.nextInt(10))
                    .param("seed", random.nextInt(1000)).param("criterion", "gini").param("features", "all");
            run.metric("accuracy", random.nextDouble());
            for (int m = 1; m < 10; m++) {
                run.metric(METRICS[m], random.nextDouble());
            }
            run.tag("owner", random.nextBoolean() ? "anna" : "bert").tag("host", "node-7").tag("commit", "deadbeef");
        }
    }

    private static final String[] METRICS = {"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"};

    private static void points(Experiment experiment) {
        LifecycleStore silent = new SilentMetrics(Stores.fresh());
        Experiments experiments = new Experiments(silent, Clock.systemUTC(), Stores.ids(), Durability.RUN);
        try (Run run = experiments.get("points").start("r")) {
            tell("points per second, no store", 1e9 / median(7, () -> {
                long begin = now();
                for (int i = 0; i < 5_000_000; i++) {
                    run.metric("loss", i * 0.5, i);
                }
                return (now() - begin) / 5_000_000L;
            }));
        }
    }

    /** The time of this thread on a processor, so that other programs on the machine matter less. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long start) {
        return (now() - start) / 1e9;
    }

    private static double median(int times, LongSupplier nanos) {
        long[] all = new long[times];
        for (int i = 0; i < times; i++) {
            all[i] = nanos.getAsLong();
        }
        Arrays.sort(all);
        return all[times / 2];
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void tell(String what, double number) {
        System.out.printf("%-34s %,14.1f%n", what, number);
    }

    private record Nobody() implements OpenRuns {
        @Override
        public void publish() {}

        @Override
        public @Nullable Map<String, Double> metrics(String id) {
            return null;
        }
    }
}
