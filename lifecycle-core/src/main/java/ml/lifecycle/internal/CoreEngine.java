package ml.lifecycle.internal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleBuilder;
import ml.lifecycle.LifecycleEngine;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableEngine;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateEngine;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.data.Tables;
import ml.lifecycle.internal.gate.GateEvaluator;
import ml.lifecycle.spi.LifecycleStore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engine that the interfaces of the API find at run time. */
public final class CoreEngine implements LifecycleEngine, GateEngine, TableEngine {

    /** Called by the service loader. */
    public CoreEngine() {}

    @Override
    public Lifecycle open(LifecycleStore store, LifecycleBuilder settings) {
        return new StoredLifecycle(store, settings);
    }

    @Override
    public GateReport evaluate(QualityGate gate, Evidence candidate, @Nullable Evidence champion) {
        return GateEvaluator.evaluate(gate, candidate, champion);
    }

    @Override
    public Table read(Path csv, CsvFormat format) {
        return Tables.read(csv, format);
    }

    @Override
    public Profile profile(Path csv, CsvFormat format) {
        return Tables.profile(csv, format);
    }

    @Override
    public Profile profile(Stream<Table> parts) {
        return Tables.profile(parts);
    }

    @Override
    public Profile profile(byte[] bytes) {
        return Tables.profile(bytes);
    }

    @Override
    public Table table(Map<String, ? extends List<? extends @Nullable Object>> columns) {
        return Tables.of(columns);
    }

    @Override
    public Table rows(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return Tables.ofRows(rows);
    }

    @Override
    public <R extends Record> Table records(Class<R> type, Collection<? extends R> rows) {
        return Tables.of(type, rows);
    }
}
