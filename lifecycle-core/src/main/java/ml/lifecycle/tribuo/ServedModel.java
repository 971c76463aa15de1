package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;

/** A model of Tribuo at work. Its own {@code predict} is safe from many threads, and this class keeps no state. */
final class ServedModel<T extends org.tribuo.Output<T>> implements LoadedModel {

    private final Model<T> model;
    private final FeatureRow features;
    private final List<String> labels;
    /** Stands where an example of training has the truth. */
    private final T unknown;

    private ServedModel(Model<T> model, Signature signature, T unknown) {
        this.model = model;
        this.features = new FeatureRow(signature.inputs());
        this.labels = signature.output().labels();
        this.unknown = unknown;
        for (var feature : model.getFeatureIDMap()) {
            if (!features.makes(feature.getName())) {
                throw new RefusedException("The model needs the feature '" + Names.printable(feature.getName())
                        + "', which no column of its signature gives; the columns are " + features.names() + ".");
            }
        }
    }

    static LoadedModel of(Model<?> model, Signature signature) {
        Output.Kind kind = signature.output().kind();
        if (model.validate(Label.class)) {
            requireKind(kind, Output.Kind.LABEL);
            requireLabels(model.castModel(Label.class), signature.output());
            return new ServedModel<>(model.castModel(Label.class), signature, new Label(Label.UNKNOWN));
        }
        if (model.validate(ClusterID.class)) {
            requireKind(kind, Output.Kind.CLUSTER);
            return new ServedModel<>(
                    model.castModel(ClusterID.class), signature, ClusteringFactory.UNASSIGNED_CLUSTER_ID);
        }
        throw new RefusedException("The model answers neither labels nor clusters, and only these are served.");
    }

    private static void requireKind(Output.Kind declared, Output.Kind found) {
        if (declared != found) {
            throw new RefusedException("The signature says that the model answers " + declared + ", but it answers "
                    + found + "; give the signature that was inferred when it was trained.");
        }
    }

    private static void requireLabels(Model<Label> model, Output output) {
        Set<String> known = model.getOutputIDInfo().getDomain().stream().map(Label::getLabel)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!known.equals(new TreeSet<>(output.labels()))) {
            throw new RefusedException("The signature says that the model answers one of " + output.labels()
                    + ", but it answers one of " + known + "; give the signature that was inferred when it was trained.");
        }
    }

    /** One by one also where there are many: a list of one takes the same way through Tribuo as a longer list does. */
    @Override
    public List<Prediction> predict(List<@Nullable Object[]> rows) {
        if (rows.size() == 1) {
            return List.of(predict(rows.get(0)));
        }
        List<Prediction> answers = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            answers.add(predict(row));
        }
        return answers;
    }

    /** Neighbours would answer a row without any value with whatever they hold most of; a policy cannot ask for that. */
    private Prediction predict(@Nullable Object[] row) {
        for (Object value : row) {
            if (value != null) {
                return predict(features.row(unknown, row));
            }
        }
        throw new RefusedException("The row has no value that the model knows; give at least one of " + features.names()
                + ".");
    }

    private Prediction predict(Example<T> example) {
        org.tribuo.Prediction<T> answer;
        try {
            answer = model.predict(List.of(example)).get(0);
        } catch (IllegalArgumentException noFeatures) {
            throw new RefusedException("The row has no value that the model knows (" + ModelFile.shorten(noFeatures)
                    + "); give at least one of " + features.names() + ".", noFeatures);
        } catch (RuntimeException failure) {
            throw new CorruptException("The model cannot predict (" + ModelFile.shorten(failure)
                    + "); it is damaged. Register it again from its run.", failure);
        }
        if (answer.getOutput() instanceof Label label) {
            return new Prediction(label.getLabel(), Double.NaN, scores(answer.getOutputScores()), List.of());
        }
        int cluster = ((ClusterID) answer.getOutput()).getID();
        if (cluster < 0) {
            throw new RefusedException("The row is so far from every cluster that its distances are no numbers; its values"
                    + " are far outside of what the model was trained on.");
        }
        return new Prediction(Integer.toString(cluster), cluster, Map.of(), List.of());
    }

    private Map<String, Double> scores(Map<String, T> given) {
        double[] scores = new double[labels.size()];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = given.get(labels.get(index)) instanceof Label score ? score.getScore() : 0.0;
        }
        return new LabelScores(labels, scores);
    }

    @Override
    public Object unwrap() {
        return model;
    }
}
