package ml.lifecycle.internal.registry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ml.lifecycle.internal.text.Digests;
import org.jspecify.annotations.Nullable;

/**
 * Signs events with HMAC-SHA-256 (RFC 2104), if there is a key. The signature is the last member of the JSON object,
 * {@code ,"mac":"…"}, and covers the bytes of the object without it.
 */
final class EventSeal {

    private static final byte[] BEFORE = ",\"mac\":\"".getBytes(StandardCharsets.UTF_8);
    private static final int SUFFIX = BEFORE.length + 64 + 2;

    private final @Nullable SecretKeySpec key;

    EventSeal(Optional<byte[]> key) {
        this.key = key.isEmpty() ? null : new SecretKeySpec(key.get(), "HmacSHA256");
    }

    byte[] seal(byte[] event) {
        if (key == null) {
            return event;
        }
        byte[] sealed = Arrays.copyOf(event, event.length - 1 + SUFFIX);
        byte[] mac = mac(key, event).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(BEFORE, 0, sealed, event.length - 1, BEFORE.length);
        System.arraycopy(mac, 0, sealed, event.length - 1 + BEFORE.length, mac.length);
        sealed[sealed.length - 2] = '"';
        sealed[sealed.length - 1] = '}';
        return sealed;
    }

    /** Whether an event was signed with this key; always, if there is no key. */
    boolean isIntact(byte[] sealed) {
        return key == null || sealed.length > SUFFIX && MessageDigest.isEqual(sealed, seal(unsealed(sealed)));
    }

    private static byte[] unsealed(byte[] sealed) {
        byte[] event = Arrays.copyOf(sealed, sealed.length - SUFFIX + 1);
        event[event.length - 1] = '}';
        return event;
    }

    private static String mac(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Digests.hex(mac.doFinal(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
