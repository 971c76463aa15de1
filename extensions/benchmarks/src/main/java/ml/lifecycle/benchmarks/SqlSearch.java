package ml.lifecycle.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The searches in SQL; statements are prepared once, as Lifecycle's query is. */
final class SqlSearch implements AutoCloseable {

    /**
     * The order of the joins and the index are prescribed (that is what CROSS JOIN and INDEXED BY mean to SQLite): it walks
     * the metric from the top until ten runs fit.
     */
    private static final String TEN_BEST_INDEXED = "SELECT m.run, m.number FROM metric m INDEXED BY metric_search"
            + " CROSS JOIN param p ON p.run = m.run AND p.name = 'depth' AND p.text = '5'"
            + " WHERE m.name = 'accuracy' AND m.number > 0.9 ORDER BY m.number DESC LIMIT 10";

    private static final String FOUR_INDEXED = "SELECT o.run, o.number FROM metric loss"
            + " JOIN metric f1 ON f1.run = loss.run AND f1.name = 'f1' AND f1.number > 0.8"
            + " JOIN param kind ON kind.run = loss.run AND kind.name = 'kind' AND kind.text = 'cart'"
            + " JOIN tag owner ON owner.run = loss.run AND owner.name = 'owner' AND owner.text = 'anna'"
            + " JOIN metric o ON o.run = loss.run AND o.name = 'auc'"
            + " WHERE loss.name = 'loss' AND loss.number < 0.3 ORDER BY o.number DESC LIMIT 10";

    /** The shape of the statements that MLflow's SQLAlchemy store makes of such a search. */
    private static final String MLFLOW = "SELECT runs.run_uuid, o.value FROM runs %s"
            + " LEFT OUTER JOIN (SELECT * FROM latest_metrics WHERE key = '%s') o ON o.run_uuid = runs.run_uuid"
            + " WHERE runs.experiment_id IN (1) AND runs.lifecycle_stage IN ('active')"
            + " ORDER BY CASE WHEN o.is_nan = 1 THEN 1 WHEN o.value IS NULL THEN 2 ELSE 0 END, o.value DESC,"
            + " runs.start_time DESC, runs.run_uuid LIMIT 10";

    private static final String TEN_BEST_MLFLOW = MLFLOW.formatted(
            mlflow("latest_metrics", "accuracy", "> 0.9") + mlflow("params", "depth", "= '5'"), "accuracy");

    private static final String FOUR_MLFLOW = MLFLOW.formatted(
            mlflow("latest_metrics", "loss", "< 0.3") + mlflow("latest_metrics", "f1", "> 0.8")
                    + mlflow("params", "kind", "= 'cart'") + mlflow("tags", "owner", "= 'anna'"), "auc");

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

    SqlSearch(Connection connection) {
        this.connection = connection;
    }

    private static String mlflow(String table, String key, String condition) {
        String alias = table + "_" + key;
        return " JOIN (SELECT * FROM " + table + " WHERE key = '" + key + "' AND value " + condition + ") " + alias
                + " ON " + alias + ".run_uuid = runs.run_uuid";
    }

    List<String> tenBestIndexed() throws SQLException {
        return query(TEN_BEST_INDEXED);
    }

    /** The ten best with all that was recorded about each, which is what Lifecycle answers. */
    List<Object> tenBestIndexedRecords() throws SQLException {
        List<Object> all = new ArrayList<>();
        for (String run : query(TEN_BEST_INDEXED)) {
            Map<String, Object> values = new LinkedHashMap<>();
            readAll("SELECT * FROM run WHERE id = ?", run, values);
            readAll("SELECT name, text FROM param WHERE run = ?", run, values);
            readAll("SELECT name, number FROM metric WHERE run = ?", run, values);
            readAll("SELECT name, text FROM tag WHERE run = ?", run, values);
            all.add(values);
        }
        return all;
    }

    List<String> tenBestMlflow() throws SQLException {
        return query(TEN_BEST_MLFLOW);
    }

    List<String> fourIndexed() throws SQLException {
        return query(FOUR_INDEXED);
    }

    List<String> fourMlflow() throws SQLException {
        return query(FOUR_MLFLOW);
    }

    private List<String> query(String sql) throws SQLException {
        List<String> runs = new ArrayList<>();
        try (ResultSet rows = prepared(sql).executeQuery()) {
            while (rows.next()) {
                runs.add(rows.getString(1));
            }
        }
        return runs;
    }

    private void readAll(String sql, String run, Map<String, Object> into) throws SQLException {
        PreparedStatement select = prepared(sql);
        select.setLong(1, Long.parseLong(run));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                into.put(rows.getString(1), rows.getObject(2));
            }
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }
}
