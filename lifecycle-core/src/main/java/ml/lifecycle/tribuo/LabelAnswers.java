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
    private final boolean isTree;

    private LabelAnswers(List<String> labels, boolean isTree) {
        this.labels = labels;
        this.isTree = isTree;
    }

    static LoadedModel serve(Model<?> model, Signature signature) {
        Model<Label> classifier = model.castModel(Label.class);
        requireLabels(classifier, signature.output());
        return new ServedModel<>(classifier, signature, new LabelAnswers(signature.output().labels(), TreeSplits.isTribuosTree(classifier)));
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
        if (isTree) {
            return new LeafScores(labels, given);
        }
        double[] scores = new double[labels.size()];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = score(given, labels.get(index));
        }
        return new LabelScores(labels, scores);
    }

    static double score(Map<String, Label> given, String label) {
        Label score = given.get(label);
        return score == null ? 0 : score.getScore();
    }
}
