package ml.lifecycle.internal.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.internal.data.Fingerprints;
import ml.lifecycle.internal.data.Fingerprints.Match;
import ml.lifecycle.internal.evaluation.Measurement;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Column;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Evidence counts for one model, and for data that the model was not trained on.
 *
 * <p>Evidence for a protected alias must have been measured here: its rows were predicted by the stored model. What cannot be
 * compared with the training rows is refused there, and named in the report elsewhere.
 */
final class EvidenceBinding {

    /** So many of the judged rows, and at least one, may be training rows beside those that repeat by nature. */
    private static final double TOLERATED_SHARE = 0.001;
    /** Beside twice the observed share; the interval of few rows allows too much. */
    private static final double FEW_ROWS_SHARE = 0.05;
    /** How sure it is that no more rows than stated repeat by nature. */
    private static final double CONFIDENCE = 0.999;

    private final StoredModel model;
    private final ModelVersion version;
    private final boolean measured;
    private final boolean compared;

    /**
     * Binds evidence.
     *
     * @param model whose version is judged
     * @param version the version
     * @param measured whether the evidence must have been measured here
     * @param compared whether it must have been compared with all rows that the version was trained on
     */
    EvidenceBinding(StoredModel model, ModelVersion version, boolean measured, boolean compared) {
        this.model = model;
        this.version = version;
        this.measured = measured;
        this.compared = compared;
    }

    /** The evidence about this version, with a note on how its rows were compared with the training rows. */
    Evidence bind(Evidence evidence) {
        String about = evidence.modelDigest().orElse(version.digest());
        if (!about.equals(version.digest())) {
            throw refused("is about another model: expected the digest " + version.digest() + ", found " + about
                    + ". Evaluate the version that is given");
        }
        String data = evidence.dataDigest().orElseThrow(() -> refused("does not say on which data it was measured; add"
                + " .data(name, table)"));
        boolean predicted = Measurement.made(evidence);
        if (measured) {
            requireMeasured(evidence, predicted);
        }
        Evidence bound = predicted ? evidence : evidence.note("The figures of " + version.uri()
                + " were stated; they were not measured here.");
        List<DataUse> training = model.trainingOf(version);
        if (training.isEmpty()) {
            return uncompared(bound, "no run says on which rows " + version.uri() + " was trained", "Record them by"
                    + " run.data(use, inputs) in the run that trains, and register that run");
        }
        for (DataUse use : training) {
            bound = compare(bound, use, data);
        }
        return bound.model(version.digest());
    }

    private void requireMeasured(Evidence evidence, boolean predicted) {
        if (!predicted) {
            throw refused("was stated, and a protected alias takes only what was measured here, by predicting rows with the"
                    + " stored model. Leave the evidence as ModelEvidence.of(predictor, …) of the stored version gives it");
        }
        for (Map.Entry<String, Double> metric : evidence.metrics().entrySet()) {
            Double recorded = version.metrics().get(metric.getKey());
            if (!metric.getValue().equals(recorded)) {
                throw refused("states the metric '" + Names.printable(metric.getKey()) + "' as " + metric.getValue()
                        + ", and the run of this version recorded " + (recorded == null ? "none" : recorded)
                        + "; a protected alias takes what was recorded. Give version.metrics()");
            }
        }
    }

    private Evidence compare(Evidence evidence, DataUse use, String data) {
        String name = "'" + Names.printable(use.name()) + "'";
        if (use.digest().equals(data)) {
            throw refused("was measured on " + name + ", which the model was trained on, so it says nothing about new data."
                    + " Evaluate on data that was kept aside");
        }
        Optional<Table> judged = evidence.judged();
        if (judged.isEmpty()) {
            return uncompared(evidence, "the evidence names its data by a digest alone", "Add .data(name, table)");
        }
        List<String> inputs = version.signature().inputs().stream().map(Column::name).toList();
        Optional<Fingerprints> rows = model.fingerprints(use, inputs);
        if (rows.isEmpty()) {
            return uncompared(evidence, "the training rows of " + name + " were recorded without their hashes, and no"
                    + " snapshot has them", "Record them by run.data(use, inputs), or add the table by"
                    + " lifecycle.data(name).add(table)");
        }
        List<String> columns = rows.get().columns().isEmpty() ? inputs : rows.get().columns();
        List<String> there = judged.get().columns().stream().map(TableColumn::name).toList();
        List<String> missing = columns.stream().filter(column -> !there.contains(column)).toList();
        if (!missing.isEmpty()) {
            return uncompared(evidence, "the judged rows lack " + Names.printable(String.join(", ", missing)) + ", by which"
                    + " the training rows of " + name + " are known", "Judge the rows with all their columns");
        }
        return compare(evidence, use, rows.get(), rows.get().match(judged.get(), columns));
    }

    private Evidence compare(Evidence evidence, DataUse use, Fingerprints rows, Match match) {
        String name = "'" + Names.printable(use.name()) + "'";
        if (match.compared() == 0) {
            return uncompared(evidence, "no judged row can be told from the training rows of " + name, "Judge more rows");
        }
        int tolerated = tolerated(rows, match.compared());
        String found = String.format(Locale.ROOT, "%,d of %,d judged rows compared with the training rows of %s%s: %s",
                match.compared(), evidence.judged().orElseThrow().rows(), name,
                use.rows() < 0 ? "" : " (" + Count.of(use.rows(), "row") + ")",
                match.found() == 0 ? "none is among them" : String.format(Locale.ROOT,
                        "%,d are among them; up to %,d are tolerated, as rows may repeat by nature", match.found(), tolerated));
        if (match.found() > tolerated) {
            throw refused("holds rows that the model was trained on, so it says little about new data ("
                    + found + "). Evaluate on data that was kept aside");
        }
        return evidence.note("Of " + version.uri() + ": " + found + ".");
    }

    /**
     * As many as repeat by nature, and one row in a thousand. By nature repeats at most the share that the exact interval of
     * the training rows that have a twin allows (Clopper and Pearson 1934), of few rows at most twice the observed share and
     * one row in twenty.
     */
    private static int tolerated(Fingerprints rows, int compared) {
        double natural = 0;
        if (rows.rows() > 0) {
            double observed = (double) rows.twins() / rows.rows();
            double bound = observed == 1 ? 1
                    : BetaDistribution.of(rows.twins() + 1.0, rows.rows() - rows.twins())
                            .inverseCumulativeProbability(CONFIDENCE);
            natural = Math.min(bound, 2 * observed + FEW_ROWS_SHARE);
        }
        double tolerated = Math.floor(natural * compared) + Math.max(1, Math.floor(TOLERATED_SHARE * compared));
        return (int) Math.min(compared, tolerated);
    }

    private Evidence uncompared(Evidence evidence, String reason, String remedy) {
        if (compared) {
            throw refused("cannot be compared with what the model was trained on: " + reason + ". A protected alias takes no"
                    + " such evidence. " + remedy);
        }
        return evidence.note("The judged rows were not compared with what " + version.uri() + " was trained on: " + reason
                        + ".")
                .model(version.digest());
    }

    private RefusedException refused(String problem) {
        return new RefusedException("The evidence about " + version.uri() + " " + problem + ". Nothing was changed.");
    }
}
