package ml.lifecycle.run;

import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/**
 * That an artifact of a run is a model.
 *
 * @param path the artifact's path
 * @param format the name of the {@link ml.lifecycle.model.ModelFormat} that reads it
 * @param signature its contract; without one the model cannot be registered
 */
public record ModelInfo(String path, String format, @Nullable Signature signature) {}
