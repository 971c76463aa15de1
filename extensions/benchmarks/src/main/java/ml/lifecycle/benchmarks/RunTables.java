package ml.lifecycle.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Runs with their params, metrics and tags in the tables of a database. */
abstract class RunTables implements AutoCloseable {

    private final Connection connection;
    private final List<PreparedStatement> inserts;

    /**
     * Prepares the statements.
     *
     * @param connection where the tables are
     * @param columns for each table its name and how many columns it has, in the order run, params, metrics, tags
     */
    RunTables(Connection connection, String... columns) throws SQLException {
        this.connection = connection;
        inserts = List.of(prepare(columns[0]), prepare(columns[1]), prepare(columns[2]), prepare(columns[3]));
    }

    private PreparedStatement prepare(String table) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + table);
    }

    /** Makes the indexes; before anything is added to measure adding, after it to load quickly. */
    abstract void index() throws SQLException;

    abstract void bindRun(PreparedStatement insert, long run) throws SQLException;

    abstract void bindParam(PreparedStatement insert, long run, int number) throws SQLException;

    abstract void bindMetric(PreparedStatement insert, long run, int number) throws SQLException;

    abstract void bindTag(PreparedStatement insert, long run, int number) throws SQLException;

    final Connection connection() {
        return connection;
    }

    /** Adds one run; to be committed. */
    final void add(long run) throws SQLException {
        bindRun(inserts.get(0), run);
        inserts.get(0).executeUpdate();
        for (int p = 0; p < Workload.PARAMS.size(); p++) {
            bindParam(inserts.get(1), run, p);
            inserts.get(1).addBatch();
        }
        for (int m = 0; m < Workload.METRICS.size(); m++) {
            bindMetric(inserts.get(2), run, m);
            inserts.get(2).addBatch();
        }
        for (int t = 0; t < Workload.TAGS.size(); t++) {
            bindTag(inserts.get(3), run, t);
            inserts.get(3).addBatch();
        }
        for (PreparedStatement values : inserts.subList(1, inserts.size())) {
            values.executeBatch();
        }
    }

    /** Adds runs, each in a transaction of its own. */
    final void addEach(long from, long count) throws SQLException {
        for (long run = from; run < from + count; run++) {
            add(run);
            connection.commit();
        }
    }

    final void commit() throws SQLException {
        connection.commit();
    }

    static long count(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM " + table);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public final void close() throws SQLException {
        for (PreparedStatement statement : inserts) {
            statement.close();
        }
        connection.close();
    }
}
