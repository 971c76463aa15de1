package ml.lifecycle.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.data.DataSets;
import ml.lifecycle.internal.registry.Models;
import ml.lifecycle.internal.run.Experiments;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Damage;

/** Finds contents that something recorded refers to and that the store does not have any more. */
record LostContents(ArtifactStore artifacts, Experiments experiments, Models models, DataSets dataSets) {

    private static final int SHOWN = 3;

    /** One damage for each lost content, saying what needs it. Logs that are damaged themselves are left out. */
    List<Damage> find() {
        Map<String, String> ofModels = models.lostContents();
        Set<String> ofRuns = lost(experiments::referencedDigests);
        Set<String> ofData = lost(dataSets::referencedDigests);
        Set<String> all = new TreeSet<>(ofModels.keySet());
        all.addAll(ofRuns);
        all.addAll(ofData);
        List<Damage> damages = new ArrayList<>();
        List<RunRecord> runs = ofRuns.isEmpty() ? List.of() : experiments.runs().withNested().list();
        for (String digest : all) {
            List<String> needing = new ArrayList<>();
            if (ofModels.containsKey(digest)) {
                needing.add(ofModels.get(digest));
            }
            if (ofRuns.contains(digest)) {
                needing.add(artifacts(digest, runs));
            }
            if (ofData.contains(digest)) {
                needing.add("a snapshot of data or its profile");
            }
            damages.add(new Damage("content " + digest, -1, -1, "is lost, and needed by " + String.join("; ", needing)
                    + "; restore it from a backup, or record the same content again"));
        }
        return damages;
    }

    /** The digests that the store does not have; none if it is unknown what is referred to, which is told elsewhere. */
    private Set<String> lost(Supplier<Set<String>> references) {
        try {
            Set<String> lost = new HashSet<>(references.get());
            lost.removeIf(artifacts::contains);
            return lost;
        } catch (CorruptException unknown) {
            return Set.of();
        }
    }

    private static String artifacts(String digest, List<RunRecord> runs) {
        List<String> all = new ArrayList<>();
        for (RunRecord run : runs) {
            for (ArtifactRef artifact : run.artifacts().values()) {
                if (artifact.digest().equals(digest)) {
                    all.add("runs:/" + run.id() + "/" + Names.printable(artifact.path()));
                }
            }
        }
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() <= SHOWN ? "" : " and " + Count.of(all.size() - SHOWN, "more artifact"));
    }
}
