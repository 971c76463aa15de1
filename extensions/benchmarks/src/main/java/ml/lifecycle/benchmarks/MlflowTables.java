package ml.lifecycle.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** MLflow's tables and indexes, as its migrations leave them on SQLite, without what no search reads. */
final class MlflowTables extends RunTables {

    private MlflowTables(Connection connection) throws SQLException {
        super(connection, "runs VALUES (?, ?, 'FINISHED', ?, ?, 1, 'active')", "params VALUES (?, ?, ?)",
                "latest_metrics VALUES (?, ?, ?, 0, 0, ?)", "tags VALUES (?, ?, ?)");
    }

    /** Creates the tables, without indexes. */
    static MlflowTables create(Connection connection) throws SQLException {
        Databases.execute(connection,
                "CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), status VARCHAR(9),"
                        + " start_time BIGINT, end_time BIGINT, experiment_id INTEGER, lifecycle_stage VARCHAR(20))",
                "CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32))",
                "CREATE TABLE latest_metrics (key VARCHAR(250), value DOUBLE PRECISION, timestamp BIGINT,"
                        + " step BIGINT, is_nan BOOLEAN, run_uuid VARCHAR(32))",
                "CREATE TABLE tags (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32))");
        connection.commit();
        return new MlflowTables(connection);
    }

    /** A unique index made afterwards is to SQLite the same as a primary key of text, and loads much faster. */
    @Override
    void index() throws SQLException {
        for (String table : List.of("params", "latest_metrics", "tags")) {
            Databases.execute(connection(),
                    "CREATE UNIQUE INDEX " + table + "_pk ON " + table + " (key, run_uuid)",
                    "CREATE INDEX index_" + table + "_run_uuid ON " + table + " (run_uuid)");
        }
        connection().commit();
    }

    @Override
    void bindRun(PreparedStatement insert, long run) throws SQLException {
        insert.setString(1, Workload.id(run));
        insert.setString(2, Workload.name(run));
        insert.setLong(3, Workload.startedAt(run));
        insert.setLong(4, Workload.startedAt(run) + 5);
    }

    @Override
    void bindParam(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setString(1, Workload.PARAMS.get(number));
        insert.setString(2, Workload.param(run, number));
        insert.setString(3, Workload.id(run));
    }

    @Override
    void bindMetric(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setString(1, Workload.METRICS.get(number));
        insert.setDouble(2, Workload.metric(run, number));
        insert.setLong(3, Workload.startedAt(run));
        insert.setString(4, Workload.id(run));
    }

    @Override
    void bindTag(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setString(1, Workload.TAGS.get(number));
        insert.setString(2, Workload.tag(run, number));
        insert.setString(3, Workload.id(run));
    }
}
