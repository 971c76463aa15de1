package ml.lifecycle.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.lifecycle.core.SignatureCheck;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a model's answers on labelled data. Immutable; each assertion gives the subject for the next.
 *
 * <p>Rows that the model refuses in use count as not answered in whatever is measured, or are left out if the policy of the
 * predictor says so; a failure counts them and names the first. Assertions on behaviour look at the rows that are answered.
 */
public final class ModelOnDataAssert {

    private final Predictor model;
    private final LabelledData data;
    private final @Nullable Predictor champion;
    private final Outcome outcome;

    ModelOnDataAssert(Predictor model, LabelledData data, @Nullable Predictor champion, Outcome outcome) {
        this.model = model;
        this.data = data;
        this.champion = champion;
        this.outcome = outcome;
    }

    /**
     * Goes on to assertions on the rows of one slice; see {@link LabelledData#where}.
     *
     * @param column a column of the data, of any type
     * @param value what the rows of the slice have there
     * @return the model on the slice
     */
    public ModelOnDataAssert where(String column, Object value) {
        return new ModelOnDataAssert(model, data.where(column, value), champion, outcome);
    }

    /**
     * The share of rows predicted right.
     *
     * @return to be completed by a bound
     */
    public MeasureAssert accuracy() {
        return measure(Checks.accuracy());
    }

    /**
     * The mean of the recalls of all classes.
     *
     * @return to be completed by a bound
     */
    public MeasureAssert balancedAccuracy() {
        return measure(Checks.balancedAccuracy());
    }

    /**
     * The mean of the F1 of all classes.
     *
     * @return to be completed by a bound
     */
    public MeasureAssert macroF1() {
        return measure(Checks.macroF1());
    }

    /**
     * Of the rows of a class, the share predicted to be of it.
     *
     * @param label the class
     * @return to be completed by a bound
     */
    public MeasureAssert recall(String label) {
        return measure(Checks.recall(label));
    }

    /**
     * Of the rows predicted to be of a class, the share that is.
     *
     * @param label the class
     * @return to be completed by a bound
     */
    public MeasureAssert precision(String label) {
        return measure(Checks.precision(label));
    }

    /**
     * The largest difference of accuracy between two groups of rows.
     *
     * @param column the column of the data that names the group of each row
     * @return to be completed by a bound
     */
    public MeasureAssert fairnessGap(String column) {
        return measure(Checks.fairnessGap(Checks.accuracy()).across(column));
    }

    /**
     * The time that 99 of 100 single predictions keep.
     *
     * @return to be completed by a bound
     */
    public MeasureAssert latencyP99() {
        return measure(Checks.latency().p99());
    }

    /**
     * Any measure of the gate language.
     *
     * @param measure made by {@link Checks}, for example {@code Checks.kappa()}
     * @return to be completed by a bound
     */
    public MeasureAssert measure(Measure measure) {
        return new MeasureAssert(this, measure);
    }

    /**
     * Requires that with 95 % confidence the model beats one that always gives the most frequent label, or the mean of
     * the numbers, by a paired test on the same rows. Of clusters, that they agree with the truth better than chance. It
     * fails on data that the model's run recorded as its training data: to remember rows is trivial too.
     *
     * @return this assertion
     */
    public ModelOnDataAssert isBetterThanTrivial() {
        String digest = data.table().digest();
        Optional<DataUse> seen = model.trainedOn().stream().filter(use -> use.digest().equals(digest)).findFirst();
        if (seen.isPresent()) {
            outcome.failed(CheckFailure.seen(model, data, seen.get()));
            return this;
        }
        return switch (model.signature().output().kind()) {
            case LABEL -> satisfies(Checks.betterThanTrivial(Checks.accuracy()));
            case NUMBER -> satisfies(Checks.betterThanTrivial(Checks.rmse()));
            case CLUSTER -> satisfies(Checks.adjustedRand().atLeast(0.05));
        };
    }

    /**
     * Requires that with 95 % confidence the model is not less accurate than another on the same rows, by a paired test.
     *
     * @param champion the other model, often {@code lifecycle.predictor("models:/x@production")}
     * @return this assertion
     */
    public ModelOnDataAssert isNotWorseThan(Predictor champion) {
        comparedWith(champion).satisfies(Checks.notWorseThanChampion(Checks.accuracy()));
        return this;
    }

