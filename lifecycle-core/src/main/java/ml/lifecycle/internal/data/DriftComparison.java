package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.ColumnChange.State;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.internal.stats.ColumnDrift;
import ml.lifecycle.internal.stats.DriftPair;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.internal.stats.Holm;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** Reports on the columns of two sets of data. */
final class DriftComparison {

    /** With more rows in both, a change must be large enough to matter. */
    private static final long MANY = 1000;

    private final DriftSettings settings;

    private DriftComparison(DriftSettings settings) {
        this.settings = settings;
    }

    /**
     * A column of both, before the correction for the number of tests.
     *
     * @param sides both sides
     * @param method the method that decides
     * @param distances the distance by each method
     * @param probability that of the values; 1 if they say nothing
     * @param silence why the values say nothing
     */
    private record Measured(DriftPair sides, DriftMethod method, Map<DriftMethod, Double> distances, double probability,
            Optional<String> silence) {

        double distance() {
            return distances.get(method);
        }

        boolean hasValues() {
            return silence.isEmpty() && !Double.isNaN(distance());
        }
    }

    static DriftReport compare(List<DriftSide> reference, long referenceRows, List<DriftSide> current, long currentRows,
            DriftSettings settings) {
        DriftComparison comparison = new DriftComparison(settings);
        List<ColumnChange> changes = new ArrayList<>();
        List<Measured> measured = new ArrayList<>();
        for (DriftSide before : reference) {
            Optional<DriftPair> pair = partner(before, current).map(now -> DriftPair.of(before, now));
            Optional<String> obstacle = obstacle(before, pair);
            changes.add(ColumnChanges.notCompared(before, partner(before, current), obstacle.orElse("") + "."));
            if (obstacle.isEmpty()) {
                measured.add(comparison.measure(pair.orElseThrow()));
            }
        }
        comparison.judge(measured).forEach(change -> changes.replaceAll(
                placeholder -> placeholder.name().equals(change.name()) ? change : placeholder));
        return new DriftReport(referenceRows, currentRows, settings.falseAlarms(), changes,
                current.stream().filter(now -> partner(now, reference).isEmpty()).map(DriftSide::name).toList());
    }

    private static Optional<DriftSide> partner(DriftSide column, List<DriftSide> sides) {
        return sides.stream().filter(side -> side.name().equals(column.name())).findFirst();
    }

    private static Optional<String> obstacle(DriftSide before, Optional<DriftPair> pair) {
        String name = Names.printable(before.name());
        if (pair.isEmpty()) {
            return Optional.of(name + " is not among the current columns");
        }
        return pair.get().obstacle().or(() -> before.type() == ColumnType.TIMESTAMP
                ? Optional.of(name + " holds timestamps, which always go on") : Optional.empty());
    }

    private Measured measure(DriftPair pair) {
        DriftMethod method = method(pair);
        Map<DriftMethod, Double> distances = new EnumMap<>(DriftMethod.class);
        Optional<String> silence = pair.silence();
        ColumnDrift decisive = pair.drift(method);
        for (DriftMethod each : DriftMethod.values()) {
            if (each == method) {
                distances.put(each, decisive.distance());
            } else if (pair.before().isNumeric() || !each.isOfNumbers()) {
                distances.put(each, pair.distance(each));
            }
        }
        return new Measured(pair, method, distances, silence.isPresent() ? 1 : decisive.probability(), silence);
    }

    private DriftMethod method(DriftPair pair) {
        DriftSide before = pair.before();
        DriftMethod chosen = settings.methods().get(before.name());
        if (chosen != null && !pair.allows(chosen)) {
            throw new RefusedException("The method " + chosen + " needs numbers, but '" + Names.printable(before.name())
                    + "' is " + before.type() + "; choose χ², Jensen–Shannon or PSI for it.");
        }
        if (chosen != null) {
            return chosen;
        }
        boolean many = Math.min(before.values().present(), pair.now().values().present()) > MANY;
        if (before.isNumeric()) {
            // The spread of huge numbers overflows, and a distance in units of it would be a zero that means nothing.
            double scale = before.values().scale();
            return many && scale > 0 && Double.isFinite(scale) ? DriftMethod.WASSERSTEIN : DriftMethod.KOLMOGOROV_SMIRNOV;
        }
        return many ? DriftMethod.JENSEN_SHANNON : DriftMethod.CHI_SQUARED;
    }

    private List<ColumnChange> judge(List<Measured> measured) {
        List<Double> tests = new ArrayList<>();
        for (Measured one : measured) {
            addIf(one.hasValues(), one.probability(), tests);
            addIf(one.sides().hasMissing(), one.sides().missing().probability(), tests);
        }
        double[] corrected = Holm.corrected(tests.stream().mapToDouble(Double::doubleValue).toArray());
        List<ColumnChange> changes = new ArrayList<>();
        int next = 0;
        for (Measured one : measured) {
            double values = one.hasValues() ? corrected[next++] : 1;
            double missing = one.sides().hasMissing() ? corrected[next++] : 1;
            changes.add(judge(one, values, missing));
        }
        return changes;
    }

    private static void addIf(boolean made, double probability, List<Double> tests) {
        if (made) {
            tests.add(probability);
        }
    }

    private ColumnChange judge(Measured one, double values, double missing) {
        boolean byTest = one.method() == DriftMethod.KOLMOGOROV_SMIRNOV || one.method() == DriftMethod.CHI_SQUARED;
        boolean valuesDrifted = values <= settings.falseAlarms() && (byTest || one.distance() > settings.threshold());
        boolean missingDrifted = missing <= settings.falseAlarms()
                && (byTest || one.sides().missingMatters(settings.missing()));
        State state = valuesDrifted || missingDrifted ? State.DRIFTED
                : one.hasValues() ? State.STABLE : State.NOT_COMPARED;
        return ColumnChanges.of(one.sides(), state, one.method(), one.distances(), Math.min(values, missing), one.silence());
    }
}
