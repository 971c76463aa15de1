package ml.lifecycle.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;

/** The whole numbers and texts of the attributes of one node, for the operators whose attributes the runtime trusts. */
final class OnnxAttributes {

    private static final int ATTRIBUTE = 5;
    private static final int NAME = 1;
    private static final int WHOLE = 3;
    private static final int WHOLES = 8;
    private static final int TEXTS = 9;
    private static final int REFERENCE = 21;

    private final Map<String, Values> values = new HashMap<>();

    /** Whole numbers; how many texts there are, and which of them say leaf. */
    private record Values(long[] wholes, int texts, boolean[] leaves) {}

    private OnnxAttributes() {}

    /**
     * Reads a node.
     *
     * @param content the file
     * @param from where the node begins in it
     * @param to where it ends
     * @throws CorruptException if an attribute is there twice, or its type is not that of its field
     * @throws RefusedException if an attribute is given by a call
     */
    static OnnxAttributes of(byte[] content, int from, int to) throws IOException {
        OnnxAttributes attributes = new OnnxAttributes();
        CodedInputStream in = CodedInputStream.newInstance(content, from, to - from);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == ATTRIBUTE) {
                int limit = in.pushLimit(in.readRawVarint32());
                attributes.read(in);
                in.popLimit(limit);
            } else {
                in.skipField(tag);
            }
        }
        return attributes;
    }

    private void read(CodedInputStream in) throws IOException {
        String name = "";
        Longs wholes = new Longs();
        Leaves texts = new Leaves();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            requireType(field, WireFormat.getTagWireType(tag));
            switch (field) {
                case NAME -> name = in.readString();
                case WHOLE -> wholes.add(in.readInt64());
                case WHOLES -> wholes.read(in, tag);
                case TEXTS -> texts.add(in.readByteArray());
                case REFERENCE -> throw new RefusedException("The ONNX model has trees or vectors within a function, whose"
                        + " parts are given by its calls; it was not read. Export it with its functions inlined.");
                default -> in.skipField(tag);
            }
        }
        if (values.put(name, new Values(wholes.all(), texts.count, texts.all())) != null) {
            throw damaged("an attribute is there twice");
        }
    }

    /** The runtime skips a field of another type; what is looked at here must be what it sees. */
    private static void requireType(int field, int type) {
        boolean fits = switch (field) {
            case WHOLE -> type == WireFormat.WIRETYPE_VARINT;
            case WHOLES -> type == WireFormat.WIRETYPE_VARINT || type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            case NAME, TEXTS, REFERENCE -> type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            default -> true;
        };
        if (!fits) {
            throw damaged("an attribute has the type of another");
        }
    }

    private static CorruptException damaged(String problem) {
        return new CorruptException("The ONNX model is damaged: " + problem
                + ". Give the file that the framework exported.");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The whole numbers of an attribute, none if it is not there. */
    long[] wholes(String name) {
        Values found = values.get(name);
        return found == null ? new long[0] : found.wholes;
    }

    /** How many texts an attribute has. */
    int texts(String name) {
        Values found = values.get(name);
        return found == null ? 0 : found.texts;
    }

    /** Which of the texts say leaf; not to be asked if there are none. */
    boolean isLeaf(String name, int place) {
        return values.get(name).leaves[place];
    }

    /** Whole numbers as they come. */
    private static final class Longs {

        private long[] values = new long[16];
        private int count;

        void read(CodedInputStream in, int tag) throws IOException {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                add(in.readInt64());
                return;
            }
            int limit = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(in.readInt64());
            }
            in.popLimit(limit);
        }

        void add(long value) {
            values = count == values.length ? Arrays.copyOf(values, count * 2) : values;
            values[count++] = value;
        }

        long[] all() {
            return Arrays.copyOf(values, count);
        }
    }

    /** Which texts say leaf. */
    private static final class Leaves {

        private static final byte[] LEAF = {'L', 'E', 'A', 'F'};

        private boolean[] values = new boolean[16];
        private int count;

        void add(byte[] text) {
            values = count == values.length ? Arrays.copyOf(values, count * 2) : values;
            values[count++] = Arrays.equals(text, LEAF);
        }

        boolean[] all() {
            return values;
        }
    }
}
