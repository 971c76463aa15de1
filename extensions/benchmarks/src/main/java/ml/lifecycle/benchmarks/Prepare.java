package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;

/** Fills the stores that are searched. What is complete is used again by the next run of the benchmarks. */
final class Prepare {

    static final String INDEXED = "indexed.db";
    static final String MLFLOW = "mlflow.db";
    static final String MLFLOW_ANALYZED = "mlflow-analyzed.db";

    private static final int TRANSACTION = 10_000;

    private Prepare() {}

    static void search(int runs) throws IOException, SQLException {
        Path directory = Places.search(runs);
        Path complete = directory.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        if (Files.exists(directory)) {
            throw new IOException(directory + " was not filled completely; remove it and start again.");
        }
        Files.createDirectories(directory);
        lifecycle(directory.resolve("lifecycle"), runs);
        try (Connection connection = loading(directory.resolve(INDEXED));
                RunTables tables = IndexedTables.create(connection)) {
            load(tables, runs);
            Databases.execute(connection, "ANALYZE");
            finish(connection);
        }
        try (Connection connection = loading(directory.resolve(MLFLOW));
                RunTables tables = MlflowTables.create(connection)) {
            load(tables, runs);
            finish(connection);
        }
        Files.copy(directory.resolve(MLFLOW), directory.resolve(MLFLOW_ANALYZED));
        try (Connection connection = loading(directory.resolve(MLFLOW_ANALYZED))) {
            Databases.execute(connection, "ANALYZE");
            finish(connection);
        }
        Files.createFile(complete);
    }

    private static Connection loading(Path file) throws SQLException {
        return Databases.sqlite(file, Databases.Synchronous.OFF);
    }

    private static void lifecycle(Path directory, int runs) {
        try (Lifecycle lifecycle = Lifecycle.at(directory.toString()).durability(Durability.INTERVAL).open()) {
            Experiment experiment = lifecycle.experiment(Workload.EXPERIMENT);
            for (long number = 0; number < runs; number++) {
                try (Run run = experiment.start(Workload.name(number))) {
                    Workload.record(run, number);
                }
            }
        }
    }

    private static void load(RunTables tables, int runs) throws SQLException {
        for (int run = 0; run < runs; run++) {
            tables.add(run);
            if (run % TRANSACTION == TRANSACTION - 1) {
                tables.commit();
            }
        }
        tables.commit();
        tables.index();
    }

    /** Moves the write-ahead log into the database, so that reading finds everything in one file. */
    private static void finish(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        Databases.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
