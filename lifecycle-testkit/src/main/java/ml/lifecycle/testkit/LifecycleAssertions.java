package ml.lifecycle.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;

/** Where all assertions begin, made for static import; lives beside AssertJ's {@code assertThat}. */
public final class LifecycleAssertions {

    private LifecycleAssertions() {}

    /**
     * Assertions on a model.
     *
     * @param model the model
     * @return what can be required of it
     */
    public static ModelAssert assertThat(Predictor model) {
        return new ModelAssert(model, Outcome.THROW);
    }

    /**
     * Assertions on a table.
     *
     * @param table the table
     * @return what can be required of it
     */
    public static TableAssert assertThat(Table table) {
        return new TableAssert(table, "the table", Outcome.THROW);
    }

    /**
     * Assertions on the table of a snapshot; messages name the snapshot.
     *
     * @param snapshot the snapshot
     * @return what can be required of it
     */
    public static TableAssert assertThat(Snapshot snapshot) {
        return new TableAssert(snapshot.table(), snapshot.toString(), Outcome.THROW);
    }

    /**
     * Assertions on what a run recorded.
     *
     * @param run the record of the run
     * @return what can be required of it
     */
    public static RunAssert assertThat(RunRecord run) {
        return new RunAssert(run, Outcome.THROW);
    }

    /**
     * Assertions on the report of a gate.
     *
     * @param report the report
     * @return what can be required of it
     */
    public static ReportAssert assertThat(GateReport report) {
        return new ReportAssert(report, Outcome.THROW);
    }

    /**
     * Assertions on a registered model.
     *
     * @param model the registered model
     * @return what can be required of it
     */
    public static RegisteredModelAssert assertThat(RegisteredModel model) {
        return new RegisteredModelAssert(model, Outcome.THROW);
    }

    /**
     * Assertions on a training.
     *
     * @param training trains from scratch and gives the model; see {@link TrainingAssert} for what it may be
     * @return what can be required of it
     */
    public static TrainingAssert assertThatTraining(Callable<?> training) {
        return new TrainingAssert(training, Outcome.THROW);
    }

    /**
     * Collects the failures of several assertions, so that one test shows all that is wrong.
     *
     * <pre>{@code
     * assertAllThat(all -> {
     *     all.assertThat(model).on(data).accuracy().isAtLeast(0.9);
     *     all.assertThat(model).refusesInvalidInput();
     * });
     * }</pre>
     *
     * @param assertions begin each at the argument
     * @throws org.opentest4j.MultipleFailuresError if several failed; a single failure is thrown as it is
     */
    public static void assertAllThat(Consumer<Softly> assertions) {
        Softly softly = new Softly();
        softly.run(assertions);
    }

    /**
     * A row, as messages print it.
     *
     * @param columnsAndValues a column, its value, the next column, its value, and so on; values may be {@code null}
     * @return an unmodifiable row that keeps the order
     * @throws RefusedException if a column is no text or named twice, or the last column has no value
     */
    public static Map<String, @Nullable Object> row(@Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            boolean pair = i + 1 < columnsAndValues.length;
            if (!pair || !(columnsAndValues[i] instanceof String column) || row.containsKey(column)) {
                throw new RefusedException("Argument " + (i + 1) + " of the row, " + columnsAndValues[i]
                        + ", is not allowed: expected a column that was not named yet, and its value after it.");
            }
            row.put(column, columnsAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(row);
    }
}
