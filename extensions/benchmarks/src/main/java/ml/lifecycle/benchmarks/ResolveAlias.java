package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Which version is in production? Asked again and strictly fresh, while nothing changes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class ResolveAlias {

    /** A model with an alias. */
    @State(Scope.Thread)
    public static class Registered {
        private Lifecycle lifecycle;
        private RegisteredModel model;

        /** Registers and promotes it. */
        @Setup
        public void open() {
            lifecycle = Lifecycle.open(Places.fresh("alias-lifecycle"));
            model = lifecycle.model("iris-classifier");
            Signature signature = Signature.of(Output.label("species", List.of("setosa")), Column.number("petal_length"));
            RunRecord run = lifecycle.experiment(Workload.EXPERIMENT).run("cart", body -> body.model(
                    "model", new FixedAnswerFormat.FixedAnswer("setosa"), signature));
            model.promote(model.register(run, "model")).to("production")
                    .through(QualityGate.named("any").require(Checks.recorded("accuracy").atLeast(0.5)))
                    .evaluatedBy(version -> Evidence.of(Map.of("accuracy", 0.9)).model(version.digest())
                            .data("benchmark", "0".repeat(64)))
                    .by("benchmark").because("there has to be something to resolve").submit().orThrow();
        }

        /** Closes it. */
        @TearDown
        public void close() {
            lifecycle.close();
        }
    }

    /** An open file. */
    @State(Scope.Thread)
    public static class OpenFile {
        private FileChannel channel;

        /** Opens it. */
        @Setup
        public void open() throws IOException {
            Path file = Files.writeString(Places.fresh("alias-raw").resolve("log"), "one line\n");
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }

        /** Closes it. */
        @TearDown
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A table of aliases. */
    @State(Scope.Thread)
    public static class Sqlite {
        private Connection connection;
        private PreparedStatement select;

        /** Opens it. */
        @Setup
        public void open() throws SQLException {
            connection = Databases.sqlite(
                    Places.fresh("alias-sqlite").resolve("models.db"), Databases.Synchronous.FULL);
            Databases.execute(connection,
                    "CREATE TABLE alias (model TEXT, alias TEXT, version INTEGER, PRIMARY KEY (model, alias))"
                            + " WITHOUT ROWID",
                    "INSERT INTO alias VALUES ('iris-classifier', 'production', 1)");
            connection.commit();
            connection.setAutoCommit(true);
            select = connection.prepareStatement("SELECT version FROM alias WHERE model = ? AND alias = ?");
        }

        /** Closes it. */
        @TearDown
        public void close() throws SQLException {
            select.close();
            connection.close();
        }
    }

    /** Through the public API. */
    @Benchmark
    public ModelVersion lifecycle(Registered state) {
        return state.model.at("production");
    }

    /** The limit: asking the operating system for the length of an open file. */
    @Benchmark
    public long raw(OpenFile state) throws IOException {
        return state.channel.size();
    }

    /** A look-up by the primary key. */
    @Benchmark
    public int sqlite(Sqlite state) throws SQLException {
        state.select.setString(1, "iris-classifier");
        state.select.setString(2, "production");
        try (ResultSet rows = state.select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
