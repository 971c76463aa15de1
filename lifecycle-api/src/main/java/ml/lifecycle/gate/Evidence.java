package ml.lifecycle.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a gate judges: predictions beside the truth, recorded metrics, latencies, and the digests of model and data that
 * it is bound to. Immutable; each method answers with richer evidence.
 */
public final class Evidence {

    private static final Evidence NONE = new Evidence(new Parts());

    private final Parts parts;

    private Evidence(Parts parts) {
        this.parts = parts;
    }

    /**
     * What came of trying out a fact.
     *
     * @param holds whether it holds
     * @param detail what was seen, as a sentence
     */
    public record Finding(boolean holds, String detail) {}

    /** The parts, all optional; copied before each change. */
    private static final class Parts {
        @Nullable Predictions predictions;
        @Nullable Predictions training;
        Map<String, Double> metrics = Map.of();
        @Nullable LazyTimes latencies;
        @Nullable Table reference;
        @Nullable Table current;
        Map<String, Evidence> baselines = Map.of();
        Map<Fact, Finding> facts = Map.of();
        @Nullable Table judged;
        @Nullable String model;
        @Nullable String data;
        String dataName = "";
        List<String> notes = List.of();
        @Nullable Object seal;

        /** All but the seal, which holds for what was measured and nothing else. */
        Parts copy() {
            Parts copy = new Parts();
            copy.notes = notes;
            copy.predictions = predictions;
            copy.training = training;
            copy.metrics = metrics;
            copy.latencies = latencies;
            copy.reference = reference;
            copy.current = current;
            copy.baselines = baselines;
            copy.facts = facts;
            copy.judged = judged;
            copy.model = model;
            copy.data = data;
            copy.dataName = dataName;
            return copy;
        }
    }

    /**
     * Evidence of predictions.
     *
     * @param predictions what the model answered on the judged data
     * @return the evidence
     */
    public static Evidence of(Predictions predictions) {
        Parts parts = new Parts();
        parts.predictions = predictions;
        return new Evidence(parts);
    }

    /**
     * Evidence of recorded metrics alone. Checks at a confidence need predictions and are INCONCLUSIVE with it.
     *
     * @param metrics values by name
     * @return the evidence
     */
    public static Evidence of(Map<String, Double> metrics) {
        return NONE.metrics(metrics);
    }

    /**
     * Evidence of data alone, for what is expected of it; bound to its digest.
     *
     * @param data what is judged
     * @return the evidence
     */
    public static Evidence of(Table data) {
        return NONE.current(data).data("", data.digest());
    }

    /**
     * Evidence of a snapshot alone, for what is expected of data; bound to its name and digest.
     *
     * @param snapshot what is judged
     * @return the evidence
     */
    public static Evidence of(Snapshot snapshot) {
        return NONE.current(snapshot.table()).data(snapshot.toString(), snapshot.tableDigest());
    }

    private Evidence current(Table data) {
        Parts copy = parts.copy();
        copy.current = data;
        return new Evidence(copy);
    }

    /**
     * Adds recorded metrics.
     *
     * @param metrics values by name
     * @return richer evidence
     */
    public Evidence metrics(Map<String, Double> metrics) {
        Parts copy = parts.copy();
        copy.seal = parts.seal; // A protected alias takes only what the run recorded.
        copy.metrics = new LinkedHashMap<>(parts.metrics);
        copy.metrics.putAll(metrics);
        return new Evidence(copy);
    }

    /**
     * Adds what the model answered on its training data, for the overfit gap.
     *
     * @param training the predictions
     * @return richer evidence
     */
    public Evidence training(Predictions training) {
        Parts copy = parts.copy();
        copy.training = training;
        return new Evidence(copy);
    }

    /**
     * Adds measured times of single predictions.
     *
     * @param milliseconds one time for each prediction, 0 or more; copied
     * @return richer evidence
     * @throws RefusedException if a time is negative, NaN or infinite
     */
    public Evidence latencies(double[] milliseconds) {
        double[] checked = LazyTimes.checked(milliseconds);
        return latencies(() -> checked);
    }

    /**
     * Adds times of single predictions that are yet to be measured: once, and only if a check asks for them, since that
     * takes its time.
     *
     * @param measuring measures one time for each prediction in milliseconds, 0 or more; may be called on any thread
     * @return richer evidence; {@link #latencies()} throws {@link RefusedException} if a time is negative, NaN or infinite,
     *         and whatever the measuring throws
     */
    public Evidence latencies(Supplier<double[]> measuring) {
        Parts copy = parts.copy();
        copy.latencies = new LazyTimes(measuring);
        return new Evidence(copy);
    }

    /**
     * Adds training and judged data, for drift.
     *
     * @param reference what the model was trained on
     * @param current what it is judged on
     * @return richer evidence
     */
    public Evidence drift(Table reference, Table current) {
        Parts copy = parts.copy();
        copy.reference = reference;
        copy.current = current;
        return new Evidence(copy);
    }

