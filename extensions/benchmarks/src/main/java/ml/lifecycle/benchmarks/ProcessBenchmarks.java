package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.StoreCheck;

/** What needs processes of its own: starting them, several of them at once, what they hold in memory. */
final class ProcessBenchmarks {

    private static final int WORKERS = 4;
    private static final long POINTS = 2_000_000;
    private static final long POINTS_SQLITE = 100_000;
    /** As many are recorded before, until the compiler takes little of the processor: after 20,000 it took over half. */
    private static final long RUNS = 60_000;
    private static final long RUNS_SQLITE = 4_000;
    private static final long POINTS_ON_DISK = 1_000_000;

    private final Results results;
    private final int repetitions;

    ProcessBenchmarks(Results results, int repetitions) {
        this.results = results;
        this.repetitions = repetitions;
    }

    /** A piece of work to be repeated. */
    @FunctionalInterface
    private interface Measured {
        double once() throws IOException, SQLException;
    }

    private void repeat(String name, Measured work) throws IOException, SQLException {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            values.add(work.once());
        }
        results.add(name, values);
    }

    /** From the start of a process to its first line. */
    void starts(List<Integer> sizes) throws IOException, SQLException {
        repeat("start.bare", () -> start("bare"));
        for (int runs : sizes) {
            Path directory = Places.search(runs);
            String store = directory.resolve("lifecycle").toString();
            start("search", store);
            repeat("start.lifecycle:" + runs, () -> start("search", store));
            repeat("start.indexed:" + runs, () -> start("search-indexed", directory.resolve(Prepare.INDEXED).toString()));
            repeat("start.mlflow:" + runs, () -> start("search-mlflow", directory.resolve(Prepare.MLFLOW).toString()));
            repeat("start.withoutCache:" + runs, () -> {
                moveCacheAway(directory);
                return start("search", store);
            });
        }
    }

    private static void moveCacheAway(Path directory) throws IOException {
        Path cache = directory.resolve("lifecycle").resolve("cache");
        if (Files.exists(cache)) {
            Files.move(cache, Files.createTempDirectory(directory, "cache-").resolve("cache"));
        }
    }

    private static double start(String... arguments) throws IOException {
        long begin = System.nanoTime();
        try (Started child = new Started(arguments)) {
            String found = child.answer();
            long end = System.nanoTime();
            if (!found.equals("10")) {
                throw new IOException("Expected 10 runs, found " + found + ": " + String.join(" ", arguments));
            }
            return end - begin;
        }
    }

    /** Four processes write to one place. */
    void fourAtOnce() throws IOException, SQLException {
        repeat("four.points.lifecycle", this::pointsLifecycle);
        repeat("four.points.sqlite", this::pointsSqlite);
        repeat("four.runs.lifecycle", this::runsLifecycle);
        repeat("four.runs.sqlite", this::runsSqlite);
    }

    private double pointsLifecycle() throws IOException {
        Path directory = Places.fresh("four-points");
        double time = together(worker -> new Started("points", directory.toString(), Long.toString(POINTS)));
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            List<RunRecord> runs = lifecycle.experiment(Workload.EXPERIMENT).runs().list();
            requireCount(WORKERS, runs.size());
            StoreCheck check = lifecycle.maintenance().verify();
            requireCount(WORKERS * 2 * POINTS, check.points());
            requireClean(check);
        }
        return time / (WORKERS * POINTS);
    }

    private double pointsSqlite() throws IOException, SQLException {
        Path file = Places.fresh("four-points-sqlite").resolve("points.db");
        try (PointTable table = PointTable.toWrite(Databases.sqlite(file, Databases.Synchronous.NORMAL))) {
            double time = together(worker -> new Started(
                    "points-sqlite", file.toString(), Integer.toString(worker), Long.toString(POINTS_SQLITE)));
            requireCount(WORKERS * 2 * POINTS_SQLITE, table.count());
            return time / (WORKERS * POINTS_SQLITE);
        }
    }

    private double runsLifecycle() throws IOException {
        Path directory = Places.fresh("four-runs");
        double time = together(worker -> new Started(
                "runs", directory.toString(), Integer.toString(worker), Long.toString(RUNS)));
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            requireCount(WORKERS * 2 * RUNS,
                    lifecycle.experiment(Workload.EXPERIMENT).runs().where("status = 'FINISHED'").count());
            requireClean(lifecycle.maintenance().verify());
        }
        return time / (WORKERS * RUNS);
    }

    private double runsSqlite() throws IOException, SQLException {
        Path file = Places.fresh("four-runs-sqlite").resolve("runs.db");
        try (Connection connection = Databases.sqlite(file, Databases.Synchronous.NORMAL);
                RunTables tables = IndexedTables.create(connection)) {
            tables.index();
            double time = together(worker -> new Started(
                    "runs-sqlite", file.toString(), Integer.toString(worker), Long.toString(RUNS_SQLITE)));
            requireCount(WORKERS * 2 * RUNS_SQLITE, RunTables.count(connection, "run"));
            return time / (WORKERS * RUNS_SQLITE);
        }
    }

    /** Starts a worker. */
    @FunctionalInterface
    private interface Starter {
        Started start(int worker) throws IOException;
    }

    /** The time from telling all workers to go until the last one is done; each has worked as much before, to be warm. */
    private static double together(Starter starter) throws IOException {
        List<Started> workers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(starter.start(worker));
        }
        for (Started worker : workers) {
            worker.answer();
        }
        long begin = System.nanoTime();
        for (Started worker : workers) {
            worker.go();
        }
        for (Started worker : workers) {
            worker.answer();
        }
        long end = System.nanoTime();
        for (Started worker : workers) {
            worker.close();
        }
        return end - begin;
    }

    private static void requireCount(long expected, long found) throws IOException {
        if (expected != found) {
            throw new IOException("Expected " + expected + ", found " + found + ": something was lost.");
        }
    }

    private static void requireClean(StoreCheck check) throws IOException {
        if (!check.clean()) {
            throw new IOException("Four processes left damage: " + check);
        }
    }

    /** The bytes that a metric point takes on the disk. */
    void bytes() throws IOException, SQLException {
        Path directory = Places.fresh("bytes-lifecycle");
        long empty;
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            Run run = lifecycle.experiment(Workload.EXPERIMENT).start("points");
            empty = Places.size(directory);
            Workload.points(run, 0, POINTS_ON_DISK);
            run.close();
            List<MetricPoint> read = lifecycle.points(run.id(), Workload.METRICS.get(0));
            requireCount(POINTS_ON_DISK / Workload.METRICS.size(), read.size());
        }
        results.add("bytes.lifecycle", List.of((Places.size(directory) - empty) / (double) POINTS_ON_DISK));
        Path file = Places.fresh("bytes-sqlite").resolve("points.db");
        try (PointTable table = PointTable.toWrite(Databases.sqlite(file, Databases.Synchronous.NORMAL))) {
            table.inBatches(1, 0, POINTS_ON_DISK);
        }
        results.add("bytes.sqlite", List.of(Places.size(file.getParent()) / (double) POINTS_ON_DISK));
    }

    /** The heap that the index takes for each run. */
    void memory(List<Integer> sizes) throws IOException {
        for (int runs : sizes) {
            try (Started child = new Started("memory", Places.search(runs).resolve("lifecycle").toString())) {
                results.add("memory:" + runs, List.of(Long.parseLong(child.answer()) / (double) runs));
            }
        }
    }
}
