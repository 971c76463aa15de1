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
import ml.lifecycle.internal.model.Reasoning;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Explains single answers of a stored model, whatever framework it is of: it is asked again with other values.
 *
 * <pre>
 * Explainer.of(predictor, split.train()).explain(split.test().row(0)).print();
 * </pre>
 *
 * <p>The other values are those of a table, of which at most 10,000 rows at equal distances are looked at. Nothing is drawn by
 * chance: the same question has the same explanation. Numbers outside of the range of training are accepted, unless the policy of the
 * predictor says what is done with them. Of a monitor the model behind it is asked: what is explained is no traffic. Safe for
 * use by several threads.
 *
 * <p>How far two rows are apart is the sum over the inputs: of numbers the difference in standard deviations of the column
 * in those rows (1, if there it has only one value), of all others, and of a value and none, 0 if equal and 1 if not.
 *
 * <p>A model that answers numbers has no other answers, so only effects and reasons are told of it.
 */
public final class Explainer {

    private static final int MAX_ROWS = 10_000;

    private final Predictor predictor;
    private final Sample sample;
    private final Distance distance;
    private final Set<String> fixed;
    private final EffectMethod method;

    private Explainer(Predictor predictor, Sample sample, Distance distance, Set<String> fixed, EffectMethod method) {
        this.predictor = predictor;
        this.sample = sample;
        this.distance = distance;
        this.fixed = fixed;
        this.method = method;
    }

    /** The rows that are looked at, with their numbers in the table and what the model answers for them. */
    private record Sample(int[] numbers, List<Map<String, Object>> rows, List<Prediction> answers) {}

    /**
     * Explains by comparison with rows.
     *
     * @param predictor the model
     * @param data rows such as it was trained on; columns that are no inputs are not looked at
     * @return to be asked
     * @throws RefusedException if there are no rows
     * @throws NotFoundException if the table lacks a column of the signature
     * @throws ml.lifecycle.signature.SignatureException if a row breaks the signature otherwise than by a number out of
     *         range
     */
    public static Explainer of(Predictor predictor, Table data) {
        if (data.rows() == 0) {
            throw new RefusedException("There are no rows to compare with; give those the model was trained on.");
        }
        int count = Math.min(MAX_ROWS, data.rows());
        int[] numbers = IntStream.range(0, count).map(row -> (int) ((long) row * data.rows() / count)).toArray();
        Table sample = inputs(predictor, data).select(numbers);
        List<Map<String, Object>> rows = IntStream.range(0, count).mapToObj(sample::row).toList();
        Predictor asked = predictor.unwatched();
        Predictor tolerant = asked.with(asked.policy().unlessSaid(Kind.OUT_OF_RANGE, Reaction.ACCEPT));
        return new Explainer(tolerant, new Sample(numbers, rows, tolerant.predict(rows)), new Distance(sample.profile()),
                Set.of(), new ExchangeEffects());
    }

    private static Table inputs(Predictor predictor, Table data) {
        Set<String> wanted = new HashSet<>();
        predictor.signature().inputs().stream().filter(Column::required).forEach(column -> data.column(column.name()));
        predictor.signature().inputs().forEach(column -> wanted.add(column.name()));
        return data.without(data.columns().stream().map(TableColumn::name).filter(name -> !wanted.contains(name))
                .toArray(String[]::new));
    }

    /**
     * The same, but with columns that nobody can change, such as an age: no counterfactual has another value there, and the
     * nearest row with another answer has the same.
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
        return new Explainer(predictor, sample, distance, Set.copyOf(all), method);
    }

    /**
     * The same, but with effects that are measured in another way.
     *
     * @param method how, for example {@code TribuoLime.seeded(42)}
     * @return another explainer
     */
    public Explainer by(EffectMethod method) {
        return new Explainer(predictor, sample, distance, fixed, method);
    }

    /**
     * Explains the answer for a row.
     *
     * @param row values by column; those that are no inputs of the model are not looked at
     * @return the explanation
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature otherwise than by a number out of
     *         range
     * @throws RefusedException if the method of the effects does not fit the model
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
        List<String> reasons = predictor instanceof Reasoning told ? told.reasons(asked) : List.of();
        Explanation.Effects effects = method.of(predictor, sample.rows, asked, answer);
        if (predictor.signature().output().kind() == Output.Kind.NUMBER) {
            return new Explanation(asked, answer, effects, reasons, null, List.of());
        }
        Counterfactuals others = new Counterfactuals(predictor, distance, fixed, asked);
        return new Explanation(asked, answer, effects, reasons, nearest(asked, answer.label()),
                others.of(byAnswer(answer.label())));
    }

    /** Of rows that are equally near the first. */
    private Explanation.@Nullable NearRow nearest(Map<String, Object> row, String label) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int index = 0; index < sample.rows.size(); index++) {
            Map<String, Object> other = sample.rows.get(index);
            if (!sample.answers.get(index).label().equals(label) && isPossible(row, other)) {
                double apart = distance.of(predictor.signature().inputs(), row, other);
                if (apart < least) {
                    least = apart;
                    nearest = index;
                }
            }
        }
        return nearest < 0 ? null : new Explanation.NearRow(sample.numbers[nearest], sample.answers.get(nearest),
                distance.changes(predictor.signature().inputs(), row, sample.rows.get(nearest)), least);
    }

    private boolean isPossible(Map<String, Object> row, Map<String, Object> other) {
        return fixed.stream().allMatch(column -> distance.of(column, row.get(column), other.get(column)) == 0);
    }

    private Map<String, List<Map<String, Object>>> byAnswer(String label) {
        Map<String, List<Map<String, Object>>> byAnswer = new LinkedHashMap<>();
        for (int index = 0; index < sample.rows.size(); index++) {
            String other = sample.answers.get(index).label();
            if (!other.equals(label)) {
                byAnswer.computeIfAbsent(other, any -> new ArrayList<>()).add(sample.rows.get(index));
            }
        }
        return byAnswer;
    }

    @Override
    public String toString() {
        return "explainer of " + predictor.source() + " by " + Count.of(sample.rows.size(), "row")
                + (fixed.isEmpty() ? "" : ", without changing " + fixed.stream().sorted().toList());
    }
}
