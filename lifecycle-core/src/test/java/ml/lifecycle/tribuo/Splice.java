package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import org.tribuo.protos.core.ModelProto;

/** Puts another class name in one place of a model, however deep. */
final class Splice {

    private final String name;
    private final int target;
    private int seen;

    private Splice(String name, int target) {
        this.name = name;
        this.target = target;
    }

    /** How many places of a model name a class. */
    static int places(ModelProto model) {
        Splice count = new Splice("", -1);
        count.rewrite(model);
        return count.seen;
    }

    static ModelProto at(ModelProto model, int place, String className) {
        return (ModelProto) new Splice(className, place).rewrite(model);
    }

    private Message rewrite(Message message) {
        if (message instanceof Any any) {
            return any.getTypeUrl().isEmpty() ? any : Any.pack(rewrite(ProtoTypes.unpack(any)));
        }
        Message.Builder builder = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) {
                List<?> values = (List<?>) entry.getValue();
                for (int index = 0; index < values.size(); index++) {
                    builder.setRepeatedField(field, index, value(field, values.get(index)));
                }
            } else {
                builder.setField(field, value(field, entry.getValue()));
            }
        }
        return builder.build();
    }

    private Object value(FieldDescriptor field, Object value) {
        if (value instanceof Message inner) {
            return rewrite(inner);
        }
        boolean isClass = value instanceof String && AllowedClasses.isClassField(field.getName());
        return isClass && seen++ == target ? name : value;
    }
}
