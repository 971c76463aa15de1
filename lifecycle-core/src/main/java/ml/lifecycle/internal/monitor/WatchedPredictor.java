package ml.lifecycle.internal.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.LabelCounts;
import ml.lifecycle.monitor.LabelOutcome;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import org.jspecify.annotations.Nullable;

/** A predictor, and what watches it. */
final class WatchedPredictor implements Monitor {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Predictor model;
    private final Watch watch;
    private final Runnable closed;

    WatchedPredictor(Predictor model, Watch watch, Runnable closed) {
        this.model = model;
        this.watch = watch;
        this.closed = closed;
    }

    private void requireOpen() {
        if (watch.isClosed()) {
            throw new UnavailableException("The monitor of " + Names.printable(model.source())
                    + " is closed; ask the predictor itself, or open another monitor.");
        }
    }

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        requireOpen();
        long start = System.nanoTime();
        Prediction answer = counted(() -> model.predict(row));
        watch.intake.add(row, answer, (System.nanoTime() - start) / NANOS_PER_MILLI);
        return answer;
    }

    @Override
    public Prediction predict(@Nullable Object[] row) {
        requireOpen();
        long start = System.nanoTime();
        Prediction answer = counted(() -> model.predict(row));
        watch.intake.add(row, answer, (System.nanoTime() - start) / NANOS_PER_MILLI);
        return answer;
    }

    @Override
    public Prediction predict(double[] row) {
        requireOpen();
        long start = System.nanoTime();
        Prediction answer = counted(() -> model.predict(row));
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        @Nullable Object[] values = new Object[row.length];
        Arrays.setAll(values, place -> row[place]);
        watch.intake.add(values, answer, millis);
        return answer;
    }

    @Override
    public Prediction predict(String id, Map<String, ? extends @Nullable Object> row) {
        Objects.requireNonNull(id, "id");
        Prediction answer = predict(row);
        watch.waiting.add(id, answer, watch.parts().clock().millis());
        return answer;
    }

    @Override
    public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        requireOpen();
        List<Prediction> answers = counted(() -> model.predict(rows));
        for (int row = 0; row < answers.size(); row++) {
            watch.intake.add(rows.get(row), answers.get(row), Double.NaN);
        }
        return answers;
    }

    @Override
    public List<Prediction> predict(Table table) {
        requireOpen();
        List<Prediction> answers = counted(() -> model.predict(table));
        List<String> there = table.columns().stream().map(TableColumn::name).toList();
        @Nullable TableColumn[] inputs = signature().inputs().stream()
                .map(input -> there.contains(input.name()) ? table.column(input.name()) : null).toArray(TableColumn[]::new);
        for (int row = 0; row < answers.size(); row++) {
            @Nullable Object[] values = new Object[inputs.length];
            for (int column = 0; column < inputs.length; column++) {
                TableColumn input = inputs[column];
                values[column] = input == null ? null : input.value(row);
            }
            watch.intake.add(values, answers.get(row), Double.NaN);
        }
        return answers;
    }

    private <T> T counted(Supplier<T> prediction) {
        try {
            return prediction.get();
        } catch (SignatureException refused) {
            watch.intake.refuse();
            throw refused;
        }
    }

    @Override
    public LabelOutcome label(String id, String truth) {
        requireOpen();
        Objects.requireNonNull(truth, "truth");
        if (kind() == Output.Kind.NUMBER) {
            throw new RefusedException("The model " + model.source() + " predicts numbers; tell the true number of '"
                    + Names.printable(id) + "', not the text '" + Names.printable(truth) + "'.");
        }
        return join(id, truth);
    }

    @Override
    public LabelOutcome label(String id, double truth) {
        requireOpen();
        if (kind() != Output.Kind.NUMBER || !Double.isFinite(truth)) {
            throw new RefusedException(kind() == Output.Kind.NUMBER
                    ? "The true number of '" + Names.printable(id) + "' is " + truth + "; expected a finite one."
                    : "The model " + model.source() + " predicts no numbers; tell the true label of '"
                            + Names.printable(id) + "' as text, not as the number " + truth + ".");
        }
        return join(id, truth);
    }

    private LabelOutcome join(String id, Object truth) {
        return watch.waiting.label(Objects.requireNonNull(id, "id"), watch.parts().clock().millis(),
                prediction -> watch.joined.add(prediction, truth));
    }

    private Output.Kind kind() {
        return model.signature().output().kind();
    }

    @Override
    public Optional<MonitorWindow> closeWindow() {
        requireOpen();
        return watch.closeWindow();
    }

    @Override
    public List<MonitorWindow> windows() {
        return watch.windows();
    }

    @Override
    public LabelCounts labels() {
        return watch.waiting.counts();
    }

    @Override
    public List<String> failures() {
        return watch.failures();
    }

    @Override
    public RunQuery history() {
        return watch.parts().keeper().experiment().runs();
    }

    @Override
    public Signature signature() {
        return model.signature();
    }

    /** The same model and the same watch: all that passes through either is in the same windows. */
    @Override
    public Predictor with(SignaturePolicy policy) {
        return new WatchedPredictor(model.with(policy), watch, closed);
    }

    @Override
    public SignaturePolicy policy() {
        return model.policy();
    }

    @Override
    public Predictor unwatched() {
        return model.unwatched();
    }

    @Override
    public String source() {
        return model.source();
    }

    @Override
    public String digest() {
        return model.digest();
    }

    @Override
    public List<DataUse> trainedOn() {
        return model.trainedOn();
    }

    @Override
    public void close() {
        watch.close();
        closed.run();
    }

    @Override
    public String toString() {
        return MonitorText.of(model, watch);
    }
}
