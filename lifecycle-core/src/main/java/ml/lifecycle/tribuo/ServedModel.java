package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.signature.CheckedRows;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.transform.TransformedModel;
import org.tribuo.transform.TransformerMap;

/** A model of Tribuo at work. Its own {@code predict} is safe from many threads, and this class keeps no state. */
final class ServedModel<T extends org.tribuo.Output<T>> implements LoadedModel {

    private final Model<T> model;
    private final FeatureRow features;
    private final Answers<T> answers;
    private final T unknown;
    private final boolean isTree;

    ServedModel(Model<T> model, Signature signature, Answers<T> answers) {
        this.model = model;
        this.features = new FeatureRow(signature.inputs());
        this.answers = answers;
        this.unknown = answers.unknown();
        this.isTree = TreeSplits.isTribuosTree(model);
        for (var feature : model.getFeatureIDMap()) {
            if (!features.makes(feature.getName())) {
                throw new RefusedException("The model needs the feature '" + Names.printable(feature.getName())
                        + "', which no column of its signature gives; the columns are " + features.names() + ".");
            }
        }
    }

    static LoadedModel of(Model<?> model, Signature signature) {
        Output.Kind declared = signature.output().kind();
        Output.Kind found = kind(model);
        if (declared != found) {
            throw new RefusedException("The signature says that the model answers " + declared + ", but it answers "
                    + found + "; give the signature that was inferred when it was trained.");
        }
        return switch (found) {
            case LABEL -> LabelAnswers.serve(model, signature);
            case NUMBER -> NumberAnswers.serve(model, signature);
            case CLUSTER -> ClusterAnswers.serve(model, signature);
        };
    }

    /** By name: to ask for the class of an answer of another kind would need its artifact. */
    private static Output.Kind kind(Model<?> model) {
        String domain = model.getOutputIDInfo().getClass().getName();
        return switch (domain) {
            case "org.tribuo.classification.ImmutableLabelInfo" -> Output.Kind.LABEL;
            case "org.tribuo.regression.ImmutableRegressionInfo" -> Output.Kind.NUMBER;
            case "org.tribuo.clustering.ImmutableClusteringInfo" -> Output.Kind.CLUSTER;
            default -> throw new RefusedException("The model answers neither labels nor numbers nor clusters but "
                    + Names.printable(domain) + ", and only these are served.");
        };
    }

    /** One by one also where there are many: a list of one takes the same way through Tribuo as a longer list does. */
    @Override
    public List<Prediction> predict(List<@Nullable Object[]> rows) {
        if (rows.size() == 1) {
            return List.of(predict(rows.get(0)));
        }
        List<Prediction> predictions = new ArrayList<>(rows.size());
        if (rows instanceof CheckedRows checked && features.canRead(checked)) {
            for (int row = 0; row < checked.size(); row++) {
                predictions.add(predict(features.row(unknown, checked, row)));
            }
            return predictions;
        }
        for (@Nullable Object[] row : rows) {
            predictions.add(predict(row));
        }
        return predictions;
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
            answer = answer(model, isTree, example);
        } catch (IllegalArgumentException noFeatures) {
            throw new RefusedException("The row has no value that the model knows (" + ModelFile.shorten(noFeatures)
                    + "); give at least one of " + features.names() + ".", noFeatures);
        } catch (RuntimeException failure) {
            throw new CorruptException("The model cannot predict (" + ModelFile.shorten(failure)
                    + "); it is damaged. Register it again from its run.", failure);
        }
        return answers.of(example, answer);
    }

    /**
     * As of a list of one. Neighbours answer a single row slowly, and otherwise where they tie; a transformed model would
     * ask them so. To a tree it is the same.
     */
    private static <T extends org.tribuo.Output<T>> org.tribuo.Prediction<T> answer(
            Model<T> model, boolean isTree, Example<T> example) {
        if (isTree) {
            return model.predict(example);
        }
        if (model instanceof ImputedModel<T> imputed) {
            return answer(imputed.inner(), false, imputed.fills().complete(example));
        }
        if (model instanceof TransformedModel<T> transformed) {
            return answer(transformed.getInnerModel(), false, transformed(transformed, example));
        }
        return model.predict(List.of(example)).get(0);
    }

    /** A row as the model within a transformed one sees it. */
    static <T extends org.tribuo.Output<T>> Example<T> transformed(TransformedModel<T> model, Example<T> example) {
        TransformerMap transformers = model.getTransformerMap();
        return model.getDensify()
                ? transformers.transformExample(example, List.copyOf(model.getFeatureIDMap().keySet()))
                : transformers.transformExample(example);
    }

    @Override
    public List<String> reasons(@Nullable Object[] row) {
        return Reasons.of(model, answers, features, features.row(unknown, row));
    }

    @Override
    public Object unwrap() {
        return model;
    }
}
