package ml.lifecycle.internal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.ColumnImportance;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written comes back equal. */
class GateCodecProperties {

    @Property
    void a_gate_comes_back_equal(@ForAll("gates") QualityGate gate) {
        byte[] json = Json.bytes(GateCodec.toJson(gate));
        QualityGate back = GateCodec.gate(Json.read("gate", json, 0, json.length));
        assertEquals(gate, back);
        assertEquals(GateCodec.digest(gate), GateCodec.digest(back));
        assertEquals(GateCodec.digest(gate), GateCodec.digest(new QualityGate("other", gate.checks())));
    }

    @Property
    void a_report_comes_back_equal(@ForAll("reports") GateReport report) {
        byte[] json = Json.bytes(GateCodec.toJson(report));
        assertEquals(report, GateCodec.report(Json.read("report", json, 0, json.length)));
        byte[] shown = report.toJson().getBytes(StandardCharsets.UTF_8);
        assertEquals(report, GateCodec.report(Json.read("report", shown, 0, shown.length)));
    }

    @Provide
    Arbitrary<QualityGate> gates() {
        return Combinators.combine(ArbitraryChecks.text(), ArbitraryChecks.checks().list().ofMaxSize(5))
                .as(QualityGate::new);
    }

    @Provide
    Arbitrary<GateReport> reports() {
        Arbitrary<CheckResult> results = Combinators.combine(ArbitraryChecks.text(), Arbitraries.of(Verdict.class),
                ArbitraryChecks.anyNumber(), ArbitraryChecks.anyNumber(), ArbitraryChecks.anyNumber(),
                Arbitraries.longs(), ArbitraryChecks.text()).as(CheckResult::new);
        Arbitrary<CheckResult> combined = Combinators.combine(results,
                results.list().ofMaxSize(3)).as((result, parts) ->
                new CheckResult(result.requirement(), result.verdict(), result.observed(), result.low(), result.high(),
                        result.rows(), result.sentence(), parts.isEmpty(), parts));
        Arbitrary<ColumnImportance> importance = Combinators.combine(ArbitraryChecks.text(), ArbitraryChecks.anyNumber(),
                ArbitraryChecks.anyNumber()).as(ColumnImportance::new);
        return Combinators.combine(ArbitraryChecks.text(), Arbitraries.of(Verdict.class), combined.list().ofMaxSize(4),
                        ArbitraryChecks.text().injectNull(0.3), ArbitraryChecks.text().injectNull(0.3),
                        importance.list().ofMaxSize(3))
                .as((name, verdict, list, model, data, columns) ->
                        new GateReport(name, "digest", verdict, list, model, data, name, columns,
                                columns.stream().map(ColumnImportance::column).toList()));
    }

}
