package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    final Dict ids = new Dict();
    final TextColumn names = new TextColumn();
    final TextColumn parents = new TextColumn();
    /** The ordinal of the status, plus one. */
    final IntColumn statuses = new IntColumn();
    /** Milliseconds since 1970. */
    final DoubleColumn starts = new DoubleColumn();
    /** Milliseconds since 1970. */
    final DoubleColumn ends = new DoubleColumn();
    final TextGroup params = new TextGroup();
    final TextGroup tags = new TextGroup();
    final MetricGroup metrics = new MetricGroup();
    /** What no search asks for, as raw JSON; several objects in one text where several events had some. */
    final TextColumn failures = new TextColumn();
    final TextColumn artifacts = new TextColumn();
    final TextColumn data = new TextColumn();
    final TextColumn models = new TextColumn();
    /** Runs without an end, by row. */
    final Map<Integer, OpenRow> open = new LinkedHashMap<>();

    /** The name of the experiment as people write it; a fallback until the first event was read. */
    String experiment;
    @Nullable String question;
    /** The KPIs as raw JSON, in the order in which they were stated. */
    final Set<String> kpis = new LinkedHashSet<>();
    final Set<Damage> damages = new LinkedHashSet<>();
    /** The sequence number of the last event that is in here. */
    long position;

    RunIndex(String experiment) {
        this.experiment = experiment;
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

    private static void addAll(List<String> fields, String prefix, Dict names) {
        for (int i = 0; i < names.size(); i++) {
            fields.add(prefix + names.text(i));
        }
    }

    /** A run without an end. */
    static final class OpenRow {

        /** The opened store that records it; empty if its start cannot be read. */
        final String session;
        /** Whether that session was found dead and all its metrics were read since. */
        boolean settled;

        OpenRow(String session) {
            this.session = session;
        }
    }
}
