package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;

/**
 * What a started process does. It prints one line when it has its answer; a worker prints one line when it is warm, waits
 * for a line, works, and prints one more.
 */
public final class Child {

    private static final PrintStream OUT = System.out;

    private Child() {}

    /**
     * Does one thing.
     *
     * @param args what to do, and with what
     * @throws IOException if the parent is gone
     * @throws SQLException if a database fails
     */
    public static void main(String[] args) throws IOException, SQLException {
        switch (args[0]) {
            case "bare" -> answer("10");
            case "search" -> search(Path.of(args[1]));
            case "search-indexed" -> searchSql(Path.of(args[1]), false);
            case "search-mlflow" -> searchSql(Path.of(args[1]), true);
            case "memory" -> memory(Path.of(args[1]));
            case "points" -> points(Path.of(args[1]), Long.parseLong(args[2]));
            case "points-sqlite" -> pointsSqlite(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
            case "runs" -> runs(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
            case "runs-sqlite" -> runsSqlite(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void answer(Object answer) {
        OUT.println(answer);
        OUT.flush();
    }

    private static void awaitStart() throws IOException {
        answer("ready");
        if (System.in.read() < 0) {
            throw new IOException("The parent is gone.");
        }
    }

    private static void search(Path directory) {
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            answer(tenBest(lifecycle).size());
        }
    }

    private static List<RunRecord> tenBest(Lifecycle lifecycle) {
        return lifecycle.experiment(Workload.EXPERIMENT).runs().where(Workload.TEN_BEST)
                .orderBy("metrics.accuracy desc").limit(10).list();
    }

    private static void searchSql(Path file, boolean mlflow) throws SQLException {
        try (SqlSearch search = new SqlSearch(Databases.sqlite(file, Databases.Synchronous.NORMAL))) {
            answer((mlflow ? search.tenBestMlflow() : search.tenBestIndexedRecords()).size());
        }
    }

    /** Answers with the bytes of heap that an opened store holds once it has been searched. */
    private static void memory(Path directory) {
        long before = used();
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            tenBest(lifecycle);
            answer(used() - before);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Lifecycle open(Path directory) {
        return Lifecycle.at(directory.toString()).durability(Durability.INTERVAL).open();
    }

    private static void points(Path directory, long count) throws IOException {
        try (Lifecycle lifecycle = open(directory);
                Run run = lifecycle.experiment(Workload.EXPERIMENT).start("points")) {
            Workload.points(run, 0, count);
            awaitStart();
            Workload.points(run, count, count);
            run.flush();
            answer("done");
        }
    }

    private static void pointsSqlite(Path file, long worker, long count) throws IOException, SQLException {
        try (PointTable table = PointTable.toWrite(Databases.sqlite(file, Databases.Synchronous.NORMAL))) {
            table.inBatches(worker, 0, count);
            awaitStart();
            table.inBatches(worker, count, count);
            answer("done");
        }
    }

    private static void runs(Path directory, long worker, long count) throws IOException {
        try (Lifecycle lifecycle = open(directory)) {
            Experiment experiment = lifecycle.experiment(Workload.EXPERIMENT);
            record(experiment, worker << 32, count);
            awaitStart();
            record(experiment, (worker << 32) + count, count);
            answer("done");
        }
    }

    private static void record(Experiment experiment, long from, long count) {
        for (long number = from; number < from + count; number++) {
            try (Run run = experiment.start(Workload.name(number))) {
                Workload.record(run, number);
            }
        }
    }

    private static void runsSqlite(Path file, long worker, long count) throws IOException, SQLException {
        try (RunTables tables = IndexedTables.open(Databases.sqlite(file, Databases.Synchronous.NORMAL))) {
            tables.addEach(worker << 32, count);
            awaitStart();
            tables.addEach((worker << 32) + count, count);
            answer("done");
        }
    }
}
