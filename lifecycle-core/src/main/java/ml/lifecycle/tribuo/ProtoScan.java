package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;
import org.tribuo.protos.core.ModelProto;

/**
 * Looks at all bytes of a stored model before Tribuo does, in one pass, by the descriptors of its messages. It is stricter
 * than protobuf: a field that a type does not have, one in another wire type, and a single field that occurs twice, which
 * protobuf would merge, are refused. So no bytes are read as another type later than they were looked at.
 */
final class ProtoScan {

    static final int MAX_DEPTH = 64;

    private static final Map<Descriptor, MessageRule> RULES = new ConcurrentHashMap<>();

    private final byte[] bytes;
    /** Types of packed messages, and names of classes that are allowed: the same few are met thousands of times. */
    private final Known<MessageRule> types = new Known<>();
    private final Known<Boolean> classes = new Known<>();
    /** Answers by how deep they were met: the leaves of the trees of a forest repeat them. */
    private final Known<Integer> outputs = new Known<>();

    private ProtoScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Checks a model.
     *
     * @param model its protobuf
     * @throws RefusedException if it holds what is not allowed
     * @throws CorruptException if a part of it is damaged
     */
    static void check(byte[] model) {
        new ProtoScan(model).message(MessageRule.of(ModelProto.getDescriptor(), RULES), 0, model.length, 0);
    }

    /**
     * Checks a part of one.
     *
     * @param part any message but {@code Any}
     */
    static void check(Message part) {
        byte[] bytes = part.toByteArray();
        new ProtoScan(bytes).message(MessageRule.of(part.getDescriptorForType(), RULES), 0, bytes.length, 0);
    }

    private void message(MessageRule rule, int from, int to, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RefusedException("The model is nested more than " + MAX_DEPTH + " deep; it was not read.");
        }
        if (rule.isAny()) {
            packed(from, to, depth);
        } else if (!rule.isOutput()) {
            fields(rule, from, to, depth);
        } else {
            Integer met = outputs.find(bytes, from, to);
            if (met == null || met < depth) {
                fields(rule, from, to, depth);
                outputs.add(bytes, from, to, depth);
            }
        }
    }

    private void fields(MessageRule rule, int from, int to, int depth) {
        List<Message> nodes = rule.hasNodes() ? new ArrayList<>() : List.of();
        WireReader in = new WireReader(bytes, from, to, rule);
        while (in.next()) {
            MessageRule inner = in.field().message();
            if (inner != null) {
                message(inner, in.start(), in.end(), depth + 1);
                if (rule.hasNodes() && in.field().isNode()) {
                    nodes.add(parse(inner.empty(), in.start(), in.end()));
                }
            } else if (in.field().isClass()) {
                className(in);
            }
        }
        if (rule.hasNodes()) {
            ProtoSizes.tree(nodes);
        } else if (rule.isSized()) {
            ProtoSizes.check(parse(rule.empty(), from, to));
        }
    }

    private void packed(int from, int to, int depth) {
        if (from == to) {
            return;
        }
        @Nullable MessageRule type = null;
        int start = from;
        int end = from;
        WireReader in = new WireReader(bytes, from, to, MessageRule.of(Any.getDescriptor(), RULES));
        while (in.next()) {
            if (in.field().number() == Any.TYPE_URL_FIELD_NUMBER) {
                type = type(in);
            } else {
                start = in.start();
                end = in.end();
            }
        }
        message(type == null ? rule("") : type, start, end, depth + 1);
    }

    private MessageRule type(WireReader in) {
        MessageRule known = types.find(bytes, in.start(), in.end());
        return known != null ? known : types.add(bytes, in.start(), in.end(), rule(in.text()));
    }

    private static MessageRule rule(String url) {
        return MessageRule.of(ProtoTypes.emptyAt(url).getDescriptorForType(), RULES);
    }

    private void className(WireReader in) {
        if (classes.find(bytes, in.start(), in.end()) == null) {
            requireAllowed(in);
            if (AllowedClasses.isAlwaysClass(in.field().name())) {
                classes.add(bytes, in.start(), in.end(), true);
            }
        }
    }

    private static void requireAllowed(WireReader in) {
        String name = in.text();
        if (!name.isEmpty() && !AllowedClasses.allows(in.field().name(), name)) {
            throw new RefusedException("The model refers to the class '" + ProtoTypes.shown(name)
                    + "', which is not on the list of what is loaded safely; nothing of it was loaded. Models of CART,"
                    + " forests, boosting, k-nearest neighbours, linear classifiers and regressions, baselines and k-means"
                    + " that were trained on data in memory are; classes of your own are after TribuoClasses.allow.");
        }
    }

    private Message parse(Message empty, int from, int to) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
            in.setRecursionLimit(MAX_DEPTH);
            return empty.getParserForType().parseFrom(in);
        } catch (IOException failure) {
            throw new CorruptException("The stored model is damaged: its part " + empty.getDescriptorForType().getName()
                    + " is no protobuf. Register the model again from its run.", failure);
        }
    }
}
