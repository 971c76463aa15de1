package ml.lifecycle.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Change;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Fairness;
import ml.lifecycle.gate.FairnessGap;
import ml.lifecycle.gate.GroupComparison;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.OverfitGap;
import ml.lifecycle.gate.Recorded;
import ml.lifecycle.gate.Rows;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.gate.WorstGroup;
import ml.lifecycle.internal.text.Json;
import org.jspecify.annotations.Nullable;

/** Measures as JSON. */
final class MeasureCodec {

    private MeasureCodec() {}

    static ObjectNode toJson(Measure measure) {
        if (measure instanceof DataMeasure data) {
            return DataCheckCodec.toJson(data);
        }
        ObjectNode json = Json.object();
        if (measure instanceof Metric metric) {
            json.put("kind", "metric").put("metric", Fields.key(metric.kind()));
            putUnlessNull(json, "label", metric.label());
            putUnlessNull(json, "average", metric.average() == null ? null : Fields.key(metric.average()));
        } else if (measure instanceof Recorded recorded) {
            json.put("kind", "recorded").put("name", recorded.name());
        } else if (measure instanceof Latency latency) {
            json.put("kind", "latency");
            Fields.put(json, "quantile", latency.quantile());
        } else if (measure instanceof Throughput) {
            json.put("kind", "throughput");
        } else if (measure instanceof OverfitGap gap) {
            json.put("kind", "overfit_gap");
            json.set("metric", toJson(gap.metric()));
        } else if (measure instanceof FairnessGap gap) {
            json.put("kind", "fairness_gap");
            json.set("metric", toJson(gap.metric()));
            json.put("column", gap.column());
            putComparison(json, gap.comparison());
        } else if (measure instanceof Fairness fairness) {
            json.put("kind", "fairness").put("criterion", Fields.key(fairness.criterion()))
                    .put("label", fairness.label()).put("column", fairness.column());
            if (fairness.ratio()) {
                json.put("ratio", true);
            }
            putComparison(json, fairness.comparison());
        } else if (measure instanceof WorstGroup groups) {
            json.put("kind", "worst_group");
            json.set("metric", toJson(groups.metric()));
            json.put("column", groups.column());
        } else if (measure instanceof Change change) {
            json.put("kind", "change");
            json.set("metric", toJson(change.metric()));
            if (change.relative()) {
                json.put("relative", true);
            }
            putUnlessNull(json, "baseline", change.baseline());
        } else if (measure instanceof Drift drift) {
            json.put("kind", "drift").put("method", Fields.key(drift.method()));
            putUnlessNull(json, "column", drift.column());
        } else if (measure instanceof Rows) {
            json.put("kind", "rows");
        }
        return json;
    }

    private static void putComparison(ObjectNode json, GroupComparison comparison) {
        if (comparison != GroupComparison.BETWEEN_GROUPS) {
            json.put("comparison", Fields.key(comparison));
        }
    }

    private static GroupComparison comparison(Fields fields) {
        return fields.constant("comparison", GroupComparison.BETWEEN_GROUPS);
    }

    private static void putUnlessNull(ObjectNode json, String key, @Nullable String text) {
        if (text != null) {
            json.put(key, text);
        }
    }

    static Measure measure(JsonNode json) {
        Fields fields = new Fields("measure", json);
        return fields.build(() -> switch (fields.text("kind")) {
            case "metric" -> metric(json);
            case "recorded" -> new Recorded(fields.text("name"));
            case "latency" -> new Latency(fields.number("quantile"));
            case "throughput" -> new Throughput();
            case "overfit_gap" -> new OverfitGap(metric(fields.object("metric")));
            case "fairness_gap" -> new FairnessGap(
                    metric(fields.object("metric")), fields.text("column"), comparison(fields));
            case "fairness" -> new Fairness(fields.constant("criterion", Fairness.Criterion.class),
                    fields.text("label"), fields.text("column"), fields.flag("ratio"), comparison(fields));
            case "worst_group" -> new WorstGroup(metric(fields.object("metric")), fields.text("column"));
            case "change" -> new Change(
                    metric(fields.object("metric")), fields.flag("relative"), fields.textOrNull("baseline"));
            case "data" -> DataCheckCodec.measure(fields);
            case "rows" -> new Rows();
            case "drift" -> new Drift(fields.constant("method", DriftMethod.class), fields.textOrNull("column"));
            default -> throw fields.unknown("kind");
        });
    }

    static Metric metric(JsonNode json) {
        Fields fields = new Fields("metric", json);
        return fields.build(() -> new Metric(
                fields.constant("metric", MetricKind.class), fields.textOrNull("label"),
                json.has("average") ? fields.constant("average", Average.class) : null));
    }
}
