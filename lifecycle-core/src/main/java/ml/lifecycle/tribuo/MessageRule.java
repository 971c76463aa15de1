package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Map;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/** What {@link ProtoScan} looks for in messages of one type. Immutable. */
final class MessageRule {

    private static final int MAX_NUMBER = 63;

    private final Descriptor type;
    private final @Nullable Field[] fields;
    private final boolean any;
    private final boolean output;
    private final boolean nodes;
    private final boolean sized;

    /**
     * A field.
     *
     * @param number its number, 1 to 63
     * @param name its name
     * @param wire the wire type of one value
     * @param repeated whether it may occur more than once, and its numbers may be packed
     * @param type of a message, otherwise {@code null}
     * @param rules where the rule of that type is
     * @param isClass whether its text is the name of a class
     * @param isNode whether it holds the nodes of a tree
     */
    record Field(int number, String name, int wire, boolean repeated, @Nullable Descriptor type,
            Map<Descriptor, MessageRule> rules, boolean isClass, boolean isNode) {

        /** The rule of the messages in it; {@code null} if it holds none. */
        @Nullable MessageRule message() {
            return type == null ? null : of(type, rules);
        }

        boolean allows(int found) {
            return found == wire || repeated && found == WireReader.LENGTH;
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
            fields[field.getNumber()] = field(field, rules);
        }
    }

    private Field field(FieldDescriptor field, Map<Descriptor, MessageRule> rules) {
        boolean message = field.getJavaType() == JavaType.MESSAGE;
        return new Field(field.getNumber(), field.getName(), field.getLiteType().getWireType(), field.isRepeated(),
                message ? field.getMessageType() : null, rules,
                field.getJavaType() == JavaType.STRING && AllowedClasses.isClassField(field.getName()),
                nodes && field.getName().equals("nodes"));
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
        return ProtoTypes.empty(type);
    }
}
