package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelFacts;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Gives each row other values of one column and looks whether the answer stays. */
record Invariance(Predictor model, NumberedRows rows, String data) {

    /** Of a column with more values than this, evenly spaced ones in the order of their first rows are tried. */
    private static final int TRIED = 10;

    Optional<AssertionFailedError> check(TableColumn column) {
        requireInput(model, column.name());
        List<Object> values = values(column);
        if (rows.isEmpty() || values.size() < 2) {
            return Optional.of(Facts.of("Expected the answers of " + model.source() + " not to depend on '" + column.name()
                            + "', but the data has no two values of it to compare.")
                    .fact("data", data)
                    .fact("values", values)
                    .fact("to do", "give data in which the column varies; what checked nothing does not pass")
                    .error("at least 2 values", values.size()));
        }
        List<Prediction> plain = model.predict(rows);
        List<String> different = new ArrayList<>();
        int changed = 0;
        for (Object value : values) {
            List<Prediction> answers = model.predict(with(column.name(), value));
            for (int i = 0; i < rows.size(); i++) {
                boolean other = !value.equals(rows.get(i).get(column.name()));
                changed += other ? 1 : 0;
                if (other && !ModelFacts.isSame(plain.get(i), answers.get(i))) {
                    different.add(rows.name(i) + ": " + Answers.contrast(plain.get(i), answers.get(i)) + " with "
                            + Show.literal(value) + ": " + Show.row(rows.get(i)));
                }
            }
        }
        return different.isEmpty() ? Optional.empty() : Optional.of(failure(column.name(), values, different, changed));
    }

    private AssertionFailedError failure(String column, List<Object> values, List<String> different, int tried) {
        return Facts.of("Expected the answers of " + model.source() + " not to depend on '" + column + "', but "
                        + different.size() + " of " + Show.count(tried, "changed row") + " got another answer.")
                .fact("data", data)
                .fact("values tried", values)
                .lines("different", different)
                .fact("to do", "train without the column, or look for columns it leaks through")
                .error("the same answers", Show.count(different.size(), "different answer"));
    }

    static Column requireInput(Predictor model, String name) {
        List<Column> inputs = model.signature().inputs();
        return inputs.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new RefusedException("Column '" + name + "' is no input of " + model.source()
                        + ", so it cannot matter to it; the inputs are "
                        + inputs.stream().map(Column::name).toList() + "."));
    }

    private static List<Object> values(TableColumn column) {
        Set<Object> distinct = new LinkedHashSet<>();
        for (int row = 0; row < column.size(); row++) {
            Object value = column.value(row);
            if (value != null) {
                distinct.add(value);
            }
        }
        List<Object> all = new ArrayList<>(distinct);
        List<Object> some = new ArrayList<>();
        int count = Math.min(TRIED, all.size());
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    private List<Map<String, Object>> with(String column, Object value) {
        List<Map<String, Object>> changed = new ArrayList<>(rows.size());
        for (Map<String, Object> row : rows) {
            Map<String, Object> copy = new LinkedHashMap<>(row);
            copy.put(column, value);
            changed.add(copy);
        }
        return changed;
    }
}
