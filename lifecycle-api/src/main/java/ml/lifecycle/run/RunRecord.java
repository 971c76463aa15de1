package ml.lifecycle.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.lifecycle.Printable;
import org.jspecify.annotations.Nullable;

/**
 * All that was recorded about a run, as it was at one moment. The maps keep the order of recording.
 *
 * @param id its identity, unique over all experiments
 * @param experiment the name of its experiment
 * @param name its name; several runs may have the same
 * @param parent the id of the run it belongs to, or {@code null}
 * @param status what has become of it
 * @param startedAt when it began
 * @param endedAt when it ended, or {@code null}
 * @param failure what made it fail, or {@code null}
 * @param params text by name, written once
 * @param metrics the latest value by name: the point with the greatest (step, time)
 * @param tags text by name, the last one written
 * @param artifacts its files by path
 * @param data the data it used
 * @param models which of its artifacts are models, by path
 * @param note what a reader must know beside it: that the log is damaged, so that this may not be all, and a run whose
 *         end was lost is shown as INTERRUPTED; empty if nothing
 */
public record RunRecord(
        String id,
        String experiment,
        String name,
        @Nullable String parent,
        RunStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String failure,
        Map<String, String> params,
        Map<String, Double> metrics,
        Map<String, String> tags,
        Map<String, ArtifactRef> artifacts,
        List<DataUse> data,
        Map<String, ModelInfo> models,
        String note)
        implements Printable {

    /** Makes the collections unmodifiable. */
    public RunRecord {
        params = ordered(params);
        metrics = ordered(metrics);
        tags = ordered(tags);
        artifacts = ordered(artifacts);
        data = List.copyOf(data);
        models = ordered(models);
    }

    /**
     * A record that says all.
     *
     * @param id its identity
     * @param experiment the name of its experiment
     * @param name its name
     * @param parent the id of the run it belongs to, or {@code null}
     * @param status what has become of it
     * @param startedAt when it began
     * @param endedAt when it ended, or {@code null}
     * @param failure what made it fail, or {@code null}
     * @param params text by name
     * @param metrics the latest value by name
     * @param tags text by name
     * @param artifacts its files by path
     * @param data the data it used
     * @param models which of its artifacts are models, by path
     */
    public RunRecord(String id, String experiment, String name, @Nullable String parent, RunStatus status,
            Instant startedAt, @Nullable Instant endedAt, @Nullable String failure, Map<String, String> params,
            Map<String, Double> metrics, Map<String, String> tags, Map<String, ArtifactRef> artifacts,
            List<DataUse> data, Map<String, ModelInfo> models) {
        this(id, experiment, name, parent, status, startedAt, endedAt, failure, params, metrics, tags, artifacts, data,
                models, "");
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * How long it took.
     *
     * @return the time from start to end, nothing for a run that has not ended
     */
    public Optional<Duration> duration() {
        return endedAt == null ? Optional.empty() : Optional.of(Duration.between(startedAt, endedAt));
    }

    /**
     * Describes the run, for people: metrics with at most six digits, which {@link #metrics} has in full.
     *
     * @return some lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Run ").append(name).append(" (").append(id).append(") of ")
                .append(experiment).append(": ").append(status);
        duration().ifPresent(time -> text.append(" after ").append(time.toMillis()).append(" ms"));
        if (failure != null) {
            text.append("\n  failure    ").append(failure);
        }
        if (!note.isEmpty()) {
            text.append("\n  damaged    ").append(note);
        }
        section(text, "params", params);
        section(text, "metrics", MetricText.of(metrics));
        section(text, "tags", tags);
        section(text, "data", data.stream().collect(Collectors.toMap(
                use -> use.role().name().toLowerCase(Locale.ROOT) + " " + use.name(),
                use -> count(use.rows(), "row") + ", " + use.digest().substring(0, Math.min(12, use.digest().length())),
                (first, second) -> first, LinkedHashMap::new)));
        section(text, "artifacts", artifacts.values().stream().collect(Collectors.toMap(
                ArtifactRef::path, file -> count(file.size(), "byte"), (first, second) -> first, LinkedHashMap::new)));
        return text.toString();
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static void section(StringBuilder text, String title, Map<String, ?> entries) {
        int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        String label = title;
        for (Map.Entry<String, ?> entry : entries.entrySet()) {
            text.append("\n  ").append(label).append(" ".repeat(11 - label.length()))
                    .append(entry.getKey()).append(" ".repeat(width - entry.getKey().length() + 2))
                    .append(entry.getValue());
            label = "";
        }
    }
}
