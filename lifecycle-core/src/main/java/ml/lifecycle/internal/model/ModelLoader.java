package ml.lifecycle.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.content.Referenced;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import ml.lifecycle.signature.SignatureViolation.Kind;
import ml.lifecycle.spi.ArtifactStore;

/** Loads models: length and digest first, then the format. */
public final class ModelLoader {

    private final ArtifactStore artifacts;

    /**
     * Loads from a store.
     *
     * @param artifacts where the models are
     */
    public ModelLoader(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * Loads a model behind the strict policy.
     *
     * @param model which one
     * @return the predictor
     */
    public Predictor load(StoredModelSource model) {
        return new SignedPredictor(model, read(model), SignaturePolicy.strict(), () -> read(model));
    }

    /**
     * A model that was just trained, as it will be served, behind the policy by which models are measured: the strict one, but
     * for numbers out of range.
     *
     * @param loaded the model, read back from what is stored
     * @param signature its contract
     * @param refused what a row counts for that it refuses
     * @return the predictor; its digest is empty
     */
    public static Predictor trained(LoadedModel loaded, Signature signature, Refused refused) {
        return new SignedPredictor(new StoredModelSource("the trained model", "", "", 0, signature, List.of()), loaded,
                SignaturePolicy.strict().on(Kind.OUT_OF_RANGE, Reaction.ACCEPT).refused(refused), () -> loaded);
    }

    private LoadedModel read(StoredModelSource model) {
        ModelFormat format = ModelFormats.named(model.format(), model.source());
        return format.read(content(model), model.signature());
    }

    private byte[] content(StoredModelSource model) {
        if (model.size() > Integer.MAX_VALUE - 16) {
            throw new RefusedException("The model " + model.source() + " has " + model.size()
                    + " bytes; at most 2 GiB can be loaded.");
        }
        try (InputStream content = Referenced.open(artifacts, model.digest(), "the model " + model.source())) {
            byte[] bytes = content.readNBytes((int) model.size());
            if (bytes.length != model.size() || content.read() >= 0) {
                throw new CorruptException("The model " + model.source() + " was registered with " + model.size()
                        + " bytes; its content has another length. maintenance().verify() lists all damage.");
            }
            return bytes;
        } catch (IOException failure) {
            if (failure.getCause() instanceof CorruptException corrupt) {
                throw corrupt;
            }
            throw new UnavailableException("The model " + model.source() + " cannot be read: " + failure.getMessage()
                    + ". Try again when the store can be read.", failure);
        }
    }
}
