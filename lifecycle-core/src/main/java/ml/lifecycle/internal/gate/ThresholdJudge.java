package ml.lifecycle.internal.gate;

import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.Proportion;

/** Compares a measured value, or the bound of its interval, with what is required. */
final class ThresholdJudge {

    private static final long MANY = 100_000_000;

    private final ThresholdCheck check;
    private final Measured measured;
    private final Estimate estimate;
    private final Bound bound;

    ThresholdJudge(ThresholdCheck check, Measured measured) {
        this.check = check;
        this.measured = measured;
        this.estimate = measured.estimate();
        this.bound = check.bound();
    }

    CheckResult judge() {
        if (Double.isNaN(estimate.value())) {
            return result(Verdict.INCONCLUSIVE, "There is no value: "
                    + (estimate.problem().isEmpty() ? "it is no number" : estimate.problem()) + ".");
        }
        if (estimate.rows() < check.minRows() && check.minRows() > 1) {
            return result(Verdict.INCONCLUSIVE, seen() + "; at least " + Say.rows(check.minRows()) + " are asked for.");
        }
        return check.confidence() == 0 ? byPoint() : byBounds();
    }

    private CheckResult byPoint() {
        Verdict verdict = bound.admits(estimate.value()) ? Verdict.PASS : Verdict.FAIL;
        return result(verdict, seen() + "; point estimate, required " + required() + ".");
    }

    private CheckResult byBounds() {
        if (!bound.admits(estimate.value())) {
            return result(Verdict.FAIL, seen() + "; the measured value is not " + required() + confident()
                    + withoutError()
                    + ".");
        }
        if (Double.isNaN(estimate.lower())) {
            String problem = estimate.problem().isEmpty() ? "a single number has no interval" : estimate.problem();
            return result(Verdict.INCONCLUSIVE, seen() + "; required " + required() + " with "
                    + Say.percent(check.confidence()) + " confidence, but " + problem + ".");
        }
        boolean passes = (bound.low() == Double.NEGATIVE_INFINITY || estimate.lower() >= bound.low())
                && (bound.high() == Double.POSITIVE_INFINITY || estimate.upper() <= bound.high());
        return passes
                ? result(Verdict.PASS, seen() + confident() + ", required " + required() + ".")
                : result(Verdict.INCONCLUSIVE, seen() + confident() + ", required " + required() + rowsNeeded() + ".");
    }

    private String seen() {
        double end = bound.low() == Double.NEGATIVE_INFINITY ? bound.high() : bound.low();
        return Say.number(estimate.value(), end) + measured.on();
    }

    /** The bounds that matter, in words. */
    private String confident() {
        if (Double.isNaN(estimate.lower())) {
            return "";
        }
        String with = "; with " + Say.percent(check.confidence()) + " confidence ";
        if (bound.high() == Double.POSITIVE_INFINITY) {
            return with + "at least " + Say.number(estimate.lower(), bound.low());
        }
        if (bound.low() == Double.NEGATIVE_INFINITY) {
            return with + "at most " + Say.number(estimate.upper(), bound.high());
        }
        return with + "at least " + Say.number(estimate.lower(), bound.low()) + " and with the same at most "
                + Say.number(estimate.upper(), bound.high());
    }

    private String required() {
        return Say.bound(bound);
    }

    /** For a proportion that is too low: the least number of rows that could show the bound. */
    private String withoutError() {
        if (estimate.counts() == null || bound.high() != Double.POSITIVE_INFINITY) {
            return "";
        }
        long rows = new Proportion(1, 1).rowsNeeded(bound.low(), true, check.confidence());
        return rows < 0 ? "" : "; about " + Say.rows(rows) + " without error would be needed";
    }

    private String rowsNeeded() {
        long rows = Math.max(rowsNeeded(bound.low(), true), rowsNeeded(bound.high(), false));
        if (rows < 0 || rows >= MANY) {
            return "; no number of rows could show that at this value";
        }
        boolean perfect = estimate.counts() != null && estimate.counts().successes() == estimate.counts().trials();
        return "; about " + Say.rows(rows) + (perfect ? " without error" : "") + " would be needed";
    }

    private long rowsNeeded(double required, boolean atLeast) {
        if (Double.isInfinite(required)) {
            return 0;
        }
        Proportion counts = estimate.counts();
        if (counts != null) {
            long trials = counts.rowsNeeded(required, atLeast, check.confidence());
            return trials < 0 ? MANY : trials;
        }
        double room = Math.abs(estimate.value() - required);
        double half = atLeast ? estimate.value() - estimate.lower() : estimate.upper() - estimate.value();
        double times = half / room;
        return room == 0 ? MANY : (long) Math.min(MANY, Math.ceil(estimate.rows() * times * times));
    }

    private CheckResult result(Verdict verdict, String sentence) {
        return new CheckResult(check.describe(), verdict, estimate.value(), estimate.low(), estimate.high(),
                estimate.rows(), sentence);
    }
}
