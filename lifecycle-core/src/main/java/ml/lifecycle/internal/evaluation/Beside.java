package ml.lifecycle.internal.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.AnsweredRows;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Puts what a model answered beside the truth. */
public final class Beside {

    private Beside() {}

    /**
     * Predictions beside a column of true values.
     *
     * @param output what the model answers
     * @param answers one answer for each row
     * @param truth the true values
     * @return the predictions; with scores where the model gave some for every row
     * @throws RefusedException if a row has no true value, or the column does not fit the output
     */
    public static Predictions truth(Output output, List<Prediction> answers, TableColumn truth) {
        for (int row = 0; row < truth.size(); row++) {
            if (truth.isMissing(row)) {
                throw new RefusedException("Row " + row + " has no value in column '" + Names.printable(truth.name())
                        + "', which is the truth the model is measured by; leave such rows out.");
            }
        }
        return switch (output.kind()) {
            case LABEL -> labels(output.labels(), answers, truth);
            case CLUSTER -> clusters(answers, truth);
            case NUMBER -> numbers(answers, truth);
        };
    }

    /**
     * Predictions beside a column of true values, of a model that refused some rows.
     *
     * @param output what the model answers
     * @param asked what it answered
     * @param data the rows that it was asked, with the truth
     * @param truth the column of true values
     * @return the predictions for the rows that count, those that were refused as not answered
     * @throws RefusedException if a row that counts has no true value, or the column does not fit the output
     */
    public static Predictions truth(Output output, AnsweredRows asked, Table data, String truth) {
        List<@Nullable Prediction> answers = asked.all();
        Prediction any = answers.stream().filter(Objects::nonNull).findFirst().orElse(null);
        List<Prediction> counted = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int row : asked.counted()) {
            Prediction answer = answers.get(row);
            if (answer == null) {
                missing.add(counted.size());
            }
            // The place of an answer that was not given; nobody looks at what stands there.
            counted.add(answer != null ? answer : any != null ? any : nothing(output));
        }
        return truth(output, counted, counted(asked, data).column(truth))
                .notAnswered(missing.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Prediction nothing(Output output) {
        return new Prediction(output.labels().isEmpty() ? "0" : output.labels().get(0), 0, Map.of(), List.of());
    }

    /**
     * The rows that count.
     *
     * @param asked what a model answered
     * @param data the rows that it was asked
     * @return the same rows, without those that are left out
     */
    public static Table counted(AnsweredRows asked, Table data) {
        int[] rows = asked.counted();
        return rows.length == data.rows() ? data : data.select(rows);
    }

    private static Predictions labels(List<String> known, List<Prediction> answers, TableColumn truth) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        known.forEach(label -> codes.putIfAbsent(label, codes.size()));
        // A label that training did not see is one the model gets wrong.
        others(truth, codes).forEach(label -> codes.putIfAbsent(label, codes.size()));
        answers.forEach(answer -> codes.putIfAbsent(answer.label(), codes.size()));
        int[] expected = new int[truth.size()];
        int[] predicted = new int[truth.size()];
        for (int row = 0; row < expected.length; row++) {
            expected[row] = codes.get(textOf(truth, row));
            predicted[row] = codes.get(answers.get(row).label());
        }
        List<String> labels = new ArrayList<>(codes.keySet());
        Predictions predictions = Predictions.ofCodes(labels, expected, predicted);
        boolean scored = !answers.isEmpty() && answers.stream().noneMatch(answer -> answer.scores().isEmpty());
        return scored ? predictions.scores(scores(codes, answers)) : predictions;
    }

    private static TreeSet<String> others(TableColumn truth, Map<String, Integer> known) {
        TreeSet<String> others = new TreeSet<>();
        for (int row = 0; row < truth.size(); row++) {
            String label = textOf(truth, row);
            if (!known.containsKey(label)) {
                others.add(label);
            }
        }
        return others;
    }

    /** The scores are walked through: to look each label up takes as long as there are labels, for each of them. */
    private static double[][] scores(Map<String, Integer> codes, List<Prediction> answers) {
        double[][] scores = new double[answers.size()][codes.size()];
        for (int row = 0; row < scores.length; row++) {
            double[] ofRow = scores[row];
            answers.get(row).scores().forEach((label, score) -> {
                Integer code = codes.get(label);
                if (code != null) {
                    ofRow[code] = score;
                }
            });
        }
        return scores;
    }

    private static Predictions clusters(List<Prediction> answers, TableColumn truth) {
        List<String> classes = new ArrayList<>(others(truth, Map.of()));
        Map<String, Integer> codes = new LinkedHashMap<>();
        classes.forEach(name -> codes.put(name, codes.size()));
        int[] expected = new int[truth.size()];
        int[] clusters = new int[truth.size()];
        for (int row = 0; row < expected.length; row++) {
            expected[row] = codes.get(textOf(truth, row));
            clusters[row] = (int) answers.get(row).value();
        }
        return Predictions.ofClusters(classes, expected, clusters);
    }

    private static Predictions numbers(List<Prediction> answers, TableColumn truth) {
        if (truth.type() == ColumnType.TEXT) {
            throw new RefusedException("Column '" + Names.printable(truth.name())
                    + "' is TEXT; a model that answers numbers is measured by a column of numbers.");
        }
        double[] expected = new double[truth.size()];
        double[] predicted = new double[truth.size()];
        for (int row = 0; row < expected.length; row++) {
            expected[row] = truth.number(row);
            predicted[row] = answers.get(row).value();
        }
        return Predictions.ofNumbers(expected, predicted);
    }

    private static String textOf(TableColumn column, int row) {
        String text = column.text(row);
        if (text == null) {
            throw new IllegalStateException("missing values were refused before");
        }
        return text;
    }
}
