package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Trainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.Transformer;
import org.tribuo.transform.TransformerMap;

/** Refuses transformations that destroy what they are given, which Tribuo does quietly. */
final class Scaling {

    private static final String TRAINER = "TransformTrainer";
    private static final String STANDARDISED = "MeanStdDevTransformation";

    private Scaling() {}

    /**
     * Looks at all transformers within a trainer.
     *
     * @param params what {@link TrainerParams} says of the trainer
     * @param inputs what it will learn from
     * @throws RefusedException with the reason
     */
    static void check(Map<String, String> params, Table inputs) {
        params.forEach((name, value) -> {
            if (value.equals(TRAINER)) {
                check(name, params, inputs);
            }
        });
    }

    private static void check(String trainer, Map<String, String> params, Table inputs) {
        String global = trainer + ".transformations.globalTransformations.";
        boolean all = params.keySet().stream().anyMatch(name -> name.startsWith(global));
        boolean standardised = params.entrySet().stream().anyMatch(param -> param.getKey().startsWith(global)
                && param.getValue().equals(STANDARDISED));
        for (TableColumn column : inputs.columns()) {
            if (all && column.type() == ColumnType.TEXT) {
                throw refused(column, "is TEXT, whose features are 1 or absent: a transformation of all features makes them"
                        + " equal, and nothing is left of the text. Name the columns of numbers in the TransformationMap");
            }
            if (standardised && isConstant(inputs.profile().column(column.name()))) {
                throw refused(column, "has one value only, which MeanStdDevTransformation divides by 0. Leave the column"
                        + " out");
            }
        }
        if ("true".equals(params.get(trainer + ".includeImplicitZeroFeatures"))
                && params.entrySet().stream().anyMatch(param -> param.getKey().startsWith(trainer + ".transformations.")
                        && param.getValue().equals(STANDARDISED))) {
            throw new RefusedException("The training is refused for " + trainer + ".includeImplicitZeroFeatures = true:"
                    + " MeanStdDevTransformation then takes 0 for the mean of every feature. Leave it out: no number of a"
                    + " table is an implicit zero.");
        }
    }

    /**
     * Transforms the rows of training as the trainer will, and looks at what comes out: a feature that is named, by its
     * name or a pattern, may have one value only, or one without a logarithm.
     *
     * @param params what {@link TrainerParams} says of the trainer
     * @param dataset what it will learn from
     * @throws RefusedException with the first row that would lose a value
     */
    static void check(Trainer<?> trainer, Map<String, String> params, Dataset<?> dataset) {
        if (params.containsValue(TRAINER)) {
            for (TransformationMap transformations : transformations(trainer)) {
                check(dataset.createTransformers(transformations), dataset);
            }
        }
    }

    /** A trainer does not show what it holds; its provenance tells how to make all of it again. */
    private static List<TransformationMap> transformations(Trainer<?> trainer) {
        List<TransformationMap> found = new ArrayList<>();
        ConfigurationManager manager = new ConfigurationManager();
        try {
            manager.addConfiguration(ProvenanceUtil.extractConfiguration(trainer.getProvenance()));
            for (String name : manager.getComponentNames()) {
                Configurable component = manager.lookup(name);
                if (component instanceof TransformationMap transformations) {
                    found.add(transformations);
                }
            }
        } finally {
            manager.close();
        }
        return found;
    }

    private static void check(TransformerMap transformers, Dataset<?> dataset) {
        int row = 0;
        for (Example<?> example : dataset) {
            for (Feature feature : example) {
                List<Transformer> steps = transformers.get(feature.getName());
                double value = steps == null ? feature.getValue()
                        : TransformerMap.applyTransformerList(feature.getValue(), steps);
                if (!Double.isFinite(value)) {
                    throw new RefusedException("The training is refused: the transformations make " + value + " of the value "
                            + feature.getValue() + " of the feature '" + Names.printable(feature.getName()) + "' in row "
                            + row + ". A feature with one value only cannot be standardised, and only a number above 0 has"
                            + " a logarithm; leave the feature out of them.");
                }
            }
            row++;
        }
    }

    private static boolean isConstant(ColumnProfile profile) {
        return profile.min() == profile.max();
    }

    private static RefusedException refused(TableColumn column, String reason) {
        return new RefusedException("The training is refused: column '" + Names.printable(column.name()) + "' " + reason
                + ".");
    }
}
