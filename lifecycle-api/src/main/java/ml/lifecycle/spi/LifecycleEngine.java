package ml.lifecycle.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleBuilder;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import org.jspecify.annotations.Nullable;

/** What gives the interfaces of this module their behaviour; there is one, in {@code lifecycle-core}. */
public interface LifecycleEngine {

    /**
     * The engine on the class path.
     *
     * @return the engine
     * @throws UnavailableException if there is none
     */
    static LifecycleEngine get() {
        return EngineHolder.ENGINE;
    }

    /**
     * Opens a lifecycle over a store.
     *
     * @param store the opened store; closed with the lifecycle
     * @param settings clock and ids
     * @return the lifecycle
     */
    Lifecycle open(LifecycleStore store, LifecycleBuilder settings);

    /**
     * Judges evidence.
     *
     * @param gate the requirements
     * @param candidate what is judged
     * @param champion the champion's evidence, or {@code null}
     * @return the report
     */
    GateReport evaluate(QualityGate gate, Evidence candidate, @Nullable Evidence champion);

    /**
     * Reads a CSV file; see {@link Table#read}.
     *
     * @param csv the file
     * @return the table
     */
    Table read(Path csv);

    /**
     * Makes a table; see {@link Table#of}.
     *
     * @param columns values by column
     * @return the table
     */
    Table table(Map<String, ? extends List<? extends @Nullable Object>> columns);
}
