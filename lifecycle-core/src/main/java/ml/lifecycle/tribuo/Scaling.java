package ml.lifecycle.tribuo;

import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

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

    private static boolean isConstant(ColumnProfile profile) {
        return profile.min() == profile.max();
    }

    private static RefusedException refused(TableColumn column, String reason) {
        return new RefusedException("The training is refused: column '" + Names.printable(column.name()) + "' " + reason
                + ".");
    }
}
