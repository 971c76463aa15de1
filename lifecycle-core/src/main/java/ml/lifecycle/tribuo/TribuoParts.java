package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.protos.core.CategoricalIDInfoProto;

/** What a model has learnt, as lines: those of two models differ just where their {@link TribuoDigest} does. */
final class TribuoParts {

    private final List<String> lines = new ArrayList<>();

    private TribuoParts() {}

    static List<String> of(Object model) {
        TribuoParts parts = new TribuoParts();
        parts.add("", ((Model<?>) model).serialize());
        return parts.lines;
    }

    private void add(String path, Message packed) {
        Message message = packed instanceof Any any ? ProtoTypes.unpack(any) : packed;
        lines.add((path.isEmpty() ? "model" : path) + " is " + ProtoTypes.nameOf(message));
        if (message instanceof CategoricalIDInfoProto info) {
            counts(path, info);
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (!TribuoDigest.isLeftOut(field)) {
                String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
                if (field.isMapField() || field.getFullName().endsWith("FeatureMapProto.info")) {
                    sorted(name, (List<?>) entry.getValue());
                } else if (field.isRepeated()) {
                    numbered(name, (List<?>) entry.getValue());
                } else {
                    value(name, entry.getValue());
                }
            }
        }
    }

    private void numbered(String path, List<?> values) {
        for (int index = 0; index < values.size(); index++) {
            value(path + "[" + index + "]", values.get(index));
        }
    }

    /** Entries that a model keeps in no order, each as one block of lines. */
    private void sorted(String path, List<?> values) {
        List<String> blocks = new ArrayList<>();
        for (Object value : values) {
            TribuoParts block = new TribuoParts();
            block.value(path, value);
            blocks.add(String.join("\n", block.lines));
        }
        blocks.stream().sorted().forEach(block -> lines.addAll(block.lines().toList()));
    }

    private void counts(String path, CategoricalIDInfoProto info) {
        Map<Double, Long> counts = new TreeMap<>();
        for (int index = 0; index < info.getKeyCount(); index++) {
            counts.put(info.getKey(index), info.getValue(index));
        }
        counts.forEach((value, count) -> lines.add(path + " has " + value + " " + count + " times"));
    }

    /** Tribuo packs the numbers of vectors as little-endian doubles; other bytes are shown as they are. */
    private void packed(String path, ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean doubles = buffer.remaining() % Double.BYTES == 0;
        for (int index = 0; buffer.hasRemaining(); index++) {
            lines.add(path + "[" + index + "] = " + (doubles ? buffer.getDouble() : buffer.get()));
        }
    }

    private void value(String path, Object value) {
        if (value instanceof Message message) {
            add(path, message);
        } else if (value instanceof ByteString packed) {
            packed(path, packed);
        } else {
            lines.add(path + " = " + value);
        }
    }
}
