package ml.lifecycle.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Tables by a person who knows SQL and what will be searched: numbers as keys, and an index on each kind of value. */
final class IndexedTables extends RunTables {

    private IndexedTables(Connection connection) throws SQLException {
        super(connection, "run VALUES (?, ?, 'FINISHED', ?, ?, ?)", "param VALUES (?, ?, ?)",
                "metric VALUES (?, ?, ?)", "tag VALUES (?, ?, ?)");
    }

    /** Creates the tables, without indexes. */
    static IndexedTables create(Connection connection) throws SQLException {
        boolean sqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
        String clustered = sqlite ? ", PRIMARY KEY (run, name)) WITHOUT ROWID" : ", PRIMARY KEY (run, name))";
        Databases.execute(connection,
                "CREATE TABLE run (id " + (sqlite ? "INTEGER" : "BIGINT") + " PRIMARY KEY, name VARCHAR(250),"
                        + " status VARCHAR(20), started BIGINT, ended BIGINT, uuid VARCHAR(32))",
                "CREATE TABLE param (run BIGINT, name VARCHAR(250), text VARCHAR(8000)" + clustered,
                "CREATE TABLE metric (run BIGINT, name VARCHAR(250), number DOUBLE PRECISION" + clustered,
                "CREATE TABLE tag (run BIGINT, name VARCHAR(250), text VARCHAR(8000)" + clustered);
        connection.commit();
        return new IndexedTables(connection);
    }

    /** Opens tables that exist. */
    static IndexedTables open(Connection connection) throws SQLException {
        return new IndexedTables(connection);
    }

    @Override
    void index() throws SQLException {
        Databases.execute(connection(),
                "CREATE INDEX param_search ON param (name, text, run)",
                "CREATE INDEX metric_search ON metric (name, number, run)",
                "CREATE INDEX tag_search ON tag (name, text, run)");
        connection().commit();
    }

    @Override
    void bindRun(PreparedStatement insert, long run) throws SQLException {
        insert.setLong(1, run);
        insert.setString(2, Workload.name(run));
        insert.setLong(3, Workload.startedAt(run));
        insert.setLong(4, Workload.startedAt(run) + 5);
        insert.setString(5, Workload.id(run));
    }

    @Override
    void bindParam(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setLong(1, run);
        insert.setString(2, Workload.PARAMS.get(number));
        insert.setString(3, Workload.param(run, number));
    }

    @Override
    void bindMetric(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setLong(1, run);
        insert.setString(2, Workload.METRICS.get(number));
        insert.setDouble(3, Workload.metric(run, number));
    }

    @Override
    void bindTag(PreparedStatement insert, long run, int number) throws SQLException {
        insert.setLong(1, run);
        insert.setString(2, Workload.TAGS.get(number));
        insert.setString(3, Workload.tag(run, number));
    }
}
