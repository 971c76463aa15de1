package ml.lifecycle.internal.model;

import java.util.List;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Signature;

/**
 * What is needed to load a model.
 *
 * @param source its address, for messages
 * @param format the name of its format
 * @param digest the SHA-256 of its bytes
 * @param size the length of its bytes
 * @param signature its contract
 * @param trainedOn what its run recorded as training data
 */
public record StoredModelSource(
        String source, String format, String digest, long size, Signature signature, List<DataUse> trainedOn) {}
