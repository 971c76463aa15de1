package ml.lifecycle.tribuo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import ml.lifecycle.signature.Signature;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/**
 * A model that was just trained, and what is to be stored of it. It is turned into a protobuf once for all that is made of
 * that: with a large tree it takes Tribuo as long as to train a small one.
 *
 * @param model what Tribuo gave
 * @param signature its contract
 * @param proto the model as a protobuf
 * @param bytes the same in bytes; not changed
 * @param millis how long the training took
 */
record Learnt<T extends org.tribuo.Output<T>>(
        Model<T> model, Signature signature, ModelProto proto, byte[] bytes, double millis) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Trains, when all that must be refused has been refused. */
    static <T extends org.tribuo.Output<T>> Learnt<T> of(Training<T> training) {
        long start = System.nanoTime();
        Model<T> model = training.trainer().train(training.dataset());
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        ModelProto proto = model.serialize();
        return new Learnt<>(model, training.signature(), proto, proto.toByteArray(), millis);
    }

    /** The model as it will be served. */
    Trained<T> readBack() {
        return new Trained<>(this, ModelFile.parse(bytes, signature));
    }

    /** What is stored: unpacked it is the bytes that {@link #readBack} reads. */
    WrittenModel written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ModelFile.pack(bytes, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] content = out.toByteArray();
        ModelFile.requireUnpacks(content, bytes);
        return new WrittenModel(content, model);
    }

    /** Of what it learnt, see {@link TribuoDigest}. */
    String digest() {
        return TribuoDigest.of(proto);
    }
}
