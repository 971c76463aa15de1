package ml.lifecycle.internal.gate;

import ml.lifecycle.gate.Change;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.OverfitGap;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.Recorded;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.Metrics;
import ml.lifecycle.internal.stats.Quantile;
import ml.lifecycle.internal.stats.Rate;
import ml.lifecycle.internal.text.Count;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value of a measure in the evidence: computed from predictions if there are any, else as it was recorded.
 */
final class Measuring {

    private final Trial trial;
    private final double confidence;

    Measuring(Trial trial, double confidence) {
        this.trial = trial;
        this.confidence = confidence;
    }

    Measured metric(Metric metric) {
        Predictions predictions = trial.candidate().predictions().orElse(null);
        if (predictions != null) {
            Estimate estimate = Estimate.of(metric, predictions, confidence);
            Double recorded = trial.candidate().metrics().get(metric.key());
            // What was recorded elsewhere must not hide rows that the model refused here.
            return Double.isNaN(estimate.value()) && recorded != null && predictions.isAnswered()
                    ? recorded(recorded, metric.key())
                    : Measured.onRows(estimate);
        }
        return recorded(metric.key(), "there are no predictions, and ");
    }

    Measured recorded(Recorded recorded) {
        return recorded(recorded.name(), "");
    }

    private Measured recorded(String key, String otherwise) {
        Double value = trial.candidate().metrics().get(key);
        return value == null
                ? Measured.none(otherwise + "no metric " + Say.name(key) + " was recorded", 0)
                : recorded(value, key);
    }

    /** A value that the metric can never have is a mistake of who recorded it, and says nothing about the model. */
    private static Measured recorded(double value, String key) {
        String mistake = Mistake.in(key, value);
        return mistake == null ? Measured.recorded(value, key) : Measured.none(mistake, 0);
    }

    /** The number of rows is no estimate: it is known for sure, at any confidence. */
    Measured rows() {
        Predictions predictions = trial.candidate().predictions().orElse(null);
        if (predictions == null) {
            return Measured.none("there are no predictions", 0);
        }
        double rows = predictions.rows();
        return new Measured(new Estimate(rows, rows, rows, rows, rows, predictions.rows(), "", "", null), " predicted");
    }

    Measured change(Change change) {
        Pairing pairing = new Pairing(trial, change.baseline());
        Evidence other = pairing.other();
        if (other == null) {
            return Measured.none("the evidence has no baseline " + pairing.name(), 0);
        }
        Metric metric = change.metric();
        Predictions mine = trial.candidate().predictions().orElse(null);
        Predictions theirs = other.predictions().orElse(null);
        Double now = trial.candidate().metrics().get(metric.key());
        Double before = other.metrics().get(metric.key());
        if ((mine == null || theirs == null) && now != null && before != null) {
            return recordedChange(change, before, now);
        }
        String problem = pairing.problem(metric, mine, theirs);
        if (problem != null || mine == null || theirs == null) {
            return Measured.none(String.valueOf(problem), mine == null ? 0 : mine.rows());
        }
        Estimate estimate = change.relative()
                ? Estimate.ofRelativeChange(metric, mine, theirs, confidence)
                : Estimate.ofDifference(metric, mine, theirs, confidence);
        return new Measured(estimate, ", from " + Say.number(Metrics.value(metric, theirs)) + " to "
                + Say.number(Metrics.value(metric, mine)) + " on the same " + Say.rows(mine.rows()));
    }

    private static Measured recordedChange(Change change, double before, double now) {
        String mistake = Mistake.in(change.metric().key(), before, now);
        if (mistake != null) {
            return Measured.none(mistake, 0);
        }
        double value = change.relative() ? (now - before) / Math.abs(before) : now - before;
        return new Measured(Estimate.point(before == 0 && change.relative() ? Double.NaN : value, 0),
                ", from " + Say.number(before) + " to " + Say.number(now) + " as recorded");
    }

    /** A quantile needs at least one call that is slower, else it is just the slowest one. */
    Measured latency(Latency latency) {
        double[] times = trial.candidate().latencies().orElse(null);
        if (times == null) {
            return recorded(latency.key(), "no calls were timed, and ");
        }
        Quantile quantile = Quantile.of(times, latency.quantile());
        long needed = quantile.callsNeeded(confidence);
        if (times.length < needed) {
            return Measured.none("this quantile needs at least " + Count.of(needed, "timed call") + ", and there are "
                    + Say.count(times.length), times.length);
        }
        return new Measured(quantile.estimate(confidence), " ms on " + Count.of(times.length, "call"));
    }

    Measured throughput(Throughput throughput) {
        double[] times = trial.candidate().latencies().orElse(null);
        if (times == null) {
            return recorded(throughput.key(), "no calls were timed, and ");
        }
        return new Measured(Rate.perSecond(times, confidence), " per second on " + Count.of(times.length, "call"));
    }

    Measured overfitGap(OverfitGap gap) {
        Metric metric = gap.metric();
        Predictions judged = trial.candidate().predictions().orElse(null);
        Predictions training = trial.candidate().training().orElse(null);
        if (judged == null || training == null) {
            return recordedGap(metric, judged);
        }
        Estimate now = Estimate.of(metric, judged, 0);
        Estimate before = Estimate.of(metric, training, 0);
        if (Double.isNaN(now.value()) || Double.isNaN(before.value())) {
            return Measured.none("on the " + (Double.isNaN(now.value()) ? "judged" : "training") + " data "
                    + (Double.isNaN(now.value()) ? now : before).problem(), judged.rows());
        }
        boolean greater = metric.kind().greaterIsBetter();
        double value = greater ? before.value() - now.value() : now.value() - before.value();
        Estimate estimate = confidence == 0
                ? Estimate.point(value, judged.rows())
                : greater ? Estimate.ofIndependent(metric, training, judged, confidence)
                        : Estimate.ofIndependent(metric, judged, training, confidence);
        return new Measured(estimate, words(before.value(), now.value(),
                " (" + Say.rows(training.rows()) + ")", " on " + Say.rows(judged.rows())));
    }

    private Measured recordedGap(Metric metric, @Nullable Predictions judged) {
        Double before = trial.candidate().metrics().get("train/" + metric.key());
        Double now = judged == null
                ? trial.candidate().metrics().get(metric.key())
                : Estimate.of(metric, judged, 0).value();
        if (before == null || now == null) {
            return Measured.none("there are no predictions on " + (judged == null ? "judged and " : "")
                    + "training data, and no metric "
                    + Say.name(before == null ? "train/" + metric.key() : metric.key()) + " was recorded", 0);
        }
        String mistake = Mistake.in(metric.key(), before, now);
        if (mistake != null) {
            return Measured.none(mistake, 0);
        }
        double value = metric.kind().greaterIsBetter() ? before - now : now - before;
        return new Measured(Estimate.point(value, 0), words(before, now, "", ""));
    }

    private static String words(double before, double now, String training, String judged) {
        return ", from " + Say.number(before) + " in training" + training + " to " + Say.number(now) + judged;
    }
}
