package ml.lifecycle.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.run.MetricPoint;

/** Metric points in a table of a database, with no more than is needed. */
final class PointTable implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;

    private PointTable(Connection connection) throws SQLException {
        this.connection = connection;
        insert = connection.prepareStatement("INSERT INTO point VALUES (?, ?, ?, ?, ?)");
    }

    /** A table in the order of arrival: the quickest to write. */
    static PointTable toWrite(Connection connection) throws SQLException {
        return create(connection, "");
    }

    /** A table in the order in which it is read, so that the database need not sort: the quickest to read. */
    static PointTable toRead(Connection connection) throws SQLException {
        return create(connection, ", PRIMARY KEY (run, metric, step, at)");
    }

    private static PointTable create(Connection connection, String key) throws SQLException {
        Databases.execute(connection, "CREATE TABLE IF NOT EXISTS point (run BIGINT NOT NULL,"
                + " metric VARCHAR(250) NOT NULL, step BIGINT NOT NULL, at BIGINT NOT NULL, number DOUBLE PRECISION"
                + key + ")" + (key.isEmpty() || isH2(connection) ? "" : " WITHOUT ROWID"));
        connection.commit();
        return new PointTable(connection);
    }

    private static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    /** Each point in a transaction of its own. */
    void oneByOne(long run, long from, long count) throws SQLException {
        for (long step = from; step < from + count; step++) {
            bind(run, step);
            insert.executeUpdate();
            connection.commit();
        }
    }

    /** All points, committed after each thousand. */
    void inBatches(long run, long from, long count) throws SQLException {
        for (long step = from; step < from + count; step++) {
            bind(run, step);
            insert.addBatch();
            if ((step + 1 - from) % 1000 == 0) {
                insert.executeBatch();
                connection.commit();
            }
        }
        insert.executeBatch();
        connection.commit();
    }

    private void bind(long run, long step) throws SQLException {
        insert.setLong(1, run);
        insert.setString(2, Workload.METRICS.get((int) (step % Workload.METRICS.size())));
        insert.setLong(3, step);
        insert.setLong(4, Workload.startedAt(step));
        insert.setDouble(5, Workload.point(step));
    }

    /** All points of one metric. */
    void metric(long run, String metric, long count) throws SQLException {
        for (long step = 0; step < count; step++) {
            bind(run, step);
            insert.setString(2, metric);
            insert.addBatch();
            if (step % 1000 == 999) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
        connection.commit();
    }

    List<MetricPoint> read(long run, String metric) throws SQLException {
        List<MetricPoint> points = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT step, at, number FROM point WHERE run = ? AND metric = ? ORDER BY step, at")) {
            select.setLong(1, run);
            select.setString(2, metric);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    points.add(new MetricPoint(
                            metric, rows.getLong(1), Instant.ofEpochMilli(rows.getLong(2)), rows.getDouble(3)));
                }
            }
        }
        connection.commit();
        return points;
    }

    long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM point");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
