package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Numbers. */
final class NumberAnswers implements Answers<Regressor> {

    private NumberAnswers() {}

    static LoadedModel serve(Model<?> model, Signature signature) {
        Model<Regressor> regression = model.castModel(Regressor.class);
        Set<String> numbers = regression.getOutputIDInfo().getDomain().stream()
                .flatMap(each -> List.of(each.getNames()).stream()).collect(Collectors.toSet());
        if (!numbers.equals(Set.of(signature.output().name()))) {
            throw new RefusedException("The signature says that the model answers the number '" + signature.output().name()
                    + "', but it answers " + numbers + "; give the signature that was inferred when it was trained.");
        }
        return new ServedModel<>(regression, signature, new NumberAnswers());
    }

    @Override
    public Regressor unknown() {
        return RegressionFactory.UNKNOWN_REGRESSOR;
    }

    @Override
    public Prediction of(Example<Regressor> example, org.tribuo.Prediction<Regressor> given) {
        double value = given.getOutput().getValues()[0];
        if (!Double.isFinite(value)) {
            throw new RefusedException("The model answers " + value + ", which is no number. Its training did not"
                    + " converge, or the row is far outside of what it was trained on; scale the columns, or learn in"
                    + " smaller steps.");
        }
        return new Prediction(Double.toString(value), value, Map.of(), List.of());
    }
}