    /**
     * Adds a baseline on the same data, to compare with.
     *
     * @param name what checks call it
     * @param baseline its evidence
     * @return richer evidence
     */
    public Evidence baseline(String name, Evidence baseline) {
        Parts copy = parts.copy();
        copy.seal = baseline.parts.seal == parts.seal ? parts.seal : null;
        copy.baselines = new LinkedHashMap<>(parts.baselines);
        copy.baselines.put(name, baseline);
        return new Evidence(copy);
    }

    /**
     * States what came of trying out a fact.
     *
     * @param fact the fact
     * @param holds whether it holds
     * @param detail what was seen, as a sentence
     * @return richer evidence
     */
    public Evidence fact(Fact fact, boolean holds, String detail) {
        Parts copy = parts.copy();
        copy.facts = new LinkedHashMap<>(parts.facts);
        copy.facts.put(fact, new Finding(holds, detail));
        return new Evidence(copy);
    }

    /**
     * Binds the evidence to a model.
     *
     * @param digest the SHA-256 of the model's stored bytes
     * @return bound evidence
     */
    public Evidence model(String digest) {
        Parts copy = parts.copy();
        copy.model = digest;
        return new Evidence(copy);
    }

    /**
     * Binds the evidence to the data it was measured on.
     *
     * @param name what people call the data
     * @param digest the digest of its content
     * @return bound evidence
     */
    public Evidence data(String name, String digest) {
        Parts copy = parts.copy();
        copy.dataName = name;
        copy.data = digest;
        copy.judged = null;
        return new Evidence(copy);
    }

    /**
     * Binds the evidence to the table it was measured on, so that rows of the training data are recognised in it.
     *
     * @param name what people call the data
     * @param data the rows, with at least the inputs of the model
     * @return bound evidence
     */
    public Evidence data(String name, Table data) {
        Evidence bound = data(name, data.digest());
        bound.parts.judged = data;
        return bound;
    }

    /**
     * Adds a sentence that the report shows, such as how many rows were compared with the training data.
     *
     * @param note one sentence
     * @return richer evidence
     */
    public Evidence note(String note) {
        Parts copy = parts.copy();
        copy.seal = parts.seal;
        copy.notes = Stream.concat(parts.notes.stream(), Stream.of(note)).toList();
        return new Evidence(copy);
    }

    /**
     * The sentences that the report shows.
     *
     * @return the notes, in their order
     */
    public List<String> notes() {
        return parts.notes;
    }

    /**
     * Marks what is in here as measured by whoever holds a secret, which nobody can read from the evidence. Everything that
     * is stated afterwards, but recorded metrics and notes, takes the mark away.
     *
     * @param secret an object that only those who measure have
     * @return marked evidence
     */
    public Evidence sealedBy(Object secret) {
        Parts copy = parts.copy();
        copy.seal = secret;
        return new Evidence(copy);
    }

    /**
     * Whether all of this was measured by whoever holds a secret.
     *
     * @param secret the object that {@link #sealedBy} was given
     * @return whether it carries that mark
     */
    public boolean isSealedBy(Object secret) {
        return parts.seal == secret;
    }

    /**
     * The table that the evidence was measured on.
     *
     * @return the table, if bound
     */
    public Optional<Table> judged() {
        return Optional.ofNullable(parts.judged);
    }

    /**
     * What the model answered on the judged data.
     *
     * @return the predictions, if any
     */
    public Optional<Predictions> predictions() {
        return Optional.ofNullable(parts.predictions);
    }

    /**
     * What the model answered on its training data.
     *
     * @return the predictions, if any
     */
    public Optional<Predictions> training() {
        return Optional.ofNullable(parts.training);
    }

    /**
     * The recorded metrics.
     *
     * @return values by name
     */
    public Map<String, Double> metrics() {
        return Map.copyOf(parts.metrics);
    }

    /**
     * The times of single predictions, in milliseconds; measured now, if they have not been.
     *
     * @return a copy of the times, if any
     */
    public Optional<double[]> latencies() {
        return Optional.ofNullable(parts.latencies).map(LazyTimes::get);
    }

    /**
     * The training data, for drift.
     *
     * @return the table, if any
     */
    public Optional<Table> reference() {
        return Optional.ofNullable(parts.reference);
    }

    /**
     * The judged data, for drift.
     *
     * @return the table, if any
     */
    public Optional<Table> current() {
        return Optional.ofNullable(parts.current);
    }

    /**
     * The baselines to compare with.
     *
     * @return evidence by name
     */
    public Map<String, Evidence> baselines() {
        return Map.copyOf(parts.baselines);
    }

    /**
     * The facts that were tried out.
     *
     * @return what came of it
     */
    public Map<Fact, Finding> facts() {
        return Map.copyOf(parts.facts);
    }

    /**
     * The digest of the model.
     *
     * @return the SHA-256, if bound
     */
    public Optional<String> modelDigest() {
        return Optional.ofNullable(parts.model);
    }

    /**
     * The digest of the data.
     *
     * @return the digest, if bound
     */
    public Optional<String> dataDigest() {
        return Optional.ofNullable(parts.data);
    }

    /**
     * What people call the data.
     *
     * @return the name, empty if not bound
     */
    public String dataName() {
        return parts.dataName;
    }
}
