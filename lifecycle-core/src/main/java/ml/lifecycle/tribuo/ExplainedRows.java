package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import ml.lifecycle.core.Explainer;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Explanations of the rows of a test part that a person would ask for first: those that are answered wrongly, then those that
 * the model was least sure of; of numbers those furthest from the truth. Rows that it refuses have no answer to explain.
 */
final class ExplainedRows {

    private final Trained<?> trained;
    private final Split split;
    private final List<@Nullable Prediction> answers;

    ExplainedRows(Trained<?> trained, Split split, List<@Nullable Prediction> answers) {
        this.trained = trained;
        this.split = split;
        this.answers = answers;
    }

    /** For a person to read. */
    String text(int most) {
        Table test = split.test();
        TableColumn truth = test.column(split.target());
        Explainer explainer = Explainer.of(trained.predictor(Refused.NOT_ANSWERED), split.train());
        List<Integer> rows = IntStream.range(0, test.rows())
                .filter(row -> answers.get(row) != null).boxed().sorted(order(truth)).limit(most).toList();
        StringBuilder text = new StringBuilder(Count.of(rows.size(), "row")).append(" of the ").append(test.rows())
                .append(" of the test part, ").append(isNumber() ? "those furthest from the truth first"
                        : isLabel() ? "wrong answers first, then the least sure" : "the least sure first")
                .append("; other rows are those of the training part, from 0.\n");
        for (int row : rows) {
            Map<String, Object> values = split.inputs(test.select(row)).row(0);
            text.append("\nrow ").append(row).append(", in truth ")
                    .append(truth.isMissing(row) ? "unknown" : Names.printable(String.valueOf(truth.text(row))))
                    .append('\n').append(explainer.explain(values)).append('\n');
        }
        return text.toString();
    }

    private boolean isNumber() {
        return trained.signature().output().kind() == Output.Kind.NUMBER;
    }

    private boolean isLabel() {
        return trained.signature().output().kind() == Output.Kind.LABEL;
    }

    private Prediction answer(int row) {
        return Objects.requireNonNull(answers.get(row));
    }

    private Comparator<Integer> order(TableColumn truth) {
        if (isNumber()) {
            return Comparator.comparingDouble(row -> -Math.abs(answer(row).value() - truth.number(row)));
        }
        Comparator<Integer> unsure = Comparator.comparingDouble(row -> lead(answer(row)));
        return isLabel() ? Comparator.comparing((Integer row) -> answer(row).label().equals(truth.text(row)))
                .thenComparing(unsure) : unsure;
    }

    /** By how much the answer is ahead of the next one; of clusters, by how much their centre is nearer. */
    private double lead(Prediction answer) {
        List<Double> scores = new ArrayList<>(answer.scores().values());
        if (scores.size() < 2) {
            return 0;
        }
        double[] sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return isLabel() ? sorted[sorted.length - 1] - sorted[sorted.length - 2] : sorted[1] - sorted[0];
    }
}
