package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** The beginnings of assertions whose failures are collected; see {@link LifecycleAssertions#assertAllThat}. For one thread. */
public final class Softly {

    private final List<AssertionFailedError> failures = new ArrayList<>();

    Softly() {}

    /** An exception of the user's code ends it; what was collected until then travels with it. */
    void run(Consumer<Softly> assertions) {
        try {
            assertions.accept(this);
        } catch (RuntimeException | Error failure) {
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new MultipleFailuresError(failures.size() + " assertions failed", failures);
        }
    }

    /**
     * Assertions on a model.
     *
     * @param model the model
     * @return what can be required of it
     */
    public ModelAssert assertThat(Predictor model) {
        return new ModelAssert(model, failures::add);
    }

    /**
     * Assertions on a table.
     *
     * @param table the table
     * @return what can be required of it
     */
    public TableAssert assertThat(Table table) {
        return new TableAssert(table, "the table", failures::add);
    }

    /**
     * Assertions on the table of a snapshot.
     *
     * @param snapshot the snapshot
     * @return what can be required of it
     */
    public TableAssert assertThat(Snapshot snapshot) {
        return new TableAssert(snapshot.table(), snapshot.toString(), failures::add);
    }

    /**
     * Assertions on what a run recorded.
     *
     * @param run the record of the run
     * @return what can be required of it
     */
    public RunAssert assertThat(RunRecord run) {
        return new RunAssert(run, failures::add);
    }

    /**
     * Assertions on the report of a gate.
     *
     * @param report the report
     * @return what can be required of it
     */
    public ReportAssert assertThat(GateReport report) {
        return new ReportAssert(report, failures::add);
    }

    /**
     * Assertions on a registered model.
     *
     * @param model the registered model
     * @return what can be required of it
     */
    public RegisteredModelAssert assertThat(RegisteredModel model) {
        return new RegisteredModelAssert(model, failures::add);
    }

    /**
     * Assertions on a training.
     *
     * @param training trains from scratch and gives the model
     * @return what can be required of it
     */
    public TrainingAssert assertThatTraining(Callable<?> training) {
        return new TrainingAssert(training, failures::add);
    }
}
