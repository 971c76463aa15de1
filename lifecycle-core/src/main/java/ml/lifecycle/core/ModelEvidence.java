package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.internal.evaluation.Latencies;
import ml.lifecycle.internal.evaluation.Measurement;
import ml.lifecycle.internal.model.Reloadable;
import ml.lifecycle.internal.signature.Similar;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.AnsweredRows;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import ml.lifecycle.signature.SignatureViolation.Kind;

/**
 * Measures a stored model for a gate, whatever framework it is of.
 *
 * <p>All rows are predicted behind the policy of the predictor, which is the strict one unless said otherwise, except that
 * numbers outside of the range of training are accepted, unless the policy itself says what is done with them: new data has
 * such, and leaving them out would flatter the model. A row that the model refuses counts as not answered, or is left out if
 * the policy says so; either is counted, and the first rows are named with what is wrong with them, in a note of the report:
 *
 * <pre>
 * ModelEvidence.of(predictor.with(strict().on(UNSEEN_LEVEL, ACCEPT)), data, "y");
 * ModelEvidence.of(predictor.with(strict().refused(LEFT_OUT)), data, "y");
 * </pre>
 *
 * <p>Of a monitor the model behind it is asked, which counts as no traffic. Columns that are neither input nor truth
 * reach the model not at all. All columns of text and booleans but the truth become groups, for checks of fairness and
 * slices, inputs too: a model that sees the region is the first to be asked how fair it is to regions. A missing value
 * is the group {@code (missing)}.
 *
 * <p>Whether invalid input is refused is tried out behind the policy of the predictor itself.
 *
 * <p>What is measured of a predictor that was loaded from a store is marked as measured. A protected alias takes only such
 * evidence; whatever is stated on top of it, but recorded metrics, takes the mark away.
 */
public final class ModelEvidence {

    private static final int SHOWN = 5;

    private ModelEvidence() {}

    /**
     * Measures on a table.
     *
     * @param predictor the model
     * @param data the rows, with the truth
     * @param truth the column of true values
     * @return predictions beside the truth with scores and groups, the digests of model and data; up to 2,000 latencies of
     *         single predictions, measured when a check first asks for them (for half a second or less, of a model that
     *         answers within milliseconds); whether the model refuses invalid input, and whether it is consistent, as
     *         far as {@link ModelFacts} can tell
     * @throws ml.lifecycle.NotFoundException if there is no such column
     * @throws RefusedException if a row has no true value, or the column of true values is an input of the model
     */
    public static Evidence of(Predictor predictor, Table data, String truth) {
        return marked(predictor, measured(predictor, data, truth, "data"));
    }

    /**
     * Measures on the test part of a split, and on the training part for the overfit gap; the training part is also the
     * reference for drift.
     *
     * @param predictor the model
     * @param split the parts
     * @return the evidence, bound to the test part
     */
    public static Evidence of(Predictor predictor, Split split) {
        Predictor asked = measuring(predictor);
        AnsweredRows learnt = ask(asked, split.train(), split.target());
        Evidence evidence = measured(predictor, split.test(), split.target(), split.testUse().name())
                .training(Beside.truth(asked.signature().output(), learnt, split.train(), split.target()))
                .drift(split.train(), split.test());
        return marked(predictor, learnt.refused().isEmpty() ? evidence
                : evidence.note("In the training part, " + learnt.sentence()));
    }

    /**
     * Only what the engine loaded itself has the bytes that its digest says; anybody can write a predictor that claims it. And who
     * leaves out the rows that a model refuses would flatter it.
     */
    private static Evidence marked(Predictor predictor, Evidence evidence) {
        Predictor asked = measuring(predictor);
        return asked instanceof Reloadable && asked.policy().refused() == Refused.NOT_ANSWERED
                ? Measurement.mark(evidence) : evidence;
    }

    private static Predictor measuring(Predictor predictor) {
        Predictor asked = predictor.unwatched();
        return asked.with(asked.policy().unlessSaid(Kind.OUT_OF_RANGE, Reaction.ACCEPT));
    }

