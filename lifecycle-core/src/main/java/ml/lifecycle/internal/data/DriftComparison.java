package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.stats.ColumnDrift;
import ml.lifecycle.internal.stats.Distribution;
import ml.lifecycle.internal.stats.Overlay;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/** Compares the columns of two sets of data. */
final class DriftComparison {

    /** With more rows in both, a change must be large enough to matter. */
    private static final long MANY = 1000;
    private static final int SHOWN = 20;

    private final DriftSettings settings;

    private DriftComparison(DriftSettings settings) {
        this.settings = settings;
    }

    /**
     * A column on one side.
     *
     * @param name its name
     * @param type its type
     * @param values its values
     * @param exact whether each different value is counted
     */
    record Side(String name, ColumnType type, Distribution values, boolean exact) {

        boolean isNumeric() {
            return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
        }

        boolean isEmpty() {
            return values.present() == 0;
        }

        /** A column without values could be of any type, and is taken as one of the other side's. */
        Side beside(Side other) {
            return !isEmpty() || other.isEmpty() ? this
                    : new Side(name, other.type, Distribution.none(name, other.isNumeric(), values.rows()), true);
        }
    }

    /** A column of both, before the correction for the number of columns. */
    private record Pair(Side before, Side now, DriftMethod method, Map<DriftMethod, Double> distances, double probability,
            double missingProbability) {

        /** Two tests are made of each column, so the smaller probability counts twice. */
        double both() {
            return Math.min(1, 2 * Math.min(probability, missingProbability));
        }
    }

    static Side side(ColumnCounts column) {
        Distribution values;
        if (column.isNumeric()) {
            NumberCounts.Sorted sorted = column.numbers.sorted(column.min, column.max);
            values = Distribution.numbers(column.name, sorted.values(), sorted.counts(), column.missing);
        } else {
            values = Distribution.texts(
                    column.name, column.texts.counts(), column.missing, column.rows - column.missing);
        }
        return new Side(column.name, column.type, values,
                column.isNumeric() ? column.numbers.isExact() : column.texts.isExact());
    }

    static Side side(TableColumn column) {
        boolean numeric = column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER;
        return new Side(column.name(), column.type(),
                numeric ? Distribution.of(column) : Distribution.categories(column), true);
    }

    static DriftReport compare(
            List<Side> reference, long referenceRows, List<Side> current, long currentRows, DriftSettings settings) {
        DriftComparison comparison = new DriftComparison(settings);
        List<ColumnChange> changes = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (Side before : reference) {
            Optional<Side> now = current.stream().filter(side -> side.name().equals(before.name())).findFirst();
            Optional<String> obstacle = obstacle(before, now);
            changes.add(notCompared(before, now, obstacle.orElse("to be judged")));
            if (obstacle.isEmpty()) {
                pairs.add(comparison.pair(before.beside(now.orElseThrow()), now.orElseThrow().beside(before)));
            }
        }
        comparison.judge(pairs).forEach(change -> changes.replaceAll(
                placeholder -> placeholder.name().equals(change.name()) ? change : placeholder));
        return new DriftReport(referenceRows, currentRows, settings.falseAlarms(), changes);
    }

    private static Optional<String> obstacle(Side before, Optional<Side> now) {
        String name = Names.printable(before.name());
        if (now.isEmpty()) {
            return Optional.of(name + " is not among the current columns.");
        }
        if (before.values().rows() == 0 || now.get().values().rows() == 0) {
            return Optional.of(name + " has no rows on one side.");
        }
        if (before.isEmpty() || now.get().isEmpty()) {
            return before.isEmpty() && now.get().isEmpty() ? Optional.of(name + " has no value on either side.")
                    : Optional.empty();
        }
        if (before.isNumeric() != now.get().isNumeric() || !before.isNumeric() && before.type() != now.get().type()) {
            return Optional.of(name + " was " + before.type() + " in the reference and is " + now.get().type() + " now.");
        }
        if (before.type() == ColumnType.TIMESTAMP) {
            return Optional.of(name + " holds timestamps, which always go on.");
        }
        return Optional.empty();
    }

    private static ColumnChange notCompared(Side before, Optional<Side> now, String sentence) {
        return new ColumnChange(before.name(), before.type(), ColumnChange.State.NOT_COMPARED, DriftMethod.PSI, Double.NaN,
                1, Map.of(), before.values().mean(), now.map(side -> side.values().mean()).orElse(Double.NaN),
                before.values().missingShare(), now.map(side -> side.values().missingShare()).orElse(Double.NaN),
                List.of(), List.of(), List.of(), sentence);
    }

    private Pair pair(Side before, Side now) {
        DriftMethod method = method(before, now);
        Map<DriftMethod, Double> distances = new EnumMap<>(DriftMethod.class);
        double probability = 1;
        for (DriftMethod each : DriftMethod.values()) {
            if (before.isNumeric() || !each.isOfNumbers()) {
                ColumnDrift drift = drift(each, before.values(), now.values());
                distances.put(each, drift.distance());
                probability = each == method && !Double.isNaN(drift.distance()) ? drift.probability() : probability;
            }
        }
        return new Pair(before, now, method, distances, probability,
                ColumnDrift.missing(before.values(), now.values()).probability());
    }

