package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.lifecycle.benchmarks.Rows.Peer;

/** Writes the table into the README, between two marks; all else there is written by people. */
final class Report {

    private static final String BEGIN = "<!-- results: written by the script run -->";
    private static final String END = "<!-- end of results -->";

    private final Results results;
    private final boolean brief;

    Report(Results results, boolean brief) {
        this.results = results;
        this.brief = brief;
    }

    void writeInto(Path readme) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " lacks the lines '" + BEGIN + "' and '" + END + "'; put them back.");
        }
        Files.writeString(readme, text.substring(0, begin + BEGIN.length()) + "\n" + table() + text.substring(end));
    }

    private String table() {
        Rows rows = new Rows(results);
        recording(rows);
        starting(rows);
        searching(rows, 10_000);
        searching(rows, 100_000);
        searching(rows, 1_000_000);
        reading(rows);
        gates(rows);
        data(rows);
        tribuo(rows);
        monitoring(rows);
        return machine()
                + "\n| work | Lifecycle | peers | ratio to the first peer | aim | |\n|---|---|---|---|---|---|\n"
                + rows.all().stream().map(Row::markdown).collect(Collectors.joining("\n")) + "\n";
    }

    private String machine() {
        return String.format(Locale.ROOT, "%sMeasured with %d cores, %d GB of memory, %s on %s, Java %s; %.1f processes wanted a core at the"
                        + " end. Medians.%n",
                brief ? "A short run: few repetitions, nothing with 1,000,000 runs. " : "",
                Runtime.getRuntime().availableProcessors(), Machine.memory() >> 30, Machine.processor(),
                System.getProperty("os.name"), System.getProperty("java.version"), Machine.load());
    }

    private static void recording(Rows rows) {
        Peer raw = new Peer("as many bytes through a 64 KB buffer", "LogPoints.raw");
        rows.faster("log metric points, default durability, beside batches of 1,000", Format::rate,
                "LogPoints.lifecycle", 10, new Peer("SQLite", "LogPoints.sqliteBatches"),
                new Peer("H2", "LogPoints.h2Batches"), raw);
        rows.faster("the same, beside points one by one", Format::rate, "LogPoints.lifecycle", 20,
                new Peer("SQLite", "LogPoints.sqliteOneByOne"), new Peer("H2", "LogPoints.h2OneByOne"), raw);
        rows.faster("log metric points, each forced", Format::rate, "LogPointsForced.lifecycleEach", 1,
                new Peer("SQLite FULL", "LogPointsForced.sqliteEach"));
        rows.faster("log metric points, each 1,000 forced", Format::rate, "LogPointsForced.lifecycleThousands", 0,
                new Peer("SQLite FULL", "LogPointsForced.sqliteThousands"));
        rows.faster("runs (5 params, 10 metrics, 3 tags), forced by the clock", Format::rate,
                "RecordRuns.lifecycleInterval", 10, new Peer("SQLite indexed", "RecordRuns.sqliteIndexed"),
                new Peer("SQLite with MLflow's schema", "RecordRuns.sqliteMlflow"),
                new Peer("H2 indexed", "RecordRuns.h2Indexed"));
        rows.faster("the same, each forced at its end (default durability)", Format::rate,
                "RecordRuns.lifecycleDefault", 0, new Peer("SQLite FULL indexed", "RecordRuns.sqliteForced"));
        rows.faster("four processes log metric points", Format::rate, "four.points.lifecycle", 15,
                new Peer("SQLite in batches", "four.points.sqlite"));
        rows.faster("four processes record runs", Format::rate, "four.runs.lifecycle", 15,
                new Peer("SQLite indexed", "four.runs.sqlite"));
        rows.atMost("bytes on disk for a metric point", Format::digits, "bytes.lifecycle", 45,
                new Peer("SQLite", "bytes.sqlite"));
    }

    private void starting(Rows rows) {
        for (int runs : new int[] {100_000, 1_000_000}) {
            String many = String.format(Locale.ROOT, "%,d runs", runs);
            results.median("start.bare").ifPresent(bare -> rows.atMost(
                    "process start to first answer, " + many, Format::time, "start.lifecycle:" + runs, 4 * bare,
                    new Peer("bare JVM", "start.bare")));
            rows.faster("the same, beside databases", Format::time, "start.lifecycle:" + runs, 1,
                    new Peer("SQLite indexed", "start.indexed:" + runs),
                    new Peer("SQLite with MLflow's schema", "start.mlflow:" + runs));
            rows.atLeast("the same, cache deleted, " + many, "start.withoutCache:" + runs, runs, 300_000);
            rows.atMost("heap of the index, bytes a run, " + many, Format::digits, "memory:" + runs, 300);
        }
    }

    private static void searching(Rows rows, int runs) {
        String many = String.format(Locale.ROOT, ", %,d runs", runs);
        boolean aimed = runs == 1_000_000;
        rows.faster("ten best of two predicates" + many, Format::time, "SearchRuns.tenBestLifecycle:" + runs,
                aimed ? 500 : 0, new Peer("SQLite with MLflow's schema", "SearchRuns.tenBestMlflow:" + runs));
        rows.faster("the same, beside tables indexed by hand", Format::time, "SearchRuns.tenBestLifecycle:" + runs,
                aimed ? 1 / 3.0 : 0,
                new Peer("SQLite, whole records", "SearchRuns.tenBestIndexedRecords:" + runs),
                new Peer("SQLite, keys alone", "SearchRuns.tenBestIndexed:" + runs));
        rows.faster("ten best of four predicates, after ANALYZE" + many, Format::time,
                "SearchRuns.fourLifecycle:" + runs, aimed ? 30 : 0,
                new Peer("SQLite indexed", "SearchRuns.fourIndexed:" + runs),
                new Peer("SQLite with MLflow's schema", "SearchRuns.fourMlflow:" + runs));
    }

    private static void reading(Rows rows) {
        rows.faster("read 1,000,000 points of a metric", Format::time, "ReadPoints.lifecycle", 3,
                new Peer("SQLite", "ReadPoints.sqlite"), new Peer("H2", "ReadPoints.h2"));
        rows.atMost("resolve an alias again, strictly fresh", Format::time, "ResolveAlias.lifecycle", 600,
                new Peer("length of an open file", "ResolveAlias.raw"), new Peer("SQLite", "ResolveAlias.sqlite"));
    }

    private static void gates(Rows rows) {
        Peer two = new Peer("sum of the two arrays", "JudgeRows.sumOfTwo");
        rows.faster("gate on accuracy, 10,000,000 rows", Format::time, "JudgeRows.accuracy", 0.1, two);
        rows.faster("gate on macro F1 (confusion matrix, 10 classes), 10,000,000 rows", Format::time,
                "JudgeRows.confusion", 0.1, two);
        rows.faster("gate on the accuracy gap of 5 groups, 10,000,000 rows", Format::time, "JudgeRows.fairness", 0.1,
                new Peer("sum of the three arrays", "JudgeRows.sumOfThree"));
        rows.faster("gate on macro F1 with a bootstrap of 1,000 replicates, 1,000,000 rows", Format::time,
                "JudgeRows.bootstrap", 1, new Peer("sorting as many numbers", "JudgeRows.sort"));
    }

    private static void data(Rows rows) {
        Peer sum = new Peer("sum of the same arrays", "ProfileTables.sum");
        double numbers = (double) ProfileTables.ROWS * ProfileTables.COLUMNS;
        rows.atLeast("profile 20 columns of 500,000 numbers, one core", "ProfileTables.profile", numbers, 50e6);
        rows.faster("the same, beside a plain loop", Format::time, "ProfileTables.profile", 0, sum);
        rows.atMost("merge the profiles of 1,000 parts, 20 columns", Format::time, "ProfileTables.merge", 1e9);
        rows.atMost("drift over 20 columns from two profiles", Format::time, "ProfileTables.drift", 10e6);
    }

    private void tribuo(Rows rows) {
        rows.faster("train CART on 10,000 rows of 10 columns, tracked", Format::time, "TrainAndServe.trackedTraining",
                1 / 1.05, new Peer("Tribuo", "TrainAndServe.bareTraining"));
        Peer one = new Peer("Tribuo, example built", "TrainAndServe.predictBare");
        results.median(one.name()).ifPresent(bare -> {
            rows.atMost("predict a row of 4 columns, as an array", Format::time, "TrainAndServe.predictArray", bare + 300, one);
            rows.atMost("the same as a map", Format::time, "TrainAndServe.predictMap", bare + 300, one);
        });
        rows.faster("predict 1,000,000 rows of a table", Format::time, "TrainAndServe.predictTable", 1 / 1.3,
                new Peer("Tribuo, examples built", "TrainAndServe.predictExamples"));
        rows.faster("load a forest of 1.6 MB", Format::time, "TrainAndServe.loadSafely", 1 / 1.3,
                new Peer("Tribuo, nothing checked or compressed", "TrainAndServe.loadBare"));
    }

    private void monitoring(Rows rows) {
        results.median("WatchPredictions.bare").ifPresent(bare -> rows.atMost(
                "predict a row of 4 columns, watched, with a little work between", Format::time, "WatchPredictions.watched",
                bare + 2_000, new Peer("not watched", "WatchPredictions.bare")));
    }
}
