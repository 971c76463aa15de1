package ml.lifecycle.tribuo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.fm.FMClassificationModel;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.protos.FMClassificationModelProto;
import org.tribuo.common.sgd.FMParameters;
import org.tribuo.common.sgd.protos.FMParametersProto;

/** Run in a JVM of its own, since what is allowed stays allowed: stores a model whose classes are not on the list. */
final class OwnModel {

    private OwnModel() {}

    public static void main(String[] arguments) throws IOException {
        Model<Label> model = Iris.factorised();
        try {
            new TribuoModelFormat().write(model, new ByteArrayOutputStream());
        } catch (RefusedException refused) {
            System.out.print(refused.getMessage().contains("TribuoClasses.allow") + " ");
        }
        try {
            TribuoClasses.allow(FMClassificationModel.class, String.class);
        } catch (RefusedException refused) {
            System.out.print(refused.getMessage().contains("java.lang.String") + " ");
        }
        TribuoClasses.allow(FMClassificationModel.class, FMClassificationTrainer.class, FMParameters.class,
                FMClassificationModelProto.class, FMParametersProto.class);
        LoadedModel loaded = new TribuoModelFormat().read(Iris.stored(model), Iris.LABELS);
        System.out.print(loaded.predict(Iris.rows(Iris.INPUTS)).size() + " "
                + TribuoDigest.of(model).equals(TribuoDigest.of((Model<?>) loaded.unwrap())));
    }
}
