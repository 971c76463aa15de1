package ml.lifecycle.data;

import java.util.Map;
import ml.lifecycle.report.JsonObject;

/** A profile in JSON; {@link Profile#toJson()} says how. */
final class ProfileJson {

    private static final int VERSION = 1;

    private ProfileJson() {}

    static String of(Profile profile) {
        return new JsonObject().put("report", "profile").put("version", VERSION).put("rows", profile.rows())
                .put("duplicateRows", profile.duplicateRows()).list("findings", profile.findings())
                .list("columns", profile.columns(), ProfileJson::column)
                .list("correlations", profile.correlations(), ProfileJson::correlation).toString();
    }

    private static JsonObject column(ColumnProfile column) {
        JsonObject json = new JsonObject().put("name", column.name()).put("type", DriftJson.lower(column.type()))
                .put("rows", column.rows()).put("missing", column.missing()).put("distinct", column.distinct());
        switch (column.type()) {
            case NUMBER, INTEGER -> json.put("min", column.min()).put("max", column.max()).put("mean", column.mean())
                    .put("standardDeviation", column.standardDeviation()).put("skewness", column.skewness())
                    .list("quantiles", column.quantiles()).list("edges", column.edges()).list("histogram", column.histogram())
                    .put("outliers", column.outliers());
            default -> json.list("top", column.top().entrySet(), ProfileJson::value);
        }
        if (column.earliest() != null && column.latest() != null) {
            json.put("earliest", column.earliest().toString()).put("latest", column.latest().toString());
        }
        return json.put("exact", column.exact());
    }

    private static JsonObject value(Map.Entry<String, Long> entry) {
        return new JsonObject().put("value", entry.getKey()).put("count", entry.getValue().longValue());
    }

    private static JsonObject correlation(Correlation correlation) {
        return new JsonObject().put("first", correlation.first()).put("second", correlation.second())
                .put("pearson", correlation.pearson()).put("spearman", correlation.spearman())
                .put("rows", correlation.rows());
    }
}
