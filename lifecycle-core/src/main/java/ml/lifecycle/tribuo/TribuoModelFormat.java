package ml.lifecycle.tribuo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.signature.Signature;

/**
 * Tribuo's models as protobuf, compressed, read only after a scan; the package description specifies the format.
 *
 * <p>Found by {@link java.util.ServiceLoader} whether Tribuo is there or not: nothing in this class refers to it before a
 * model is written or read.
 */
public final class TribuoModelFormat implements ModelFormat {

    static final String NAME = "tribuo-protobuf";

    private static final String MODEL = "org.tribuo.Model";

    /** Called by the service loader. */
    public TribuoModelFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean supports(Object model) {
        if (model instanceof WrittenModel) {
            return true;
        }
        for (Class<?> type = model.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(MODEL)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks whether the columns of the signature make all features of the model, and whether it answers what the signature
     * says. A column that the model does not use does no harm.
     *
     * @throws RefusedException if they do not fit
     */
    @Override
    public void requireFit(Object model, Signature signature) {
        ModelFile.requireFit(model instanceof WrittenModel written ? written.model() : model, signature);
    }

    /**
     * Writes a model.
     *
     * @throws RefusedException if it is no model of Tribuo, or one that {@link #read} would refuse
     */
    @Override
    public void write(Object model, OutputStream out) throws IOException {
        if (!supports(model)) {
            throw new RefusedException("A " + model.getClass().getName() + " is no model of Tribuo.");
        }
        if (model instanceof WrittenModel written) {
            out.write(written.content());
        } else {
            ModelFile.write(model, out);
        }
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        requireTribuo();
        return ModelFile.read(content, signature);
    }

    static void requireTribuo() {
        try {
            Class.forName(MODEL, false, TribuoModelFormat.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new RefusedException("The model is one of Tribuo, which is not on the class path; add org.tribuo:"
                    + "tribuo-core and the module of the model's algorithm.", absent);
        }
    }

    @Override
    public List<String> parts(Object model) {
        return TribuoParts.of(model instanceof WrittenModel written ? written.model() : model);
    }
}
