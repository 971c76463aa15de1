package ml.lifecycle.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.internal.data.DataSets;
import ml.lifecycle.internal.registry.Models;
import ml.lifecycle.internal.run.Experiments;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;

/** Follows data from snapshots to models and back. Each question looks at the store as it is then. */
record DataLineage(Experiments experiments, Models models, DataSets dataSets) {

    Lineage of(Snapshot snapshot) {
        Known known = new Known();
        List<Lineage.Link> links = new ArrayList<>();
        Set<String> tables = known.partsOf(snapshot.tableDigest());
        for (RunRecord run : experiments.using(tables)) {
            List<ModelVersion> versions = known.versions.getOrDefault(run.id(), List.of());
            run.data().stream().filter(use -> tables.stream().anyMatch(use::isOf))
                    .forEach(use -> links.add(new Lineage.Link(use, known.snapshots(use), run, versions)));
            known.versions.remove(run.id());
        }
        // Versions whose runs are not here, as when another store was copied only in part.
        known.versions.values().forEach(versions -> versions.forEach(version -> version.data().stream()
                .filter(use -> tables.stream().anyMatch(use::isOf))
                .forEach(use -> links.add(new Lineage.Link(use, known.snapshots(use), null, List.of(version))))));
        return new Lineage(snapshot.toString(), links);
    }

    Lineage of(RunRecord run) {
        Known known = new Known();
        return new Lineage(run.name(), run.data().stream().map(use -> new Lineage.Link(
                use, known.snapshots(use), run, known.versions.getOrDefault(run.id(), List.of()))).toList());
    }

    Lineage of(ModelVersion version) {
        Known known = new Known();
        RunRecord run = run(version.run());
        return new Lineage(version.model() + " v" + version.number(), version.data().stream()
                .map(use -> new Lineage.Link(use, known.snapshots(use), run, List.of(version))).toList());
    }

    private @Nullable RunRecord run(String id) {
        try {
            return experiments.run(id);
        } catch (NotFoundException elsewhere) {
            return null;
        }
    }

    /** The snapshots and versions that there are. */
    private final class Known {

        private final Map<String, List<Snapshot>> byTable = new HashMap<>();
        private final Map<String, Set<String>> origins;
        private final Map<String, List<ModelVersion>> versions = new HashMap<>();

        Known() {
            List<DataSet> all = dataSets.all();
            origins = dataSets.origins(all);
            for (DataSet set : all) {
                for (Snapshot snapshot : set.snapshots()) {
                    byTable.computeIfAbsent(snapshot.tableDigest(), digest -> new ArrayList<>()).add(snapshot);
                }
            }
            for (RegisteredModel model : models.all()) {
                for (ModelVersion version : model.versions()) {
                    versions.computeIfAbsent(version.run(), run -> new ArrayList<>()).add(version);
                }
            }
        }

        /** Those of the data itself first, then those that it came from, the nearer the earlier. */
        List<Snapshot> snapshots(DataUse use) {
            Set<String> tables = reached(List.of(use.digest(), use.source()), origins);
            return tables.stream().flatMap(table -> byTable.getOrDefault(table, List.of()).stream()).toList();
        }

        /** A table, and those of the snapshots that were added as parts of it, or as parts of these. */
        Set<String> partsOf(String table) {
            Map<String, Set<String>> parts = new HashMap<>();
            origins.forEach((part, wholes) -> wholes.forEach(whole ->
                    parts.computeIfAbsent(whole, digest -> new TreeSet<>()).add(part)));
            return reached(List.of(table), parts);
        }

        /** In the order of their distance; two tables may be parts of each other, as one sorted anew is. */
        private static Set<String> reached(List<String> from, Map<String, Set<String>> steps) {
            Set<String> reached = new LinkedHashSet<>(from);
            Deque<String> next = new ArrayDeque<>(reached);
            while (!next.isEmpty()) {
                for (String step : steps.getOrDefault(next.remove(), Set.of())) {
                    if (reached.add(step)) {
                        next.add(step);
                    }
                }
            }
            return reached;
        }
    }
}
