package ml.lifecycle.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.DataCheck;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.gate.SchemaCheck;
import ml.lifecycle.gate.ValueCheck;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.signature.ColumnType;

/** Checks on data as JSON. */
final class DataCheckCodec {

    private DataCheckCodec() {}

    static ObjectNode toJson(DataCheck check) {
        ObjectNode json = Json.object();
        if (check instanceof SchemaCheck schema) {
            json.put("kind", "schema").put("exact", schema.exact());
            ArrayNode columns = json.putArray("columns");
            for (SchemaCheck.Field field : schema.columns()) {
                ObjectNode column = columns.addObject().put("name", field.name());
                if (field.type() != null) {
                    column.put("type", Fields.key(field.type()));
                }
            }
        } else if (check instanceof ValueCheck values) {
            json.put("kind", "values").put("column", values.column());
            json.set("rule", toJson(values.rule()));
            if (values.share() != 1) {
                Fields.put(json, "share", values.share());
            }
        }
        return json;
    }

    private static ObjectNode toJson(ValueCheck.Rule rule) {
        ObjectNode json = Json.object();
        if (rule instanceof ValueCheck.Present) {
            json.put("kind", "present");
        } else if (rule instanceof ValueCheck.Unique) {
            json.put("kind", "unique");
        } else if (rule instanceof ValueCheck.Within within) {
            json.put("kind", "within");
            Fields.put(json, "low", within.bound().low());
            Fields.put(json, "high", within.bound().high());
        } else if (rule instanceof ValueCheck.OneOf one) {
            ArrayNode values = json.put("kind", "one_of").putArray("values");
            one.values().forEach(values::add);
        } else if (rule instanceof ValueCheck.Matches matches) {
            json.put("kind", "matches").put("regex", matches.regex());
        } else if (rule instanceof ValueCheck.Increasing increasing) {
            json.put("kind", "increasing").put("strictly", increasing.strictly());
        } else if (rule instanceof ValueCheck.Among among) {
            json.put("kind", "among").put("reference", among.reference());
        }
        return json;
    }

    static SchemaCheck schema(Fields fields) {
        List<SchemaCheck.Field> columns = new ArrayList<>();
        for (JsonNode column : fields.array("columns")) {
            Fields field = new Fields("column", column);
            columns.add(new SchemaCheck.Field(
                    field.text("name"), column.has("type") ? field.constant("type", ColumnType.class) : null));
        }
        return new SchemaCheck(columns, fields.flag("exact"));
    }

    static ValueCheck values(Fields fields) {
        return new ValueCheck(fields.text("column"), rule(fields.object("rule")), fields.number("share", 1));
    }

    private static ValueCheck.Rule rule(JsonNode json) {
        Fields fields = new Fields("rule", json);
        return fields.build(() -> switch (fields.text("kind")) {
            case "present" -> new ValueCheck.Present();
            case "unique" -> new ValueCheck.Unique();
            case "within" -> new ValueCheck.Within(new Bound(fields.number("low"), fields.number("high")));
            case "one_of" -> {
                List<String> values = new ArrayList<>();
                fields.array("values").forEach(value -> values.add(value.asText()));
                yield new ValueCheck.OneOf(values);
            }
            case "matches" -> new ValueCheck.Matches(fields.text("regex"));
            case "increasing" -> new ValueCheck.Increasing(fields.flag("strictly"));
            case "among" -> new ValueCheck.Among(fields.text("reference"));
            default -> throw fields.unknown("kind");
        });
    }

    static ObjectNode toJson(DataMeasure measure) {
        ObjectNode json = Json.object().put("kind", "data").put("statistic", Fields.key(measure.statistic()));
        if (measure.column() != null) {
            json.put("column", measure.column());
        }
        if (measure.quantile() != 0) {
            Fields.put(json, "quantile", measure.quantile());
        }
        if (measure.label() != null) {
            json.put("label", measure.label());
        }
        return json;
    }

    static DataMeasure measure(Fields fields) {
        return new DataMeasure(fields.constant("statistic", DataMeasure.Statistic.class), fields.textOrNull("column"),
                fields.number("quantile", 0), fields.textOrNull("label"));
    }
}
