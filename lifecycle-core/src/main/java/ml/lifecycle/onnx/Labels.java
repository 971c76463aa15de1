package ml.lifecycle.onnx;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;

/** The labels of a signature, and what a model calls them. */
final class Labels {

    private final List<String> labels;
    private final Map<String, Integer> places = new HashMap<>();
    /** Whether all are whole numbers, so that a number is a label and not the place of one. */
    private final boolean numbers;

    Labels(List<String> labels) {
        this.labels = labels;
        labels.forEach(label -> places.put(label, places.size()));
        this.numbers = labels.stream().allMatch(label -> label.matches("-?[0-9]{1,18}"));
    }

    int size() {
        return labels.size();
    }

    String at(int place) {
        return labels.get(place);
    }

    /**
     * The place of what a model answers.
     *
     * @param answer a text, a whole number, or a boolean, which counts 0 or 1 unless its name is a label
     * @throws RefusedException if it is none of the labels
     */
    int place(Object answer) {
        if (answer instanceof Boolean yes && !places.containsKey(answer.toString())) {
            return place(yes ? 1L : 0L);
        }
        if (answer instanceof Number number && !numbers) {
            long place = number.longValue();
            if (place >= 0 && place < labels.size()) {
                return (int) place;
            }
        } else {
            Integer place = places.get(answer.toString());
            if (place != null) {
                return place;
            }
        }
        throw new RefusedException("The model answers '" + OnnxRuntime.printable(answer.toString())
                + "', which is none of the labels of its signature, " + OnnxInputs.shown(labels)
                + "; give the labels it was trained on" + (answer instanceof Number && !numbers ? ", in the order of its numbers."
                : "."));
    }

    /** Scores by label, in the order of the signature. */
    Map<String, Double> scores(double[] scores) {
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int place = 0; place < scores.length; place++) {
            byLabel.put(labels.get(place), scores[place]);
        }
        return Collections.unmodifiableMap(byLabel);
    }
}
