package ml.lifecycle.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.Printable;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which data made which models, asked from either side. Data is known by the digest of its content, so that it is found
 * under whatever names it was added and used, and a part of it (by {@code select}, {@code without} or a split) as well as
 * the whole.
 *
 * @param subject what was asked about, in words
 * @param links what was found: a use of data for each, with the snapshots behind it and what came of it
 */
public record Lineage(String subject, List<Link> links) implements Printable {

    private static final int WIDEST = 22;

    /**
     * That a run used data.
     *
     * @param use the data and its role
     * @param snapshots the snapshots of that content, or of the content that it is a part of; none if it was never added
     * @param run the run; {@code null} if only a version says that it used this, and its run is not in this store
     * @param versions the model versions that were registered from the run
     */
    public record Link(DataUse use, List<Snapshot> snapshots, @Nullable RunRecord run, List<ModelVersion> versions) {

        /** Copies the lists. */
        public Link {
            snapshots = List.copyOf(snapshots);
            versions = List.copyOf(versions);
        }
    }

    /** Copies the links. */
    public Lineage {
        links = List.copyOf(links);
    }

    /**
     * The snapshots, each once.
     *
     * @return those of all links, in their order
     */
    public List<Snapshot> snapshots() {
        return List.copyOf(links.stream().flatMap(link -> link.snapshots().stream())
                .collect(Collectors.toMap(snapshot -> snapshot.dataSet() + '/' + snapshot.number(), snapshot -> snapshot,
                        (first, second) -> first, LinkedHashMap::new))
                .values());
    }

    /**
     * The runs, each once.
     *
     * @return those of all links, in their order
     */
    public List<RunRecord> runs() {
        List<RunRecord> runs = new ArrayList<>();
        links.forEach(link -> {
            if (link.run() != null && runs.stream().noneMatch(run -> run.id().equals(link.run().id()))) {
                runs.add(link.run());
            }
        });
        return List.copyOf(runs);
    }

    /**
     * The model versions, each once.
     *
     * @return those of all links, in their order
     */
    public List<ModelVersion> versions() {
        return links.stream().flatMap(link -> link.versions().stream()).distinct().toList();
    }

    @Override
    public String toString() {
        if (links.isEmpty()) {
            return shown(subject) + ": no use of data is recorded";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("role", "data", "snapshot", "added by", "experiment", "run", "model"));
        links.forEach(link -> lines.add(List.of(
                link.use().role().name().toLowerCase(Locale.ROOT),
                cell(link.use().name()),
                cell(names(link.snapshots())),
                cell(names(link.snapshots().stream().flatMap(snapshot -> snapshot.by().stream()).distinct().toList())),
                cell(link.run() == null ? "" : link.run().experiment()),
                cell(link.run() == null ? "" : link.run().name()),
                cell(names(link.versions().stream().map(version -> version.model() + " v" + version.number()).toList())))));
        // What is the same in all lines, as what was asked about is, says nothing.
        int[] columns = IntStream.range(0, lines.get(0).size()).filter(column -> column == 0 || lines.stream().skip(1)
                .anyMatch(line -> !line.get(column).isEmpty() && !line.get(column).equals(cell(subject)))).toArray();
        StringBuilder text = new StringBuilder(shown(subject));
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int column : columns) {
                int width = lines.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
                row.append("  ").append(line.get(column))
                        .append(" ".repeat(width - line.get(column).length()));
            }
            text.append('\n').append(row.toString().stripTrailing());
        }
        return text.toString();
    }

    private static String names(List<?> named) {
        return named.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        String shown = shown(text);
        return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 1) + "…";
    }

    private static String shown(String text) {
        return text.codePoints().map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
