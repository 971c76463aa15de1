package ml.lifecycle.internal.monitor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;

/** Predictions whose labels arrived during a window. Safe for use by several threads. */
final class Joined {

    /** More are counted, not kept. */
    static final int MOST = 100_000;

    private List<Prediction> predictions = new ArrayList<>();
    private List<Object> truths = new ArrayList<>();
    private long arrived;

    /**
     * What arrived.
     *
     * @param predictions what was predicted, at most {@link #MOST}
     * @param truths the label or number that is true of each
     * @param arrived how many labels there were
     */
    record Batch(List<Prediction> predictions, List<Object> truths, long arrived) {}

    synchronized void add(Prediction prediction, Object truth) {
        arrived++;
        if (predictions.size() < MOST) {
            predictions.add(prediction);
            truths.add(truth);
        }
    }

    synchronized boolean isEmpty() {
        return arrived == 0;
    }

    /** Takes what arrived, and begins anew. */
    synchronized Batch take() {
        Batch batch = new Batch(predictions, truths, arrived);
        predictions = new ArrayList<>();
        truths = new ArrayList<>();
        arrived = 0;
        return batch;
    }

    /** What a gate can judge, if anything arrived. */
    static Optional<Predictions> judged(Batch batch, Output.Kind kind) {
        if (batch.predictions().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (kind) {
            case LABEL -> labels(batch);
            case NUMBER -> Predictions.ofNumbers(
                    batch.truths().stream().mapToDouble(truth -> (Double) truth).toArray(),
                    batch.predictions().stream().mapToDouble(Prediction::value).toArray());
            case CLUSTER -> clusters(batch);
        });
    }

    private static Predictions labels(Batch batch) {
        List<String> truths = batch.truths().stream().map(String.class::cast).toList();
        Predictions labels = Predictions.ofLabels(truths, batch.predictions().stream().map(Prediction::label).toList());
        Set<String> domain = new LinkedHashSet<>(labels.labels());
        boolean scored = batch.predictions().stream().allMatch(one -> one.scores().keySet().containsAll(domain));
        return !scored ? labels : labels.scores(batch.predictions().stream()
                .map(one -> domain.stream().mapToDouble(label -> one.scores().get(label)).toArray())
                .toArray(double[][]::new));
    }

    private static Predictions clusters(Batch batch) {
        List<String> truths = batch.truths().stream().map(String.class::cast).toList();
        List<String> classes = List.copyOf(new TreeSet<>(truths));
        return Predictions.ofClusters(classes, truths.stream().mapToInt(classes::indexOf).toArray(),
                batch.predictions().stream().mapToInt(one -> Integer.parseInt(one.label())).toArray());
    }
}
