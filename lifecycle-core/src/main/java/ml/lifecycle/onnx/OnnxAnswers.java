package ml.lifecycle.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Makes answers of what a model gave. */
final class OnnxAnswers {

    private final OnnxOutputs outputs;
    private final Output output;
    private final Labels labels;

    OnnxAnswers(OnnxOutputs outputs, Output output) {
        this.outputs = outputs;
        this.output = output;
        this.labels = new Labels(output.labels());
    }

    /** The answers for so many rows. */
    List<Prediction> of(OrtSession.Result result, int rows) throws OrtException {
        List<Object> answers = outputs.answer() == null ? List.of() : answers(value(result, outputs.answer()), rows);
        List<double[]> scores = outputs.scores() == null ? List.of() : scores(value(result, outputs.scores()), rows);
        List<Prediction> predictions = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            predictions.add(switch (output.kind()) {
                case LABEL -> label(answers.isEmpty() ? null : answers.get(row), scores.isEmpty() ? null : scores.get(row));
                case NUMBER -> number(((Number) answers.get(row)).doubleValue());
                case CLUSTER -> cluster(((Number) answers.get(row)).longValue());
            });
        }
        return predictions;
    }

    private static OnnxValue value(OrtSession.Result result, String name) {
        return result.get(name).orElseThrow(() -> unexpected("nothing as its output '" + OnnxRuntime.printable(name) + "'"));
    }

    private static RefusedException unexpected(String found) {
        return new RefusedException("The model answers " + found + ", which is not what it said when it was recorded; export it"
                + " again with the shapes of its outputs.");
    }

    /** One value for each row. */
    private static List<Object> answers(OnnxValue value, int rows) throws OrtException {
        long[] shape = shape(value, rows);
        if (shape.length == 2 && shape[1] != 1) {
            throw unexpected(shape[1] + " values for a row");
        }
        Object array = value.getValue();
        return IntStream.range(0, rows).mapToObj(row -> Array.get(array, row))
                .map(answer -> shape.length == 2 ? Array.get(answer, 0) : answer).toList();
    }

    /** The shape of what has one value or one list of values for each row. */
    private static long[] shape(OnnxValue value, int rows) {
        if (!(value.getInfo() instanceof TensorInfo tensor)) {
            throw unexpected("no tensor");
        }
        long[] shape = tensor.getShape();
        if (shape.length < 1 || shape.length > 2 || shape[0] != rows) {
            throw unexpected("a tensor of the shape " + Arrays.toString(shape) + " for "
                    + (rows == 1 ? "one row" : rows + " rows"));
        }
        return shape;
    }

    /** Nothing if there is one score only for each row, beside its label. */
    private List<double[]> scores(OnnxValue value, int rows) throws OrtException {
        List<double[]> scores = value instanceof OnnxSequence maps ? ofMaps(maps) : ofTensor(value, shape(value, rows));
        if (!scores.isEmpty() && scores.size() != rows) {
            throw unexpected(scores.size() + " maps of scores for " + rows + " rows");
        }
        return scores;
    }

    private List<double[]> ofTensor(OnnxValue tensor, long[] shape) throws OrtException {
        long width = shape.length == 1 ? 1 : shape[1];
        if (width == 1 && labels.size() != 1 && outputs.answer() != null) {
            return List.of();
        }
        requireScores(width, "");
        Object array = tensor.getValue();
        List<double[]> scores = new ArrayList<>();
        for (int row = 0; row < shape[0]; row++) {
            Object each = shape.length == 1 ? array : Array.get(array, row);
            int first = shape.length == 1 ? row : 0;
            scores.add(IntStream.range(first, first + labels.size()).mapToDouble(place -> Array.getDouble(each, place)).toArray());
        }
        return scores;
    }

    private void requireScores(long count, String names) {
        if (count != labels.size()) {
            throw new RefusedException("The model gives scores for " + count + " labels" + names + ", and its signature has "
                    + labels.size() + "; give the labels it was trained on.");
        }
    }

    private List<double[]> ofMaps(OnnxSequence maps) throws OrtException {
        List<double[]> scores = new ArrayList<>();
        List<? extends OnnxValue> values = maps.getValue();
        try {
            for (OnnxValue map : values) {
                scores.add(ofMap(((OnnxMap) map).getValue()));
            }
        } finally {
            values.forEach(OnnxValue::close);
        }
        return scores;
    }

    private double[] ofMap(Map<?, ?> map) {
        requireScores(map.size(), " " + OnnxInputs.shown(map.keySet().stream().map(Object::toString).toList()));
        double[] scores = new double[labels.size()];
        Arrays.fill(scores, Double.NaN);
        map.forEach((label, score) -> scores[labels.place(label)] = ((Number) score).doubleValue());
        return scores;
    }

    private Prediction label(@Nullable Object answer, double @Nullable [] scores) {
        int highest = scores == null ? -1 : highest(scores);
        int place = answer == null ? highest : labels.place(answer);
        return new Prediction(labels.at(place), Double.NaN, scores == null ? Map.of() : labels.scores(scores), List.of());
    }

    /** Of several the first. */
    private int highest(double[] scores) {
        int highest = 0;
        for (int place = 0; place < scores.length; place++) {
            if (!Double.isFinite(scores[place])) {
                throw new RefusedException("The model gives the label '" + OnnxRuntime.printable(labels.at(place)) + "' the score "
                        + scores[place] + ", which is no number. The row is far outside of what it was trained on, or it cannot"
                        + " do without a value that is missing.");
            }
            highest = scores[place] > scores[highest] ? place : highest;
        }
        return highest;
    }

    private static Prediction number(double value) {
        if (!Double.isFinite(value)) {
            throw new RefusedException("The model answers " + value + ", which is no number. The row is far outside of what it was"
                    + " trained on, or it cannot do without a value that is missing.");
        }
        return new Prediction(Double.toString(value), value, Map.of(), List.of());
    }

    private static Prediction cluster(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new RefusedException("The model answers the cluster " + number + "; clusters are numbered from 0.");
        }
        return new Prediction(Long.toString(number), number, Map.of(), List.of());
    }
}
