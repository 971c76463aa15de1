package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Adds Gaussian noise to the numbers of each row, kept within the ranges of the signature. */
record Noise(Predictor model, NumberedRows rows, LabelledData data, double share) {

    private static final int REPETITIONS = 5;
    private static final long SEED = 20_260_101;

    Noise {
        if (!(share > 0 && share < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("Noise of " + share + " standard deviations is not allowed: expected a finite"
                    + " number greater than 0, for example 0.01.");
        }
    }

    Optional<AssertionFailedError> check(double allowed) {
        Map<Column, Double> scales = scales();
        if (rows.isEmpty() || scales.isEmpty()) {
            return Optional.of(Facts.of("Expected the labels of " + model.source()
                            + " to withstand noise, but there are no rows, or no numbers that vary, to add it to.")
                    .fact("data", data)
                    .fact("to do", "give data in which a numeric input varies; what checked nothing does not pass")
                    .error("numbers that vary", "none"));
        }
        Random random = new Random(SEED);
        List<Prediction> plain = model.predict(rows);
        List<String> flips = new ArrayList<>();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            List<Map<String, Object>> noisy = rows.stream().map(row -> disturbed(row, scales, random)).toList();
            List<Prediction> answers = model.predict(noisy);
            for (int i = 0; i < noisy.size(); i++) {
                if (!plain.get(i).label().equals(answers.get(i).label())) {
                    flips.add(rows.name(i) + ": " + Answers.contrast(plain.get(i), answers.get(i)) + ": "
                            + Show.row(noisy.get(i)));
                }
            }
        }
        int tried = REPETITIONS * rows.size();
        return (double) flips.size() / tried <= allowed ? Optional.empty() : Optional.of(failure(allowed, flips, tried));
    }

    private AssertionFailedError failure(double allowed, List<String> flips, int tried) {
        double observed = (double) flips.size() / tried;
        return Facts.of("Expected noise of " + Show.number(share) + " standard deviations to flip at most the share "
                        + Show.number(allowed) + " of the labels of " + model.source() + ", but it flips "
                        + Show.number(observed) + ".")
                .fact("data", data + ", " + REPETITIONS + " times with noise (seed " + SEED + ")")
                .fact("observed", flips.size() + " of " + tried + " labels flipped")
                .lines("flipped", flips)
                .fact("to do", "look for decision borders that run through the data; regularise, or widen the bound")
                .error("at most " + Show.number(allowed), Show.number(observed));
    }

    private Map<Column, Double> scales() {
        Map<Column, Double> scales = new LinkedHashMap<>();
        for (Column column : model.signature().inputs()) {
            if (column.type() == ColumnType.NUMBER) {
                ColumnProfile profile = data.table().profile().column(column.name());
                if (profile.standardDeviation() > 0) {
                    scales.put(column, share * profile.standardDeviation());
                }
            }
        }
        return scales;
    }

    private static Map<String, Object> disturbed(Map<String, Object> row, Map<Column, Double> scales, Random random) {
        Map<String, Object> noisy = new LinkedHashMap<>(row);
        scales.forEach((column, scale) -> {
            if (noisy.get(column.name()) instanceof Number number) {
                double moved = number.doubleValue() + scale * random.nextGaussian();
                Range range = column.range();
                noisy.put(column.name(),
                        range == null ? moved : Math.min(range.max(), Math.max(range.min(), moved)));
            }
        });
        return noisy;
    }
}
