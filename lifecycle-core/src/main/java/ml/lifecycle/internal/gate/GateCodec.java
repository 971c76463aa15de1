package ml.lifecycle.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.CorruptException;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CombinedCheck;
import ml.lifecycle.gate.CustomCheck;
import ml.lifecycle.gate.DataCheck;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.FactCheck;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.WarnOnly;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Json;

/** Checks, gates and reports as JSON; what is read back equals what was written. */
public final class GateCodec {

    private GateCodec() {}

    /**
     * Writes a gate.
     *
     * @param gate the gate
     * @return its JSON
     */
    public static ObjectNode toJson(QualityGate gate) {
        ObjectNode json = Json.object().put("name", gate.name());
        json.set("checks", checks(gate.checks()));
        return json;
    }

    /**
     * Reads a gate.
     *
     * @param json what {@link #toJson(QualityGate)} wrote
     * @return the gate
     * @throws CorruptException if it is none, or of a newer version that knows more checks
     */
    public static QualityGate gate(JsonNode json) {
        Fields fields = new Fields("gate", json);
        return fields.build(() -> new QualityGate(fields.text("name"), checks(fields.array("checks"))));
    }

    /**
     * The digest of a gate's checks, whatever the gate is called.
     *
     * @param gate the gate
     * @return the SHA-256 of the canonical JSON of its checks
     */
    public static String digest(QualityGate gate) {
        return Digests.of(new String(Json.bytes(checks(gate.checks())), StandardCharsets.UTF_8));
    }

    private static ArrayNode checks(List<Check> checks) {
        ArrayNode array = Json.object().putArray("checks");
        checks.forEach(check -> array.add(toJson(check)));
        return array;
    }

    private static List<Check> checks(JsonNode array) {
        List<Check> checks = new ArrayList<>();
        array.forEach(check -> checks.add(check(check)));
        return checks;
    }

    /**
     * Writes a check; of a custom check only its name.
     *
     * @param check the check
     * @return its JSON
     */
    public static ObjectNode toJson(Check check) {
        if (check instanceof DataCheck data) {
            return DataCheckCodec.toJson(data);
        }
        ObjectNode json = Json.object();
        if (check instanceof ThresholdCheck threshold) {
            json.put("kind", "threshold");
            json.set("measure", MeasureCodec.toJson(threshold.measure()));
            putUnless(json, "low", threshold.bound().low(), Double.NEGATIVE_INFINITY);
            putUnless(json, "high", threshold.bound().high(), Double.POSITIVE_INFINITY);
            putUnless(json, "confidence", threshold.confidence(), 0);
            putUnless(json, "minRows", threshold.minRows(), 1);
            putUnless(json, "minGroupSize", threshold.minGroupSize(), 1);
        } else if (check instanceof ChampionCheck comparison) {
            json.put("kind", "champion");
            json.set("metric", MeasureCodec.toJson(comparison.metric()));
            json.put("relation", Fields.key(comparison.relation()));
            putUnless(json, "margin", comparison.margin(), 0);
            Fields.put(json, "confidence", comparison.confidence());
            if (comparison.baseline() != null) {
                json.put("baseline", comparison.baseline());
            }
        } else if (check instanceof FactCheck fact) {
            json.put("kind", "fact").put("fact", Fields.key(fact.fact()));
        } else if (check instanceof CombinedCheck combined) {
            json.put("kind", "combined").put("mode", Fields.key(combined.mode()));
            json.set("checks", checks(combined.checks()));
        } else if (check instanceof WarnOnly warning) {
            json.put("kind", "warn");
            json.set("check", toJson(warning.check()));
        } else if (check instanceof CustomCheck custom) {
            json.put("kind", "custom").put("name", custom.name());
        }
        return json;
    }

    private static void putUnless(ObjectNode json, String key, double value, double usual) {
        if (Double.compare(value, usual) != 0) {
            Fields.put(json, key, value);
        }
    }

    private static void putUnless(ObjectNode json, String key, long value, long usual) {
        if (value != usual) {
            json.put(key, value);
        }
    }

    /**
     * Reads a check.
     *
     * @param json what {@link #toJson(Check)} wrote
     * @return the check
     * @throws CorruptException if it is none, or of a newer version
     */
    public static Check check(JsonNode json) {
        Fields fields = new Fields("check", json);
        return fields.build(() -> switch (fields.text("kind")) {
            case "threshold" -> new ThresholdCheck(
                    MeasureCodec.measure(fields.object("measure")),
                    new Bound(fields.number("low", Double.NEGATIVE_INFINITY),
                            fields.number("high", Double.POSITIVE_INFINITY)),
                    fields.number("confidence", 0), fields.whole("minRows", 1), fields.whole("minGroupSize", 1));
            case "champion" -> new ChampionCheck(
                    MeasureCodec.metric(fields.object("metric")),
                    fields.constant("relation", ChampionCheck.Relation.class),
                    fields.number("margin", 0), fields.number("confidence"), fields.textOrNull("baseline"));
            case "fact" -> new FactCheck(fields.constant("fact", Fact.class));
            case "combined" -> new CombinedCheck(
                    fields.constant("mode", CombinedCheck.Mode.class), checks(fields.array("checks")));
            case "warn" -> new WarnOnly(check(fields.object("check")));
            case "schema" -> DataCheckCodec.schema(fields);
            case "values" -> DataCheckCodec.values(fields);
            case "custom" -> CustomCheck.known(fields.text("name"));
            default -> throw fields.unknown("kind");
        });
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @return its JSON
     */
    public static ObjectNode toJson(GateReport report) {
        return ReportCodec.toJson(report);
    }

    /**
     * Reads a report.
     *
     * @param json what {@link #toJson(GateReport)} wrote
     * @return the report
     * @throws CorruptException if it is none, or of a newer version
     */
    public static GateReport report(JsonNode json) {
        return ReportCodec.report(json);
    }
}
