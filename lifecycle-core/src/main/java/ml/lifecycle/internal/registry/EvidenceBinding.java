package ml.lifecycle.internal.registry;

import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.internal.data.Fingerprints;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Column;

/** Evidence counts for one model, and for data that the model was not trained on. */
final class EvidenceBinding {

    /** So many rows may also be in the training data by chance, beside those that repeat within the evidence anyway. */
    private static final double TOLERATED_SHARE = 0.1;

    private final StoredModel model;
    private final ModelVersion version;

    EvidenceBinding(StoredModel model, ModelVersion version) {
        this.model = model;
        this.version = version;
    }

    Evidence bind(Evidence evidence) {
        String about = evidence.modelDigest().orElse(version.digest());
        if (!about.equals(version.digest())) {
            throw refused("is about another model: expected the digest " + version.digest() + ", found " + about
                    + ". Evaluate the version that is given");
        }
        String data = evidence.dataDigest().orElseThrow(() -> refused("does not say on which data it was measured; add"
                + " .data(name, table)"));
        for (DataUse use : version.data()) {
            if (use.role() == DataRole.TRAIN) {
                requireOtherRows(use, data, evidence);
            }
        }
        return evidence.model(version.digest());
    }

    private void requireOtherRows(DataUse use, String data, Evidence evidence) {
        if (use.digest().equals(data)) {
            throw refused("was measured on '" + Names.printable(use.name()) + "', which the model was trained on, so it"
                    + " says nothing about new data. Evaluate on data that was kept aside");
        }
        evidence.judged().ifPresent(table -> requireFewOf(use, table));
    }

    private void requireFewOf(DataUse use, Table judged) {
        List<String> inputs = version.signature().inputs().stream().map(Column::name).toList();
        List<String> there = judged.columns().stream().map(TableColumn::name).toList();
        if (!there.containsAll(inputs)) {
            return;
        }
        double tolerated = TOLERATED_SHARE + 2 * Fingerprints.repeatedShare(judged, inputs);
        model.fingerprints(use).map(rows -> rows.shareOf(judged, inputs)).filter(share -> share > tolerated)
                .ifPresent(share -> {
                    throw refused("was measured on " + Count.of(judged.rows(), "row") + ", of which "
                            + Math.round(share * 100) + " % are also in '" + Names.printable(use.name()) + "', which the model was trained on, so it"
                            + " says little about new data. Evaluate on data that was kept aside");
                });
    }

    private RefusedException refused(String problem) {
        return new RefusedException("The evidence about " + version.uri() + " " + problem + ". Nothing was changed.");
    }
}
