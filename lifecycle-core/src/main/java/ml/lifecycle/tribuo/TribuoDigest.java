package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.lifecycle.internal.text.Digests;
import org.tribuo.Model;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.ModelProto;

/**
 * What a model has learnt, as a digest: equal for two trainings that gave the same model, on every JVM and after it was
 * stored and loaded. The stored bytes are no such thing; they hold the time of training.
 *
 * <p>It is SHA-256 over the model's protobuf without name, Tribuo's version and provenance: each message is its type's name
 * and its fields by number; packed messages are unpacked, maps and the list of features are sorted, the counted
 * values of a feature too; a floating-point number is its bits.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoDigest {

    private TribuoDigest() {}

    /**
     * The digest of a model.
     *
     * @param model a model of a kind that can be stored
     * @return a SHA-256, 64 lower-case hexadecimal digits
     * @throws ml.lifecycle.RefusedException if it is of another kind
     */
    public static String of(Model<?> model) {
        return of(model.serialize());
    }

    static String of(ModelProto model) {
        return Digests.of(bytes(model));
    }

    private static byte[] bytes(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(message instanceof Any any ? ProtoTypes.unpack(any) : message, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Message message, DataOutputStream out) throws IOException {
        text(ProtoTypes.nameOf(message), out);
        if (message instanceof CategoricalIDInfoProto info) {
            counts(info, out);
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (isLeftOut(field)) {
                continue;
            }
            out.writeInt(field.getNumber());
            List<byte[]> values = new ArrayList<>();
            List<?> elements = field.isRepeated() ? (List<?>) entry.getValue() : List.of(entry.getValue());
            for (Object element : elements) {
                values.add(value(element));
            }
            if (field.isMapField() || field.getFullName().endsWith("FeatureMapProto.info")) {
                values.sort(Arrays::compareUnsigned);
            }
            out.writeInt(values.size());
            for (byte[] value : values) {
                out.writeInt(value.length);
                out.write(value);
            }
        }
    }

    /** What differs between two trainings that gave the same model, or is compared in another form. */
    static boolean isLeftOut(FieldDescriptor field) {
        return switch (field.getFullName()) {
            case "tribuo.core.ModelDataProto.name", "tribuo.core.ModelDataProto.tribuo_version",
                    "tribuo.core.ModelDataProto.provenance", "tribuo.core.TransformerMapProto.datasetProvenance",
                    "tribuo.core.TransformerMapProto.transformationMapProvenance", "tribuo.core.CategoricalIDInfoProto.key",
                    "tribuo.core.CategoricalIDInfoProto.value" -> true;
            default -> false;
        };
    }

    /** Pairs of value and count, which a model keeps in no order. */
    private static void counts(CategoricalIDInfoProto info, DataOutputStream out) throws IOException {
        List<byte[]> pairs = new ArrayList<>();
        for (int index = 0; index < info.getKeyCount(); index++) {
            ByteArrayOutputStream pair = new ByteArrayOutputStream();
            DataOutputStream numbers = new DataOutputStream(pair);
            numbers.writeLong(Double.doubleToLongBits(info.getKey(index)));
            numbers.writeLong(info.getValue(index));
            pairs.add(pair.toByteArray());
        }
        pairs.sort(Arrays::compareUnsigned);
        out.writeInt(pairs.size());
        for (byte[] pair : pairs) {
            out.write(pair);
        }
    }

    private static byte[] value(Object value) throws IOException {
        if (value instanceof Message inner) {
            return bytes(inner);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (value instanceof Double number) {
            out.writeLong(Double.doubleToLongBits(number));
        } else if (value instanceof Float number) {
            out.writeInt(Float.floatToIntBits(number));
        } else if (value instanceof ByteString raw) {
            raw.writeTo(out);
        } else {
            text(value.toString(), out);
        }
        return bytes.toByteArray();
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
