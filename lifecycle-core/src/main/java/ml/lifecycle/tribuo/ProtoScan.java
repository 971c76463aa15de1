package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import org.tribuo.protos.core.ModelProto;

/** Looks at all of a stored model before Tribuo does. */
final class ProtoScan {

    static final int MAX_DEPTH = 64;

    private ProtoScan() {}

    /**
     * Checks a model.
     *
     * @throws RefusedException if it holds what is not allowed
     * @throws ml.lifecycle.CorruptException if a part of it is damaged
     */
    static void check(ModelProto model) {
        walk(model, 0);
    }

    private static void walk(Message message, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RefusedException("The model is nested more than " + MAX_DEPTH + " deep; it was not read.");
        }
        if (!ProtoTypes.isKnown(message)) {
            throw new RefusedException("The model holds a message of the type '" + ProtoTypes.nameOf(message)
                    + "', which is not on the list of what is read safely; it was not read.");
        }
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new RefusedException("The part " + message.getDescriptorForType().getName()
                    + " of the model has fields that are not known ("
                    + message.getUnknownFields().asMap().keySet().stream().limit(5).toList()
                    + "); it was not read. It may be of a newer Tribuo.");
        }
        if (message instanceof Any any) {
            if (!any.getTypeUrl().isEmpty() || !any.getValue().isEmpty()) {
                walk(ProtoTypes.unpack(any), depth + 1);
            }
            return;
        }
        ProtoSizes.check(message);
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) {
                ((List<?>) entry.getValue()).forEach(value -> value(field, value, depth));
            } else {
                value(field, entry.getValue(), depth);
            }
        }
    }

    private static void value(FieldDescriptor field, Object value, int depth) {
        if (value instanceof Message inner) {
            walk(inner, depth + 1);
        } else if (value instanceof String text && AllowedClasses.isClassField(field.getName())
                && !text.isEmpty() && !AllowedClasses.allows(field.getName(), text)) {
            throw new RefusedException("The model refers to the class '" + ProtoTypes.shown(text)
                    + "', which is not on the list of what is loaded safely; nothing of it was loaded. Models of CART,"
                    + " forests, k-nearest neighbours and k-means that were trained on data in memory are.");
        }
    }
}