    private static Evidence measured(Predictor predictor, Table data, String truth, String name) {
        Predictor tolerant = measuring(predictor);
        AnsweredRows asked = ask(tolerant, data, truth);
        Predictions predictions = Beside.truth(tolerant.signature().output(), asked, data, truth);
        for (TableColumn column : Beside.counted(asked, data).columns()) {
            if (isGroup(column, truth)) {
                predictions = predictions.group(column.name(), groups(column));
            }
        }
        List<Map<String, Object>> rows = answered(asked, inputs(predictor, data));
        Evidence evidence = Evidence.of(predictions)
                .latencies(() -> Latencies.measure(row -> tolerant.predict(rows.get(row)), rows.size()))
                .model(predictor.digest()).data(name, data);
        evidence = unknownLabels(evidence, predictor.signature().output(), data.column(truth));
        evidence = fact(evidence, Fact.REFUSES_INVALID_INPUT, ModelFacts.refusesInvalidInput(predictor));
        Optional<Evidence.Finding> consistent = ModelFacts.consistent(tolerant, rows);
        evidence = consistent.isPresent() ? fact(evidence, Fact.CONSISTENT, consistent.get()) : evidence;
        return asked.refused().isEmpty() ? evidence : evidence.note(asked.sentence());
    }

    private static List<Map<String, Object>> answered(AnsweredRows asked, Table inputs) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < inputs.rows(); row++) {
            if (asked.all().get(row) != null) {
                rows.add(inputs.row(row));
            }
        }
        return rows;
    }

    /** A model is wrong about each label that it does not know, which is often one that is only written otherwise. */
    private static Evidence unknownLabels(Evidence evidence, Output output, TableColumn truth) {
        if (output.kind() != Output.Kind.LABEL) {
            return evidence;
        }
        Map<String, Integer> unknown = new TreeMap<>();
        for (int row = 0; row < truth.size(); row++) {
            String label = truth.text(row);
            if (label != null && !output.labels().contains(label)) {
                unknown.merge(label, 1, Integer::sum);
            }
        }
        if (unknown.isEmpty()) {
            return evidence;
        }
        String shown = unknown.entrySet().stream().limit(SHOWN).map(each -> "'" + Names.printable(each.getKey()) + "' in "
                + Count.of(each.getValue(), "row") + Similar.meant(each.getKey(), output.labels())
                        .map(meant -> " (was '" + Names.printable(meant) + "' meant?)").orElse(""))
                .collect(Collectors.joining(", "));
        return evidence.note("The truth has labels that the model does not know, so that each answer to them is wrong: " + shown
                + (unknown.size() > SHOWN ? ", and " + (unknown.size() - SHOWN) + " more" : "") + ".");
    }

    private static Evidence fact(Evidence evidence, Fact fact, Evidence.Finding finding) {
        return evidence.fact(fact, finding.holds(), finding.detail());
    }

    private static AnsweredRows ask(Predictor predictor, Table data, String truth) {
        if (inputNames(predictor).contains(truth)) {
            throw new RefusedException("Column '" + Names.printable(truth) + "' is an input of "
                    + Names.printable(predictor.source()) + ", so it cannot be the truth beside its answers; expected '"
                    + Names.printable(predictor.signature().output().name()) + "', or another column of such values.");
        }
        data.column(truth);
        return AnsweredRows.of(predictor, inputs(predictor, data));
    }

    private static Table inputs(Predictor predictor, Table data) {
        Set<String> wanted = inputNames(predictor);
        return data.without(data.columns().stream().map(TableColumn::name).filter(name -> !wanted.contains(name))
                .toArray(String[]::new));
    }

    private static Set<String> inputNames(Predictor predictor) {
        Set<String> names = new HashSet<>();
        predictor.signature().inputs().stream().map(Column::name).forEach(names::add);
        return names;
    }

    private static boolean isGroup(TableColumn column, String truth) {
        return (column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOLEAN)
                && !column.name().equals(truth);
    }

    private static GroupColumn groups(TableColumn column) {
        List<String> values = new ArrayList<>(column.size());
        for (int row = 0; row < column.size(); row++) {
            String value = column.text(row);
            values.add(value == null ? "(missing)" : value);
        }
        return GroupColumn.of(values);
    }
}
