package ml.lifecycle.internal.gate;

import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Change;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.CombinedCheck;
import ml.lifecycle.gate.DataChecks;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.FactCheck;
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
import ml.lifecycle.gate.SchemaCheck;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.gate.ValueCheck;
import ml.lifecycle.gate.WarnOnly;
import ml.lifecycle.gate.WorstGroup;
import ml.lifecycle.signature.ColumnType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any check there is. */
final class ArbitraryChecks {

    private ArbitraryChecks() {}

    static Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12)
                .filter(text -> !text.isBlank() && text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000));
    }

    static Arbitrary<Double> finite() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite)
                .edgeCases(edges -> edges.add(0.0, -0.0, 0.95, Double.MIN_VALUE, Double.MAX_VALUE, 2e-3, 1e23));
    }

    static Arbitrary<Double> anyNumber() {
        return Arbitraries.oneOf(finite(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    private static Arbitrary<Double> confidence() {
        return Arbitraries.doubles().between(0.5, true, 1, false).ofScale(17).filter(value -> value < 1);
    }

    static Arbitrary<Metric> metrics() {
        Arbitrary<Metric> perClass = Combinators.combine(
                Arbitraries.of(MetricKind.PRECISION, MetricKind.RECALL, MetricKind.F1, MetricKind.ROC_AUC,
                        MetricKind.AVERAGE_PRECISION),
                text(), Arbitraries.of(Average.class).injectNull(0.5))
                .as((kind, label, average) -> new Metric(kind, average == null ? label : null, average));
        return Arbitraries.oneOf(perClass, Arbitraries.of(MetricKind.class)
                .filter(kind -> !perClassKind(kind)).map(kind -> new Metric(kind, null, null)));
    }

    private static boolean perClassKind(MetricKind kind) {
        return switch (kind) {
            case PRECISION, RECALL, F1, ROC_AUC, AVERAGE_PRECISION -> true;
            default -> false;
        };
    }

    static Arbitrary<Measure> measures() {
        return Arbitraries.oneOf(
                metrics(),
                text().map(Recorded::new),
                Arbitraries.doubles().between(0, false, 1, false).ofScale(17)
                        .filter(share -> share > 0 && share < 1).map(Latency::new),
                metrics().map(OverfitGap::new),
                Combinators.combine(metrics(), text(), Arbitraries.of(GroupComparison.class)).as(FairnessGap::new),
                Combinators.combine(Arbitraries.of(Fairness.Criterion.class), text(), text(),
                        Arbitraries.of(true, false), Arbitraries.of(GroupComparison.class)).as(Fairness::new),
                Combinators.combine(metrics(), text()).as(WorstGroup::new),
                Combinators.combine(metrics(), Arbitraries.of(true, false), text().injectNull(0.5)).as(Change::new),
                Combinators.combine(Arbitraries.of(DriftMethod.class), text().injectNull(0.5)).as(Drift::new),
                text().map(column -> DataChecks.column(column).missing()),
                Combinators.combine(text(), Arbitraries.doubles().between(0, 1).ofScale(17))
                        .as((column, quantile) -> DataChecks.column(column).quantile(quantile)),
                Combinators.combine(text(), text()).as((column, label) -> DataChecks.column(column).share(label)),
                Arbitraries.of(new Rows(), new Throughput(), DataChecks.rowCount(), DataChecks.duplicateRows()));
    }

    private static Arbitrary<Bound> bounds() {
        return Combinators.combine(finite(), finite(), Arbitraries.integers().between(0, 2)).as((a, b, open) ->
                open == 0 ? Bound.atLeast(a) : open == 1 ? Bound.atMost(a) : ordered(a, b));
    }

    private static Bound ordered(double a, double b) {
        return a <= b ? Bound.between(a, b) : Bound.between(b, a);
    }

    static Arbitrary<Check> checks() {
        Arbitrary<Check> some = Arbitraries.oneOf(simple(), Combinators.combine(
                Arbitraries.of(CombinedCheck.Mode.class),
                simple().list().ofMinSize(1).ofMaxSize(3)).as(CombinedCheck::new));
        return Arbitraries.oneOf(some, some.map(WarnOnly::new));
    }

    private static Arbitrary<Check> simple() {
        Arbitrary<Check> thresholds = Combinators.combine(measures(), bounds(), confidence().injectNull(0.5),
                        Arbitraries.longs().greaterOrEqual(1), Arbitraries.longs().greaterOrEqual(1))
                .as((measure, bound, confidence, rows, size) ->
                        new ThresholdCheck(measure, bound, confidence == null ? 0 : confidence, rows, size));
        Arbitrary<Check> comparisons = Combinators.combine(metrics(), Arbitraries.of(ChampionCheck.Relation.class),
                finite().map(Math::abs), confidence(), text().injectNull(0.5)).as(ChampionCheck::new);
        return Arbitraries.oneOf(thresholds, comparisons, dataChecks(), Arbitraries.of(Fact.class).map(FactCheck::new),
                text().map(name -> Checks.custom(name, evidence -> true)));
    }

    private static Arbitrary<Check> dataChecks() {
        Arbitrary<ValueCheck.Rule> rules = Arbitraries.oneOf(
                Arbitraries.of(new ValueCheck.Present(), new ValueCheck.Unique(), new ValueCheck.Increasing(true),
                        new ValueCheck.Increasing(false), new ValueCheck.Matches("[a-z]+\\d?")),
                bounds().map(ValueCheck.Within::new), text().map(ValueCheck.Among::new),
                text().list().ofMinSize(1).ofMaxSize(3).map(ValueCheck.OneOf::new));
        Arbitrary<Check> values = Combinators.combine(text(), rules,
                        Arbitraries.doubles().between(0, false, 1, true).ofScale(17).filter(share -> share > 0))
                .as(ValueCheck::new);
        Arbitrary<Check> schemas = Combinators.combine(
                        Combinators.combine(text(), Arbitraries.of(ColumnType.class).injectNull(0.3))
                                .as(SchemaCheck.Field::new).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as(SchemaCheck::new);
        return Arbitraries.oneOf(values, schemas);
    }
}
