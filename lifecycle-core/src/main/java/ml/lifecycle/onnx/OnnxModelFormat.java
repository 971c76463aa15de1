package ml.lifecycle.onnx;

import java.io.IOException;
import java.io.OutputStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.signature.Signature;

/**
 * ONNX files as they are, read only after a scan; the package description specifies what is served.
 *
 * <p>Found by {@link java.util.ServiceLoader} whether ONNX Runtime is there or not: nothing in this class refers to it before
 * a model is recorded or read.
 */
public final class OnnxModelFormat implements ModelFormat {

    /** Called by the service loader. */
    public OnnxModelFormat() {}

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public boolean supports(Object model) {
        return model instanceof OnnxModel;
    }

    /**
     * Opens the model and asks it two rows that keep the signature.
     *
     * @throws RefusedException if its inputs or outputs are not those of the signature, or it cannot answer
     */
    @Override
    public void requireFit(Object model, Signature signature) {
        try (ServedOnnx served = ServedOnnx.open((OnnxModel) model, signature)) {
            TrialRows.ask(served, signature);
        }
    }

    @Override
    public void write(Object model, OutputStream out) throws IOException {
        if (!(model instanceof OnnxModel onnx)) {
            throw new RefusedException("A " + model.getClass().getName() + " is no OnnxModel; OnnxModel.of(file) makes one.");
        }
        onnx.writeTo(out);
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        return ServedOnnx.open(OnnxModel.stored(content), signature);
    }
}