    private DriftMethod method(Side before, Side now) {
        DriftMethod chosen = settings.methods().get(before.name());
        if (chosen != null && chosen.isOfNumbers() && !before.isNumeric()) {
            throw new RefusedException("The method " + chosen + " needs numbers, but '" + Names.printable(before.name())
                    + "' is " + before.type() + "; choose χ², Jensen–Shannon or PSI for it.");
        }
        if (chosen != null) {
            return chosen;
        }
        boolean many = Math.min(before.values().present(), now.values().present()) > MANY;
        if (before.isNumeric()) {
            // The spread of huge numbers overflows, and a distance in units of it would be a zero that means nothing.
            double scale = before.values().scale();
            return many && scale > 0 && Double.isFinite(scale) ? DriftMethod.WASSERSTEIN : DriftMethod.KOLMOGOROV_SMIRNOV;
        }
        return many ? DriftMethod.JENSEN_SHANNON : DriftMethod.CHI_SQUARED;
    }

    private static ColumnDrift drift(DriftMethod method, Distribution before, Distribution now) {
        return switch (method) {
            case KOLMOGOROV_SMIRNOV -> ColumnDrift.kolmogorovSmirnov(before, now);
            case WASSERSTEIN -> ColumnDrift.wasserstein(before, now);
            case CHI_SQUARED -> ColumnDrift.chiSquared(before, now);
            case JENSEN_SHANNON -> ColumnDrift.jensenShannon(before, now);
            case PSI -> ColumnDrift.psi(before, now);
            case MEAN_SHIFT -> ColumnDrift.meanShift(before, now);
        };
    }

    private List<ColumnChange> judge(List<Pair> pairs) {
        double[] corrected = holm(pairs.stream().mapToDouble(Pair::both).toArray());
        return IntStream.range(0, pairs.size()).mapToObj(index -> judge(pairs.get(index), corrected[index])).toList();
    }

    /** Holm's corrected probabilities. */
    static double[] holm(double[] probabilities) {
        double[] corrected = new double[probabilities.length];
        List<Integer> order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).toList();
        double greatest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            greatest = Math.max(greatest, Math.min(1, probabilities[order.get(rank)] * (order.size() - rank)));
            corrected[order.get(rank)] = greatest;
        }
        return corrected;
    }

    private ColumnChange judge(Pair pair, double corrected) {
        double distance = pair.distances().get(pair.method());
        boolean byTest = pair.method() == DriftMethod.KOLMOGOROV_SMIRNOV || pair.method() == DriftMethod.CHI_SQUARED;
        double change = Math.abs(pair.now().values().missingShare() - pair.before().values().missingShare());
        boolean matters = byTest || distance > settings.threshold();
        boolean missingMatters = pair.missingProbability() < pair.probability()
                && (byTest || change > settings.threshold());
        boolean drifted = corrected <= settings.falseAlarms() && (matters && !Double.isNaN(distance) || missingMatters);
        List<String> appeared = texts(pair.now(), pair.before());
        List<String> vanished = texts(pair.before(), pair.now());
        return new ColumnChange(pair.before().name(), pair.before().type(),
                drifted ? ColumnChange.State.DRIFTED
                        : Double.isNaN(distance) ? ColumnChange.State.NOT_COMPARED : ColumnChange.State.STABLE, pair.method(), distance, corrected,
                pair.distances(), pair.before().values().mean(), pair.now().values().mean(),
                pair.before().values().missingShare(), pair.now().values().missingShare(), appeared, vanished,
                Overlay.of(pair.before().values(), pair.now().values()),
                sentence(pair, distance, corrected, appeared, vanished));
    }

    /** Texts of one side that the other does not have; not told where one side does not count each. */
    private static List<String> texts(Side of, Side other) {
        return of.exact() && other.exact() ? of.values().textsBeyond(other.values()).stream().limit(SHOWN).toList()
                : List.of();
    }

    private static String sentence(
            Pair pair, double distance, double corrected, List<String> appeared, List<String> vanished) {
        StringBuilder text = new StringBuilder(Names.printable(pair.before().name())).append(": ").append(pair.method())
                .append(' ').append(number(distance)).append(", p ")
                .append(corrected < 1e-4 ? "< 0.0001" : "= " + number(corrected));
        double before = pair.before().values().mean();
        double now = pair.now().values().mean();
        if (!Double.isNaN(before) && !Double.isNaN(now)) {
            text.append("; mean ").append(number(before)).append(" before, ").append(number(now)).append(" now");
        }
        double missingBefore = pair.before().values().missingShare();
        double missingNow = pair.now().values().missingShare();
        if (missingBefore != missingNow) {
            text.append("; missing in ").append(ReportText.percent(missingBefore)).append(" of the rows before, ")
                    .append(ReportText.percent(missingNow)).append(" now");
        }
        if (Double.isNaN(distance)) {
            text.append("; there is no such distance where a side has no value, or the reference but one or a mean of 0");
        }
        append(text, "; new: ", appeared);
        append(text, "; gone: ", vanished);
        return text.append('.').toString();
    }

    private static void append(StringBuilder text, String title, List<String> texts) {
        if (!texts.isEmpty()) {
            text.append(title).append(Layout.list(texts.stream().map(each -> Layout.cut(each, 30)).toList(), 200));
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : Layout.number(value);
    }
}
