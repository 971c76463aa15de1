package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Explains single answers of a stored classifier or clustering, whatever framework it is of: it is asked again with other
 * values.
 *
 * <pre>
 * Explainer.of(predictor, split.train()).explain(split.test().row(0)).print();
 * </pre>
 *
 * <p>The other values are those of a table, of which at most 10,000 rows at equal distances are looked at. Nothing is drawn by
 * chance: the same question has the same explanation. Numbers outside of the range of training are accepted. Safe for use by
 * several threads.
 */
public final class Explainer {

    private static final SignaturePolicy POLICY =
            SignaturePolicy.strict().on(Kind.OUT_OF_RANGE, Reaction.ACCEPT);
    private static final int MAX_ROWS = 10_000;

    private final Predictor predictor;
    private final List<Map<String, Object>> rows;
    private final List<String> answers;
    private final Distance distance;
    private final Set<String> fixed;

    private Explainer(Predictor predictor, List<Map<String, Object>> rows, List<String> answers, Distance distance,
            Set<String> fixed) {
        this.predictor = predictor;
        this.rows = rows;
        this.answers = answers;
        this.distance = distance;
        this.fixed = fixed;
    }

    /**
     * Explains by comparison with rows.
     *
     * @param predictor the model
     * @param data rows such as it was trained on; columns that are no inputs are not looked at
     * @return to be asked
     * @throws RefusedException if the model answers numbers, or there are no rows
     * @throws NotFoundException if the table lacks a column of the signature
     * @throws ml.lifecycle.signature.SignatureException if a row breaks the signature otherwise than by a number out of
     *         range
     */
    public static Explainer of(Predictor predictor, Table data) {
        if (predictor.signature().output().kind() == Output.Kind.NUMBER) {
            throw new RefusedException(predictor.source() + " answers numbers; explained are labels and clusters, of which"
                    + " there are others.");
        }
        if (data.rows() == 0) {
            throw new RefusedException("There are no rows to compare with; give those the model was trained on.");
        }
        int count = Math.min(MAX_ROWS, data.rows());
        Table sample = inputs(predictor, data).select(IntStream.range(0, count)
                .map(row -> (int) ((long) row * data.rows() / count)).toArray());
        List<Map<String, Object>> rows = IntStream.range(0, count).mapToObj(sample::row).toList();
        Predictor tolerant = predictor.with(POLICY);
        List<String> answers = tolerant.predict(rows).stream().map(Prediction::label).toList();
        return new Explainer(tolerant, rows, answers, new Distance(sample.profile()), Set.of());
    }

    private static Table inputs(Predictor predictor, Table data) {
        Set<String> wanted = new HashSet<>();
        predictor.signature().inputs().stream().filter(Column::required).forEach(column -> data.column(column.name()));
        predictor.signature().inputs().forEach(column -> wanted.add(column.name()));
        return data.without(data.columns().stream().map(TableColumn::name).filter(name -> !wanted.contains(name))
                .toArray(String[]::new));
    }

    /**
     * The same, but with columns that nobody can change, such as an age: no counterfactual has another value there.
     *
     * @param columns inputs of the model
     * @return another explainer
     * @throws NotFoundException if the model has no such input
     */
    public Explainer fixed(String... columns) {
        Set<String> all = new LinkedHashSet<>(fixed);
        for (String column : columns) {
            if (predictor.signature().inputs().stream().noneMatch(input -> input.name().equals(column))) {
                throw new NotFoundException(predictor.source() + " has no input '" + Names.printable(column)
                        + "'; its inputs are " + predictor.signature().inputs().stream().map(Column::name).toList() + ".");
            }
            all.add(column);
        }
        return new Explainer(predictor, rows, answers, distance, Set.copyOf(all));
    }

    /**
     * Explains the answer for a row.
     *
     * @param row values by column; those that are no inputs of the model are not looked at
     * @return the explanation
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature otherwise than by a number out of
     *         range
     */
    public Explanation explain(Map<String, ? extends @Nullable Object> row) {
        Map<String, Object> asked = new LinkedHashMap<>();
        for (Column column : predictor.signature().inputs()) {
            Object value = row.get(column.name());
            if (value != null) {
                asked.put(column.name(), value);
            }
        }
        asked = Collections.unmodifiableMap(asked);
        Prediction answer = predictor.predict(asked);
        List<Explanation.Effect> effects = new Effects(predictor, rows).of(asked, answer);
        return new Explanation(asked, answer, effects, counterfactuals(asked, answer.label()));
    }

    private List<Explanation.Counterfactual> counterfactuals(Map<String, Object> row, String label) {
        Map<String, List<Map<String, Object>>> byAnswer = new LinkedHashMap<>();
        for (int index = 0; index < answers.size(); index++) {
            if (!answers.get(index).equals(label)) {
                byAnswer.computeIfAbsent(answers.get(index), any -> new ArrayList<>()).add(rows.get(index));
            }
        }
        return new Counterfactuals(predictor, distance, fixed, row).of(byAnswer);
    }

    @Override
    public String toString() {
        return "explainer of " + predictor.source() + " by " + rows.size() + " rows"
                + (fixed.isEmpty() ? "" : ", without changing " + fixed.stream().sorted().toList());
    }
}
