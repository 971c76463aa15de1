package ml.lifecycle.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as 64 lower-case hexadecimal digits. */
public final class Digests {

    private Digests() {}

    /**
     * A new SHA-256.
     *
     * @return the digest
     */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * The digest of some bytes.
     *
     * @param content the bytes
     * @return its SHA-256
     */
    public static String of(byte[] content) {
        return hex(sha256().digest(content));
    }

    /**
     * The digest of a text in UTF-8.
     *
     * @param text the text
     * @return its SHA-256
     */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a digest for people.
     *
     * @param digest its bytes
     * @return hexadecimal digits
     */
    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
