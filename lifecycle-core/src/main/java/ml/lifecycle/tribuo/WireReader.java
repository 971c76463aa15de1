package ml.lifecycle.tribuo;

import java.nio.charset.StandardCharsets;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one message, as protobuf's wire format has them, without copying. */
final class WireReader {

    static final int LENGTH = 2;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT = 10;

    private final byte[] bytes;
    private final int to;
    private final MessageRule rule;
    private int at;
    private long seen;
    private MessageRule.@Nullable Field field;
    private int start;

    WireReader(byte[] bytes, int from, int to, MessageRule rule) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
        this.rule = rule;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws RefusedException if the message's type has no such field, or not in this form
     * @throws CorruptException if the bytes are no message
     */
    boolean next() {
        if (at == to) {
            return false;
        }
        long tag = varint();
        int wire = (int) tag & 7;
        if (wire != VARINT && wire != FIXED64 && wire != LENGTH && wire != FIXED32) {
            throw damaged();
        }
        MessageRule.Field found = tag >>> 3 > Integer.MAX_VALUE || tag < 8 ? null : rule.field((int) (tag >>> 3));
        if (found == null || !found.allows(wire)) {
            throw new RefusedException("The part " + rule.name() + " of the model has fields that are not known (["
                    + (tag >>> 3) + "]); it was not read. It may be of a newer Tribuo.");
        }
        if (!found.repeated() && (seen & 1L << found.number()) != 0) {
            throw new RefusedException("The part " + rule.name() + " of the model has its field '" + found.name()
                    + "' twice, as no writer of protobuf has it; it was not read.");
        }
        seen |= 1L << found.number();
        field = found;
        skip(wire);
        return true;
    }

    private void skip(int wire) {
        start = at;
        long length = switch (wire) {
            case VARINT -> {
                varint();
                yield 0;
            }
            case FIXED64 -> Long.BYTES;
            case FIXED32 -> Integer.BYTES;
            default -> {
                long given = varint();
                start = at;
                yield given;
            }
        };
        if (length < 0 || length > to - at) {
            throw damaged();
        }
        at += (int) length;
    }

    private long varint() {
        if (at < to && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int index = 0; index < MAX_VARINT; index++) {
            if (at == to) {
                throw damaged();
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << 7 * index;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private CorruptException damaged() {
        return new CorruptException("The stored model is damaged: its part " + rule.name()
                + " is no protobuf. Register the model again from its run.");
    }

    /** The field that {@link #next} went to. */
    MessageRule.Field field() {
        if (field == null) {
            throw new IllegalStateException("next() comes first");
        }
        return field;
    }

    /** Where its value begins. */
    int start() {
        return start;
    }

    /** Where its value ends. */
    int end() {
        return at;
    }

    /** Its value as text. */
    String text() {
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }
}
