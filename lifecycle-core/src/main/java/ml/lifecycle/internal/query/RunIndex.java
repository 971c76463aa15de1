package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.spi.Damage;
import org.jspecify.annotations.Nullable;

/**
 * What the log of one experiment says, in columns; a run is a row, numbered in the order of the log. Not safe for use
 * by several threads while it is changed: {@link LiveIndex} sees to that.
 */
final class RunIndex {

    private static final RunStatus[] STATUSES = RunStatus.values();

    /** The ids; the number of an id is its row. */
    final Dict ids;
    final TextColumn names;
    final TextColumn parents;
    /** The ordinal of the status, plus one. */
    final IntColumn statuses;
    /** Milliseconds since 1970. */
    final DoubleColumn starts;
    /** Milliseconds since 1970. */
    final DoubleColumn ends;
    final TextGroup params;
    final TextGroup tags;
    final MetricGroup metrics;
    /** The sequence number before the first event with metrics of the run; 0 if there is none, or it is out of range. */
    final IntColumn beforeMetrics;
    /** What no search asks for, as raw JSON; several objects in one text where several events had some. */
    final TextColumn failures;
    final TextColumn artifacts;
    final TextColumn data;
    final TextColumn models;
    /** Runs without an end. */
    final OpenRows open = new OpenRows();

    /** The name of the experiment as people write it; a fallback until the first event was read. */
    String experiment;
    @Nullable String question;
    /** The KPIs as raw JSON, in the order in which they were stated. */
    final Set<String> kpis = new LinkedHashSet<>();
    final Set<Damage> damages = new LinkedHashSet<>();
    /** The sequence number of the last event that is in here. */
    long position;
    /** Tells the event at the position from others that could stand there. */
    int fingerprint;

    RunIndex(String experiment) {
        this.experiment = experiment;
        ids = new Dict();
        names = new TextColumn();
        parents = new TextColumn();
        statuses = new IntColumn();
        starts = new DoubleColumn();
        ends = new DoubleColumn();
        params = new TextGroup();
        tags = new TextGroup();
        metrics = new MetricGroup();
        beforeMetrics = new IntColumn();
        failures = new TextColumn();
        artifacts = new TextColumn();
        data = new TextColumn();
        models = new TextColumn();
    }

    /** The columns of a snapshot, in the order in which {@link IndexSnapshot} writes them. */
    RunIndex(String experiment, SnapshotIn in) {
        this.experiment = experiment;
        ids = new Dict(SavedDict.read(in));
        names = TextColumn.read(in);
        parents = TextColumn.read(in);
        statuses = IntColumn.read(in);
        starts = DoubleColumn.read(in);
        ends = DoubleColumn.read(in);
        params = TextGroup.read(in);
        tags = TextGroup.read(in);
        metrics = MetricGroup.read(in);
        beforeMetrics = IntColumn.read(in);
        failures = TextColumn.read(in);
        artifacts = TextColumn.read(in);
        data = TextColumn.read(in);
        models = TextColumn.read(in);
    }

    int rows() {
        return ids.size();
    }

    RunStatus status(int row) {
        return STATUSES[statuses.get(row) - 1];
    }

    void status(int row, RunStatus status) {
        statuses.set(row, status.ordinal() + 1);
    }

    /** All fields that a query can name, for messages. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        addAll(fields, "metrics.", metrics.keys.names);
        addAll(fields, "params.", params.keys.names);
        addAll(fields, "tags.", tags.keys.names);
        return fields;
    }

    /** Whether any run has a metric, a param or a tag. */
    boolean has(Field field) {
        return switch (field.kind()) {
            case METRIC -> metrics.find(field.name()) != null;
            case PARAM -> params.find(field.name()) != null;
            case TAG -> tags.find(field.name()) != null;
            default -> true;
        };
    }

    private static void addAll(List<String> fields, String prefix, Dict names) {
        for (int i = 0; i < names.size(); i++) {
            fields.add(prefix + names.text(i));
        }
    }

    /**
     * Adds the runs of an index behind those of this one, and changes nothing else.
     *
     * @return whether that worked: an index that has one of these runs already is of no use any more
     */
    boolean append(RunIndex other) {
        int base = rows();
        for (int row = 0; row < other.rows(); row++) {
            if (ids.add(other.ids, row) != base + row) {
                return false;
            }
        }
        names.append(other.names, base);
        parents.append(other.parents, base);
        statuses.append(other.statuses, base);
        starts.append(other.starts, base);
        ends.append(other.ends, base);
        params.append(other.params, base);
        tags.append(other.tags, base);
        metrics.append(other.metrics, base);
        beforeMetrics.append(other.beforeMetrics, base);
        failures.append(other.failures, base);
        artifacts.append(other.artifacts, base);
        data.append(other.data, base);
        models.append(other.models, base);
        other.open.forEach(run -> open.add(new OpenRows.OpenRow(base + run.row, run.session)));
        return true;
    }
}
