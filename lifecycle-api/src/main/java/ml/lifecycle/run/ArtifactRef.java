package ml.lifecycle.run;

/**
 * A named file of a run.
 *
 * @param path its name within the run, relative, separated by {@code /}
 * @param digest the SHA-256 of its content, 64 lower-case hexadecimal digits
 * @param size its length in bytes
 */
public record ArtifactRef(String path, String digest, long size) {}
