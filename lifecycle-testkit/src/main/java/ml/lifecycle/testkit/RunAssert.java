package ml.lifecycle.testkit;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.testkit.internal.Show;

/** Assertions on what a run recorded. Immutable; each assertion gives the subject for the next. */
public final class RunAssert {

    private final RunRecord run;
    private final Outcome outcome;

    RunAssert(RunRecord run, Outcome outcome) {
        this.run = run;
        this.outcome = outcome;
    }

    /**
     * Requires that the run ended normally.
     *
     * @return this assertion
     */
    public RunAssert isFinished() {
        return hasStatus(RunStatus.FINISHED);
    }

    /**
     * Requires what has become of the run.
     *
     * @param status the status
     * @return this assertion
     */
    public RunAssert hasStatus(RunStatus status) {
        if (run.status() != status) {
            Facts facts = about("to be " + status + ", but it is " + run.status() + ".");
            if (run.failure() != null) {
                facts.fact("failure", run.failure());
            }
            outcome.failed(facts.fact("to do", "look at what the run recorded last").error(status, run.status()));
        }
        return this;
    }

    /**
     * Requires a param.
     *
     * @param name its name
     * @param value its value; compared as text, as it is recorded
     * @return this assertion
     */
    public RunAssert hasParam(String name, Object value) {
        String recorded = run.params().get(name);
        if (!String.valueOf(value).equals(recorded)) {
            outcome.failed(about("to have recorded the param " + name + " as " + Show.literal(String.valueOf(value))
                            + ", but it " + (recorded == null ? "did not record it." : "is " + Show.literal(recorded) + "."))
                    .fact("params", run.params())
                    .fact("to do", "record the param before the training, with the value the training uses")
                    .error(String.valueOf(value), recorded));
        }
        return this;
    }

    /**
     * Requires what a check says of the recorded metrics, for example a KPI of the experiment.
     *
     * @param check made by {@link ml.lifecycle.gate.Checks}
     * @return this assertion
     */
    public RunAssert satisfies(Check check) {
        CheckResult result = QualityGate.named("test").require(check).evaluate(Evidence.of(run.metrics())).results().get(0);
        if (result.verdict() != Verdict.PASS) {
            outcome.failed(about("to have " + result.requirement() + ", but "
                            + (result.verdict() == Verdict.FAIL ? "it has not." : "that could not be shown."))
                    .fact("required", result.requirement())
                    .fact("observed", Double.isNaN(result.observed()) ? "nothing" : Show.number(result.observed()))
                    .fact("says", result.sentence())
                    .fact("metrics", run.metrics())
                    .fact("to do", "record the metric under the name the check asks for, or improve the model")
                    .error(result.requirement(), result.observed()));
        }
        return this;
    }

    /**
     * Requires an artifact.
     *
     * @param path its name within the run
     * @return this assertion
     */
    public RunAssert hasArtifact(String path) {
        return requireOneOf("an artifact " + Show.literal(path), path, run.artifacts());
    }

    /**
     * Requires a model with a signature, so that it can be registered.
     *
     * @param path its name within the run
     * @return this assertion
     */
    public RunAssert hasModel(String path) {
        ModelInfo model = run.models().get(path);
        if (model != null && model.signature() == null) {
            outcome.failed(about("to have a model " + Show.literal(path) + " with a signature, but it has none.")
                    .fact("to do", "record the model with its signature; it cannot be registered otherwise")
                    .error("a signature", "none"));
            return this;
        }
        return requireOneOf("a model " + Show.literal(path), path, run.models());
    }

    /**
     * Requires that data was recorded in a role.
     *
     * @param role what the data was used for
     * @return this assertion
     */
    public RunAssert usedData(DataRole role) {
        Set<DataRole> roles = run.data().stream().map(DataUse::role).collect(Collectors.toSet());
        if (!roles.contains(role)) {
            outcome.failed(about("to have recorded " + role + " data, but it did not.")
                    .fact("data", run.data())
                    .fact("to do", "call run.data(snapshot, DataRole." + role + ")")
                    .error(role, roles));
        }
        return this;
    }

    private RunAssert requireOneOf(String what, String path, Map<String, ?> present) {
        if (!present.containsKey(path)) {
            outcome.failed(about("to have " + what + ", but it has " + (present.isEmpty() ? "none." : present.keySet() + "."))
                    .fact("to do", "record it before the run ends, under this name")
                    .error(path, present.keySet()));
        }
        return this;
    }

    private Facts about(String sentence) {
        return Facts.of("Expected run " + Show.literal(run.name()) + " of " + Show.literal(run.experiment()) + " " + sentence)
                .fact("run", run.id() + ", " + run.status());
    }
}
