package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Map;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/** What {@link ProtoScan} looks for in messages of one type. Safe for use by several threads. */
final class MessageRule {

    private static final int MAX_NUMBER = 63;

    private final Descriptor type;
    private final @Nullable Field[] fields;
    private final boolean any;
    private final boolean output;
    private final boolean nodes;
    private final boolean sized;
    /** Looked up when it is first asked for, since its artifact may be absent. */
    private @Nullable Message empty;

    /** A field, whose number is from 1 to 63. */
    static final class Field {

        private final FieldDescriptor descriptor;
        private final Map<Descriptor, MessageRule> rules;
        private final int number;
        private final int wire;
        private final boolean repeated;
        private final boolean isMessage;
        private final boolean isClass;
        private final boolean isNode;
        /** Looked up when it is first met; threads that do so at the same time find the same. */
        private @Nullable MessageRule message;

        Field(FieldDescriptor descriptor, Map<Descriptor, MessageRule> rules, boolean isNode) {
            this.descriptor = descriptor;
            this.rules = rules;
            this.number = descriptor.getNumber();
            this.wire = descriptor.getLiteType().getWireType();
            this.repeated = descriptor.isRepeated();
            this.isMessage = descriptor.getJavaType() == JavaType.MESSAGE;
            this.isClass = descriptor.getJavaType() == JavaType.STRING
                    && AllowedClasses.isClassField(descriptor.getName());
            this.isNode = isNode;
        }

        /** The rule of the messages in it; {@code null} if it holds none. */
        @Nullable MessageRule message() {
            if (!isMessage) {
                return null;
            }
            MessageRule known = message;
            if (known == null) {
                known = of(descriptor.getMessageType(), rules);
                message = known;
            }
            return known;
        }

        boolean allows(int found) {
            return found == wire || repeated && found == WireReader.LENGTH;
        }

        int number() {
            return number;
        }

        String name() {
            return descriptor.getName();
        }

        /** Whether it may occur more than once, and its numbers may be packed. */
        boolean repeated() {
            return repeated;
        }

        /** Whether its text is the name of a class. */
        boolean isClass() {
            return isClass;
        }

        /** Whether it holds the nodes of a tree. */
        boolean isNode() {
            return isNode;
        }
    }

    private MessageRule(Descriptor type, Map<Descriptor, MessageRule> rules) {
        this.type = type;
        this.any = type.getFullName().equals(Any.getDescriptor().getFullName());
        this.output = type.getFullName().equals("tribuo.core.OutputProto");
        this.nodes = ProtoSizes.isTree(type.getFullName());
        this.sized = ProtoSizes.isSized(type.getFullName());
        this.fields = new Field[MAX_NUMBER + 1];
        for (FieldDescriptor field : type.getFields()) {
            if (field.getNumber() > MAX_NUMBER) {
                throw new RefusedException("The message " + type.getFullName() + " has the field " + field.getNumber()
                        + "; at most " + MAX_NUMBER + " can be looked at.");
            }
            fields[field.getNumber()] = new Field(field, rules, nodes && field.getName().equals("nodes"));
        }
    }

    /** The rule of a type; refused if the type is not on the list. */
    static MessageRule of(Descriptor type, Map<Descriptor, MessageRule> rules) {
        MessageRule known = rules.get(type);
        if (known == null) {
            if (!ProtoTypes.isKnown(type)) {
                throw new RefusedException("The model holds a message of the type '" + type.getFullName()
                        + "', which is not on the list of what is read safely; it was not read.");
            }
            known = new MessageRule(type, rules);
            rules.put(type, known);
        }
        return known;
    }

    @Nullable Field field(int number) {
        return number <= MAX_NUMBER ? fields[number] : null;
    }

    String name() {
        return type.getName();
    }

    boolean isAny() {
        return any;
    }

    /** Whether it is the answer of a model, of which a forest has few and repeats them often. */
    boolean isOutput() {
        return output;
    }

    /** Whether it is a tree, whose nodes are looked at together. */
    boolean hasNodes() {
        return nodes;
    }

    boolean isSized() {
        return sized;
    }

    /** An empty message of the type, of its own class. */
    Message empty() {
        Message known = empty;
        if (known == null) {
            known = ProtoTypes.empty(type);
            empty = known;
        }
        return known;
    }
}
