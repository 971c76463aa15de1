package ml.lifecycle.testkit.jqwik;

import ml.lifecycle.model.Predictor;
import ml.lifecycle.testkit.ToyModels;

/** The ready-made properties hold for an honest model. */
class HonestModelPropertiesTest implements PredictorProperties {

    private static final Predictor MODEL = ToyModels.honest();

    @Override
    public Predictor predictor() {
        return MODEL;
    }
}
