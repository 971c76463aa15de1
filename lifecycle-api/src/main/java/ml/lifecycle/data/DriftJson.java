package ml.lifecycle.data;

import java.util.Locale;
import ml.lifecycle.report.JsonObject;
import ml.lifecycle.signature.ColumnType;

/** A report of drift in JSON; {@link DriftReport#toJson()} says how. */
final class DriftJson {

    private static final int VERSION = 1;

    private DriftJson() {}

    static String of(DriftReport report) {
        return new JsonObject().put("report", "drift").put("version", VERSION).put("drifted", report.drifted())
                .put("referenceRows", report.referenceRows()).put("currentRows", report.currentRows())
                .put("falseAlarms", report.falseAlarms()).list("columns", report.columns(), DriftJson::column)
                .list("newColumns", report.newColumns()).toString();
    }

    private static JsonObject column(ColumnChange column) {
        JsonObject json = new JsonObject().put("name", column.name()).put("type", lower(column.type()));
        ColumnType now = column.typeNow();
        if (now != null) {
            json.put("typeNow", lower(now));
        }
        json.put("state", lower(column.state())).put("method", lower(column.method()))
                .put("distance", column.distance()).put("probability", column.probability())
                .put("distances", distances(column));
        putUnlessNone(json, "meanBefore", column.meanBefore());
        putUnlessNone(json, "meanNow", column.meanNow());
        json.put("missingBefore", column.missingBefore()).put("missingNow", column.missingNow());
        putUnlessNone(json, "newShare", column.newShare());
        return json.list("appeared", column.appeared()).list("vanished", column.vanished())
                .list("bins", column.bins(), DriftJson::bin).put("sentence", column.sentence());
    }

    private static void putUnlessNone(JsonObject json, String key, double value) {
        if (!Double.isNaN(value)) {
            json.put(key, value);
        }
    }

    private static JsonObject distances(ColumnChange column) {
        JsonObject json = new JsonObject();
        for (DriftMethod method : DriftMethod.values()) {
            Double distance = column.distances().get(method);
            if (distance != null) {
                json.put(lower(method), distance.doubleValue());
            }
        }
        return json;
    }

    private static JsonObject bin(ColumnChange.Bin bin) {
        JsonObject json = switch (bin.kind()) {
            case RANGE -> new JsonObject().put("from", bin.from()).put("to", bin.to());
            case CATEGORY -> new JsonObject().put("category", bin.category());
            case OTHERS -> new JsonObject().put("others", true);
        };
        return json.put("before", bin.before()).put("now", bin.now());
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
