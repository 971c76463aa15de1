package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Labels with their scores. */
final class LabelAnswers implements Answers<Label> {

    private final List<String> labels;

    private LabelAnswers(List<String> labels) {
        this.labels = labels;
    }

    static LoadedModel serve(Model<?> model, Signature signature) {
        Model<Label> classifier = model.castModel(Label.class);
        requireLabels(classifier, signature.output());
        return new ServedModel<>(classifier, signature, new LabelAnswers(signature.output().labels()));
    }

    private static void requireLabels(Model<Label> model, Output output) {
        Set<String> known = model.getOutputIDInfo().getDomain().stream().map(Label::getLabel)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!known.equals(new TreeSet<>(output.labels()))) {
            throw new RefusedException("The signature says that the model answers one of " + output.labels()
                    + ", but it answers one of " + known + "; give the signature that was inferred when it was trained.");
        }
    }

    @Override
    public Label unknown() {
        return new Label(Label.UNKNOWN);
    }

    @Override
    public Prediction of(Example<Label> example, org.tribuo.Prediction<Label> given) {
        return new Prediction(given.getOutput().getLabel(), Double.NaN, scores(given.getOutputScores()), List.of());
    }

    private Map<String, Double> scores(Map<String, Label> given) {
        double[] scores = new double[labels.size()];
        for (int index = 0; index < scores.length; index++) {
            Label score = given.get(labels.get(index));
            scores[index] = score == null ? 0.0 : score.getScore();
        }
        return new LabelScores(labels, scores);
    }
}
