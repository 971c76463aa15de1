package ml.lifecycle.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        for (RunRecord run : experiments.using(snapshot.tableDigest())) {
            List<ModelVersion> versions = known.versions.getOrDefault(run.id(), List.of());
            run.data().stream().filter(use -> use.isOf(snapshot.tableDigest()))
                    .forEach(use -> links.add(new Lineage.Link(use, known.snapshots(use), run, versions)));
            known.versions.remove(run.id());
        }
        // Versions whose runs are not here, as when another store was copied only in part.
        known.versions.values().forEach(versions -> versions.forEach(version -> version.data().stream()
                .filter(use -> use.isOf(snapshot.tableDigest()))
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
        private final Map<String, List<ModelVersion>> versions = new HashMap<>();

        Known() {
            for (DataSet set : dataSets.all()) {
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

        List<Snapshot> snapshots(DataUse use) {
            List<Snapshot> found = new ArrayList<>(byTable.getOrDefault(use.digest(), List.of()));
            found.addAll(byTable.getOrDefault(use.source(), List.of()));
            return found;
        }
    }
}
