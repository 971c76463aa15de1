package ml.lifecycle.internal.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.internal.stats.DriftPair;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.internal.stats.Overlay;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;

/** Says in words and figures how a column changed. */
final class ColumnChanges {

    private static final int SHOWN = 20;

    private ColumnChanges() {}

    /** A column of which nothing can be compared. */
    static ColumnChange notCompared(DriftSide before, Optional<DriftSide> now, String sentence) {
        return new ColumnChange(before.name(), before.type(), now.map(DriftSide::type).orElse(null),
                ColumnChange.State.NOT_COMPARED, DriftMethod.PSI, Double.NaN,
                1, Map.of(), before.values().mean(), now.map(side -> side.values().mean()).orElse(Double.NaN),
                before.values().missingShare(), now.map(side -> side.values().missingShare()).orElse(Double.NaN),
                Double.NaN, List.of(), List.of(), List.of(), sentence);
    }

    /** A column of both. */
    static ColumnChange of(DriftPair pair, ColumnChange.State state, DriftMethod method,
            Map<DriftMethod, Double> distances, double probability, Optional<String> silence) {
        List<String> appeared = pair.only(true).stream().limit(SHOWN).toList();
        List<String> vanished = pair.only(false).stream().limit(SHOWN).toList();
        double newShare = silence.isPresent() ? Double.NaN : pair.newShare();
        return new ColumnChange(pair.before().name(), pair.before().type(), pair.now().type(), state, method,
                distances.get(method), probability, distances, pair.before().values().mean(), pair.now().values().mean(),
                pair.before().values().missingShare(), pair.now().values().missingShare(), newShare, appeared, vanished,
                Overlay.of(pair.before().values(), pair.now().values()),
                measured(pair, method, distances.get(method), probability, silence) + told(newShare, appeared, vanished) + ".");
    }

    private static String measured(
            DriftPair pair, DriftMethod method, double distance, double probability, Optional<String> silence) {
        StringBuilder text = new StringBuilder(Names.printable(pair.before().name())).append(": ").append(method)
                .append(' ').append(number(distance)).append(", p ")
                .append(probability < 1e-4 ? "< 0.0001" : "= " + number(probability));
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
        if (silence.isPresent()) {
            text.append("; the values are not compared: ").append(silence.get());
        } else if (Double.isNaN(distance)) {
            text.append("; there is no such distance where a side has no value, or the reference but one or a mean of 0");
        }
        return text.toString();
    }

    private static String told(double newShare, List<String> appeared, List<String> vanished) {
        StringBuilder text = new StringBuilder();
        if (newShare > 0) {
            text.append("; ").append(ReportText.percent(newShare))
                    .append(" of the values are not among those of the reference");
        }
        append(text, "; new: ", appeared);
        append(text, "; gone: ", vanished);
        return text.toString();
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
