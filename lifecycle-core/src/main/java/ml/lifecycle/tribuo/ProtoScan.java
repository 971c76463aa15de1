package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;
import org.tribuo.protos.core.ModelProto;

/**
 * Looks at all of a stored model before Tribuo does. The trees of a forest repeat their domains and leaves; equal packed
 * parts are unpacked and looked at once.
 */
final class ProtoScan {

    static final int MAX_DEPTH = 64;

    /** Of each allowed type of message the fields that may hold what must be looked at: messages and names of classes. */
    private static final Map<Descriptor, List<FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final Map<Key, Packed> packed = new HashMap<>();

    private ProtoScan() {}

    /** A packed message. Its hash is of few bytes only: those of large parts take longer than to compare the few equal. */
    private record Key(Any any) {

        private static final int BYTES = 24;

        @Override
        public int hashCode() {
            ByteString value = any.getValue();
            int hash = value.size();
            for (int index = 1; index <= BYTES && index <= value.size(); index++) {
                hash = 31 * hash + value.byteAt(value.size() - index);
            }
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && any.equals(key.any);
        }
    }

    /** An unpacked message, and how deep it may be without having to be looked at again. */
    private record Packed(Message message, int depth) {}

    /**
     * Checks a model.
     *
     * @throws RefusedException if it holds what is not allowed
     * @throws ml.lifecycle.CorruptException if a part of it is damaged
     */
    static void check(ModelProto model) {
        new ProtoScan().walk(model, 0);
    }

    private void walk(Message message, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RefusedException("The model is nested more than " + MAX_DEPTH + " deep; it was not read.");
        }
        List<FieldDescriptor> fields = FIELDS.computeIfAbsent(message.getDescriptorForType(), ProtoScan::fields);
        if (!message.getUnknownFields().isEmpty()) {
            throw new RefusedException("The part " + message.getDescriptorForType().getName()
                    + " of the model has fields that are not known ("
                    + message.getUnknownFields().asMap().keySet().stream().limit(5).toList()
                    + "); it was not read. It may be of a newer Tribuo.");
        }
        if (message instanceof Any any) {
            packed(any, depth);
            return;
        }
        for (FieldDescriptor field : fields) {
            if (field.isRepeated()) {
                int count = message.getRepeatedFieldCount(field);
                for (int index = 0; index < count; index++) {
                    value(field, message.getRepeatedField(field, index), depth);
                }
            } else if (!field.hasPresence() || message.hasField(field)) {
                value(field, message.getField(field), depth);
            }
        }
        ProtoSizes.check(message, this::unpack);
    }

    private static List<FieldDescriptor> fields(Descriptor type) {
        if (!ProtoTypes.isKnown(type)) {
            throw new RefusedException("The model holds a message of the type '" + type.getFullName()
                    + "', which is not on the list of what is read safely; it was not read.");
        }
        return type.getFields().stream().filter(ProtoScan::isLookedAt).toList();
    }

    /** A map is, if its values are; what its keys are called is of no consequence. */
    private static boolean isLookedAt(FieldDescriptor field) {
        return field.isMapField()
                ? isLookedAt(field.getMessageType().findFieldByName("value"))
                : field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        || AllowedClasses.isClassField(field.getName());
    }

    private void packed(Any any, int depth) {
        if (any.getTypeUrl().isEmpty() && any.getValue().isEmpty()) {
            return;
        }
        Key key = new Key(any);
        Packed seen = packed.get(key);
        if (seen == null || seen.depth < depth) {
            Message message = seen == null ? ProtoTypes.unpack(any) : seen.message;
            walk(message, depth + 1);
            packed.put(key, new Packed(message, depth));
        }
    }

    private Message unpack(Any any) {
        Packed seen = packed.get(new Key(any));
        return seen == null ? ProtoTypes.unpack(any) : seen.message;
    }

    private void value(FieldDescriptor field, Object value, int depth) {
        if (value instanceof Message inner) {
            walk(inner, depth + 1);
        } else if (value instanceof String text && !text.isEmpty() && !AllowedClasses.allows(field.getName(), text)) {
            throw new RefusedException("The model refers to the class '" + ProtoTypes.shown(text)
                    + "', which is not on the list of what is loaded safely; nothing of it was loaded. Models of CART,"
                    + " forests, k-nearest neighbours, linear regression and k-means that were trained on data in memory"
                    + " are.");
        }
    }
}
