package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and writes the table; started by the script {@code run}. */
public final class Main {

    private static final List<Integer> SEARCHED = List.of(10_000, 100_000, 1_000_000);
    private static final List<Integer> STARTED = List.of(100_000, 1_000_000);

    private final boolean brief;
    private final Pattern only;
    private final Results results;

    private Main(boolean brief, Pattern only, Results results) {
        this.brief = brief;
        this.only = only;
        this.results = results;
    }

    /**
     * Runs them.
     *
     * @param args the file of the table, whether to be brief, and a regular expression for the names of what is to run
     * @throws IOException if a file or process fails, or something was lost
     * @throws SQLException if a database fails
     * @throws RunnerException if JMH fails
     */
    public static void main(String[] args) throws IOException, SQLException, RunnerException {
        boolean brief = Boolean.parseBoolean(args[1]);
        Files.createDirectories(Places.data());
        Results results = new Results(Places.data().resolve(brief ? "results-short.json" : "results.json"));
        new Main(brief, Pattern.compile(args[2]), results).run();
        new Report(results, brief).writeInto(Path.of(args[0]));
    }

    private List<Integer> sizes(List<Integer> all) {
        return brief ? all.subList(0, all.size() - 1) : all;
    }

    private void run() throws IOException, SQLException, RunnerException {
        if (wanted("SearchRuns") || wanted("starts") || wanted("memory")) {
            for (int runs : sizes(SEARCHED)) {
                Prepare.search(runs);
            }
        }
        jmh();
        ProcessBenchmarks processes = new ProcessBenchmarks(results, brief ? 3 : 7);
        if (wanted("starts")) {
            processes.starts(sizes(STARTED));
        }
        if (wanted("fourAtOnce")) {
            processes.fourAtOnce();
        }
        if (wanted("bytes")) {
            processes.bytes();
        }
        if (wanted("memory")) {
            processes.memory(sizes(STARTED));
        }
    }

    private boolean wanted(String name) {
        return only.matcher(name).find();
    }

    private void jmh() throws IOException, RunnerException {
        for (Class<?> benchmark : List.of(LogPoints.class, LogPointsForced.class, RecordRuns.class, SearchRuns.class,
                ReadPoints.class, ResolveAlias.class, JudgeRows.class, ProfileTables.class, TrainAndServe.class,
                WatchPredictions.class)) {
            if (wanted(benchmark.getSimpleName())) {
                jmh(benchmark);
            }
        }
    }

    private void jmh(Class<?> benchmark) throws IOException, RunnerException {
        Path written = Files.createTempFile(Files.createDirectories(Places.data().resolve("jmh")), "", ".json");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName()) + "\\.")
                // The property that names the directory is handed on by JMH.
                .jvmArgsAppend("-Xmx6g")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(written.toString());
        if (brief) {
            options.measurementIterations(3).warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
            if (benchmark == SearchRuns.class) {
                options.param("runs", sizes(SEARCHED).stream().map(String::valueOf).toArray(String[]::new));
            }
        }
        new Runner(options.build()).run();
        results.addJmh(written);
    }
}
