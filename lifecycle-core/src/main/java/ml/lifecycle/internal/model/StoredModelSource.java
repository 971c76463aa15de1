package ml.lifecycle.internal.model;

import ml.lifecycle.signature.Signature;

/**
 * What is needed to load a model.
 *
 * @param source its address, for messages
 * @param format the name of its format
 * @param digest the SHA-256 of its bytes
 * @param size the length of its bytes
 * @param signature its contract
 */
public record StoredModelSource(String source, String format, String digest, long size, Signature signature) {}