    /**
     * Gives the checks that compare two models the model to compare with.
     *
     * @param champion the other model
     * @return the assertion with a champion
     */
    public ModelOnDataAssert comparedWith(Predictor champion) {
        return new ModelOnDataAssert(model, data, champion, outcome);
    }

    /**
     * Requires what a check says.
     *
     * @param check made by {@link Checks}
     * @return this assertion
     */
    public ModelOnDataAssert satisfies(Check check) {
        GateReport report = evaluate(QualityGate.named("test").require(check));
        if (report.verdict() != Verdict.PASS) {
            outcome.failed(new CheckFailure(model, data, check, report.results().get(0)).error());
        }
        return this;
    }

    /**
     * Requires that a whole gate passes.
     *
     * @param gate the gate
     * @return this assertion
     */
    public ModelOnDataAssert passes(QualityGate gate) {
        new ReportAssert(evaluate(gate), outcome).passes();
        return this;
    }

    /**
     * Evaluates a gate once and gives each of its checks as a test of its own, for a method with {@code @GateTest}.
     *
     * @param gate the gate
     * @return the tests
     */
    public GateChecks checksOf(QualityGate gate) {
        return GateChecks.of(evaluate(gate));
    }

    private GateReport evaluate(QualityGate gate) {
        return gate.evaluate(data.evidence(model), champion == null ? null : data.evidence(champion));
    }

    /**
     * Begins to require that the model answers the rows of the data the same in whatever way it is asked.
     *
     * @return to be completed
     */
    public SamePredictionsAssert predictsTheSame() {
        return new SamePredictionsAssert(Answers.tolerant(model), rows(), data.toString(), outcome);
    }

    /**
     * Requires that a column does not matter: the answer to each row stays the same whatever value, out of those that
     * the column has in the data, the row has there.
     *
     * @param column an input of the model
     * @return this assertion
     */
    public ModelOnDataAssert isInvariantTo(String column) {
        Table table = data.table().select(answered());
        new Invariance(Answers.tolerant(model), rows(), data.toString()).check(table.column(column)).ifPresent(outcome::failed);
        return this;
    }

    /**
     * Begins to require that more of a number moves the answer in one direction only.
     *
     * @param column a numeric input of the model
     * @return to be completed by a direction
     */
    public TrendAssert increasing(String column) {
        Trend trend = new Trend(Answers.tolerant(model), rows(), data, column);
        return new TrendAssert(new Watched(this, model, trend::check, outcome));
    }

    /**
     * Begins to require that a value of a column moves the answer in one direction, whatever else is in the row.
     *
     * @param column an input of the model
     * @param value what all rows that have another value get there
     * @return to be completed by a direction
     * @throws ml.lifecycle.RefusedException if the column is no input of the model
     */
    public ShiftAssert setting(String column, Object value) {
        Invariance.requireInput(model, column);
        Shift shift = new Shift(Answers.tolerant(model), rows(), data.toString(), column, value);
        return new ShiftAssert(new Watched(this, model, shift::check, outcome));
    }

    /**
     * Begins to require that the answers withstand noise.
     *
     * @param share the standard deviation of the noise that is added to each numeric input, as a share of the standard
     *         deviation of its column, for example 0.01
     * @return to be completed by {@link NoiseAssert#flipsAtMost}
     */
    public NoiseAssert underNoise(double share) {
        return new NoiseAssert(this, new Noise(Answers.tolerant(model), rows(), data, share), outcome);
    }

    private NumberedRows rows() {
        return data.inputs(model.signature()).only(answered());
    }

    /** A row that the model refuses has no answer that could change. */
    private int[] answered() {
        NumberedRows rows = data.inputs(model.signature());
        SignatureCheck check = SignatureCheck.of(model.signature());
        SignaturePolicy policy = Answers.policy(model);
        return IntStream.range(0, rows.size()).filter(row -> check.violations(rows.get(row)).stream()
                .allMatch(violation -> policy.reaction(violation.kind()) != Reaction.REFUSE)).toArray();
    }
}
