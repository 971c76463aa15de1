package ml.lifecycle.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/** The answers of a predictor as a table. */
final class Answers {

    private Answers() {}

    static DriftReport drift(Predictor predictor, Table reference, Table current, DriftSettings settings) {
        AnsweredRows before = ask(predictor, reference);
        AnsweredRows now = ask(predictor, current);
        boolean refused = before.hasUnanswered() || now.hasUnanswered();
        return table(before, refused).driftTo(table(now, refused), settings);
    }

    private static AnsweredRows ask(Predictor predictor, Table rows) {
        if (rows.rows() == 0) {
            throw new RefusedException("The predictor " + predictor.source() + " cannot be asked for drift without rows;"
                    + " give at least one on each side.");
        }
        Set<String> inputs = predictor.signature().inputs().stream().map(Column::name).collect(Collectors.toSet());
        String[] others = rows.columns().stream().map(TableColumn::name).filter(name -> !inputs.contains(name))
                .toArray(String[]::new);
        Predictor asked = predictor.unwatched();
        return AnsweredRows.of(asked.with(asked.policy().unlessSaid(Kind.OUT_OF_RANGE, Reaction.ACCEPT)),
                rows.without(others));
    }

    private static Table table(AnsweredRows asked, boolean refused) {
        int[] rows = asked.counted();
        List<@Nullable Prediction> answers = IntStream.of(rows).<@Nullable Prediction>mapToObj(asked.all()::get).toList();
        boolean number = answers.stream().noneMatch(answer -> answer != null && Double.isNaN(answer.value()));
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        if (refused) {
            columns.put("refused", new ArrayList<>(answers.stream().<Object>map(Objects::isNull).toList()));
        }
        List<@Nullable Object> first = new ArrayList<>();
        columns.put(number ? "value" : "label", first);
        for (int row = 0; row < answers.size(); row++) {
            Prediction answer = answers.get(row);
            int place = row;
            first.add(answer == null ? null : number ? (Object) answer.value() : answer.label());
            if (answer != null) {
                answer.scores().forEach((label, score) -> columns.computeIfAbsent("score of " + label,
                        name -> new ArrayList<>(Collections.nCopies(answers.size(), null))).set(place, score));
            }
        }
        return Table.of(columns);
    }
}
