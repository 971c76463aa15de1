package ml.lifecycle.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the peers, each with the settings its own documentation advises for this work. */
final class Databases {

    /** When SQLite forces what it writes. */
    enum Synchronous {
        /** Never. Only for loading what is then read. */
        OFF,
        /** At checkpoints: a power cut may lose the last commits. */
        NORMAL,
        /** At each commit. */
        FULL
    }

    private Databases() {}

    /** SQLite with a write-ahead log and a cache of 256 MB; commits are up to the caller. */
    static Connection sqlite(Path file, Synchronous synchronous) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute(connection, "PRAGMA busy_timeout = 60000", "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = " + synchronous, "PRAGMA cache_size = -262144", "PRAGMA mmap_size = 8589934592",
                "PRAGMA temp_store = MEMORY");
        connection.setAutoCommit(false);
        return connection;
    }

    /** H2 in a file, as it comes; commits are up to the caller. */
    static Connection h2(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file.toAbsolutePath());
        connection.setAutoCommit(false);
        return connection;
    }

    static void execute(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
