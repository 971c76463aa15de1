package ml.lifecycle.tribuo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierModel;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.protos.DummyClassifierModelProto;

/** Run in a JVM of its own, since what is allowed stays allowed: stores a model whose classes are not on the list. */
final class OwnModel {

    private OwnModel() {}

    public static void main(String[] arguments) throws IOException {
        Model<Label> model = DummyClassifierTrainer.createMostFrequentTrainer()
                .train(TribuoData.classification(Iris.TABLE, "species"));
        try {
            new TribuoModelFormat().write(model, new ByteArrayOutputStream());
        } catch (RefusedException refused) {
            System.out.print(refused.getMessage().contains("TribuoClasses.allow") + " ");
        }
        try {
            TribuoClasses.allow(DummyClassifierModel.class, String.class);
        } catch (RefusedException refused) {
            System.out.print(refused.getMessage().contains("java.lang.String") + " ");
        }
        TribuoClasses.allow(DummyClassifierModel.class, DummyClassifierTrainer.class,
                DummyClassifierTrainer.DummyType.class, DummyClassifierModelProto.class);
        LoadedModel loaded = new TribuoModelFormat().read(Iris.stored(model), Iris.LABELS);
        System.out.print(loaded.predict(Iris.rows(Iris.INPUTS)).size() + " "
                + TribuoDigest.of(model).equals(TribuoDigest.of((Model<?>) loaded.unwrap())));
    }
}
