package ml.lifecycle.internal.gate;

import java.util.Optional;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.Metrics;
import ml.lifecycle.internal.stats.PairedProportions;

/** Compares the candidate with the champion, or another baseline, on the same rows. */
final class ChampionJudge {

    private static final String WITHOUT_MARGIN =
            "without a margin the candidate must be measurably better, so give one, such as .margin(0.01)";

    private final ChampionCheck check;
    private final Metric metric;
    /** How much greater, in the direction of better, the difference must be. */
    private final double required;

    private final Pairing pairing;
    private final Trial trial;

    ChampionJudge(ChampionCheck check, Trial trial) {
        this.check = check;
        this.metric = check.metric();
        this.required = check.relation() == ChampionCheck.Relation.BETTER ? check.margin() : -check.margin();
        this.pairing = new Pairing(trial, check.baseline());
        this.trial = trial;
    }

    /** What a comparison with the champion says while there is none. */
    static CheckResult first(String requirement) {
        return new CheckResult(requirement, Verdict.PASS, Double.NaN, Double.NaN, Double.NaN, 0,
                "There is no champion yet to compare with, so this check lets the first one pass.");
    }

    CheckResult judge() {
        if (pairing.isFirst()) {
            return first(check.describe());
        }
        Evidence other = pairing.other();
        Predictions mine = trial.candidate().predictions().orElse(null);
        Predictions theirs = other == null ? null : other.predictions().orElse(null);
        String problem = other == null
                ? "the evidence has no baseline " + pairing.name()
                : pairing.problem(metric, mine, theirs);
        if (problem != null || other == null || mine == null || theirs == null) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, Double.NaN, Double.NaN, mine == null ? 0 : mine.rows(),
                    "There is no comparison: " + problem + ".");
        }
        Optional<String> model = trial.candidate().modelDigest();
        if (model.isPresent() && model.equals(other.modelDigest())) {
            return same(mine.rows());
        }
        return metric.kind() == MetricKind.ACCURACY && mine.weights() == null
                ? accuracy(mine, theirs)
                : resampled(mine, theirs);
    }

    /** The same bytes answer alike on every row there is. */
    private CheckResult same(int rows) {
        boolean passes = required <= 0 && check.relation() == ChampionCheck.Relation.NOT_WORSE;
        return result(passes ? Verdict.PASS : Verdict.FAIL, 0, Double.NaN, Double.NaN, rows,
                "The candidate and " + pairing.name() + " are the same model, byte for byte.");
    }

    /**
     * Without margin the exact McNemar test; with one, Tango's score test, since the exact test knows no margin.
     */
    private CheckResult accuracy(Predictions mine, Predictions theirs) {
        PairedProportions pairs = PairedProportions.of(mine.truth(), mine.predicted(), theirs.predicted());
        String rows = value(mine, theirs) + " (" + Say.count(pairs.gained()) + " gained, " + Say.count(pairs.lost())
                + " lost)";
        double each = (1 + check.confidence()) / 2;
        double low = pairs.lower(each);
        double high = pairs.upper(each);
        if (required == 0) {
            Verdict verdict = pairs.mcnemar() <= 1 - check.confidence()
                    ? Verdict.PASS
                    : pairs.gained() < pairs.lost() ? Verdict.FAIL : Verdict.INCONCLUSIVE;
            return result(verdict, pairs.difference(), low, high, pairs.rows(), rows + exact(pairs, verdict));
        }
        double bound = pairs.lower(check.confidence());
        return judged(bound >= required, pairs.difference(), bound, low, high, pairs.rows(), rows, confident(bound));
    }

    private String exact(PairedProportions pairs, Verdict verdict) {
        String test = "; exact McNemar test: p " + Say.probability(pairs.mcnemar(), 1 - check.confidence())
                + ", required at most " + Say.number(1 - check.confidence());
        return test + switch (verdict) {
            case PASS -> ".";
            case FAIL -> "; as measured, it is worse.";
            case INCONCLUSIVE -> "; " + needed(pairs) + ".";
        };
    }

    /** The rows that the exact test needs; its p-value says more than the bound, which is not of the same test. */
    private String needed(PairedProportions pairs) {
        long needed = pairs.rowsNeeded(check.confidence());
        if (needed > 0) {
            return "about " + Say.rows(needed) + " would be needed" + orMargin();
        }
        return check.relation() == ChampionCheck.Relation.BETTER
                ? "no number of rows could show that at this difference"
                : WITHOUT_MARGIN;
    }

    private CheckResult resampled(Predictions mine, Predictions theirs) {
        boolean greater = metric.kind().greaterIsBetter();
        Estimate estimate = greater
                ? Estimate.ofDifference(metric, mine, theirs, check.confidence())
                : Estimate.ofDifference(metric, theirs, mine, check.confidence());
        String rows = value(mine, theirs);
        if (Double.isNaN(estimate.lower())) {
            boolean fails = estimate.value() < required;
            return result(fails ? Verdict.FAIL : Verdict.INCONCLUSIVE, estimate.value(), Double.NaN, Double.NaN,
                    estimate.rows(), rows + "; " + estimate.problem() + ".");
        }
        return judged(estimate.lower() >= required && (required != 0 || estimate.lower() > 0), estimate.value(),
                estimate.lower(), estimate.low(), estimate.high(), estimate.rows(), rows, confident(estimate.lower()));
    }

    private String value(Predictions mine, Predictions theirs) {
        double one = Metrics.value(metric, mine);
        double other = Metrics.value(metric, theirs);
        String theOther = Say.number(other, one);
        return Say.number(one, other) + " beside "
                + (check.baseline() == null ? "the champion's " + theOther : theOther + " of " + pairing.name())
                + " on the same " + Say.rows(mine.rows());
    }

    private String confident(double bound) {
        String with = "; with " + Say.percent(check.confidence()) + " confidence ";
        String much = bound < 0
                ? "at most " + Say.number(-bound, -required) + " worse"
                : "at least " + Say.number(bound, required) + " better";
        return with + much + ", required " + (required > 0 || check.relation() == ChampionCheck.Relation.BETTER
                ? "more than " + Say.number(required) + " better"
                : "at most " + Say.number(-required) + " worse");
    }

    private CheckResult judged(boolean shown, double difference, double bound, double low, double high, long rows,
            String seen, String how) {
        if (shown) {
            return result(Verdict.PASS, difference, low, high, rows, seen + how + ".");
        }
        if (difference < required || (required > 0 && difference == required)) {
            return result(Verdict.FAIL, difference, low, high, rows, seen + how
                    + (required == 0 ? "; as measured, it is worse." : "; the measured difference is beyond that already."));
        }
        return result(Verdict.INCONCLUSIVE, difference, low, high, rows,
                seen + how + rowsNeeded(difference, bound, rows) + ".");
    }

    /** The distance of bound and value shrinks with the root of the rows. */
    private String rowsNeeded(double difference, double bound, long rows) {
        double times = (difference - bound) / (difference - required);
        if (!(times * times * rows < 1e8)) {
            return required == 0 && check.relation() == ChampionCheck.Relation.NOT_WORSE
                    ? "; " + WITHOUT_MARGIN
                    : "; no number of rows could show that at this difference";
        }
        return "; about " + Say.rows((long) Math.ceil(times * times * rows)) + " would be needed" + orMargin();
    }

    private String orMargin() {
        return required == 0 && check.relation() == ChampionCheck.Relation.NOT_WORSE
                ? ", or a margin of what may be lost, such as .margin(0.01)" : "";
    }

    private CheckResult result(Verdict verdict, double value, double low, double high, long rows, String sentence) {
        return new CheckResult(check.describe(), verdict, value, low, high, rows, sentence);
    }
}
