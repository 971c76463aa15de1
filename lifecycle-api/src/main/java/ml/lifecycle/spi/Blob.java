package ml.lifecycle.spi;

/**
 * A stored content.
 *
 * @param digest its SHA-256, 64 lower-case hexadecimal digits
 * @param size its length in bytes
 */
public record Blob(String digest, long size) {}
