package ml.lifecycle.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/** Looks at all of an ONNX file before the runtime does; the package description says for what. */
final class OnnxScan {

    static final int MAX_DEPTH = 100;

    /** The smallest values have half a byte; so many of a byte are more than any. */
    private static final int MAX_VALUES_OF_A_BYTE = 8;
    /** How the files begin that stand in a repository for large ones. */
    private static final String POINTER = "version https://git-lfs.github.com/spec/";

    private final byte[] content;
    private final CodedInputStream in;
    private final long maxValues;
    private final OnnxCalls calls = new OnnxCalls();
    /** Where nodes are counted: the graph or a function. */
    private OnnxCalls.Body body = calls.main();
    private int graphs;
    private boolean hasGraph;

    private OnnxScan(byte[] content) {
        this.content = content;
        in = CodedInputStream.newInstance(content);
        maxValues = (long) content.length * MAX_VALUES_OF_A_BYTE;
    }

    /**
     * Checks a file.
     *
     * @throws CorruptException if it is no ONNX file
     * @throws RefusedException if it holds what is not read
     */
    static void check(byte[] content) {
        if (content.length < 1024 && new String(content, StandardCharsets.ISO_8859_1).startsWith(POINTER)) {
            throw new CorruptException("The content is no ONNX file but the pointer of Git LFS to one; get it with git lfs pull.");
        }
        OnnxScan scan = new OnnxScan(content);
        try {
            scan.walk(OnnxPart.MODEL, 0);
        } catch (IOException failure) {
            throw damaged("it is no protobuf (" + OnnxRuntime.shorten(failure) + ")", failure);
        }
        if (!scan.hasGraph) {
            throw damaged("it holds no graph", null);
        }
        scan.calls.check();
    }

    private static CorruptException damaged(String problem, @Nullable Throwable cause) {
        return new CorruptException("The content is no complete ONNX file: " + problem
                + ". Give the file that the framework exported.", cause);
    }

    private void walk(OnnxPart part, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new RefusedException("The ONNX model is nested more than " + MAX_DEPTH + " deep; it was not read.");
        }
        int start = in.getTotalBytesRead();
        OnnxCalls.Body around = body;
        body = part == OnnxPart.FUNCTION ? new OnnxCalls.Body() : body;
        String domain = "";
        String name = "";
        String overload = "";
        Dimensions dimensions = new Dimensions();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            require(part, field);
            OnnxPart inner = part.inner(field);
            if (inner != null) {
                hasGraph |= inner == OnnxPart.GRAPH;
                inner(inner, tag, depth);
            } else if (part == OnnxPart.TENSOR && field == OnnxPart.DIMENSIONS) {
                dimensions.read(tag);
            } else if (part == OnnxPart.TENSOR && field == OnnxPart.DATA_LOCATION) {
                requireHere(tag);
            } else if (isName(part, field)) {
                name = text(tag);
            } else if (isDomain(part, field)) {
                domain = text(tag);
            } else if (isOverload(part, field)) {
                overload = text(tag);
            } else {
                skip(tag);
            }
        }
        if (part == OnnxPart.TENSOR) {
            dimensions.requireFit();
        } else if (part == OnnxPart.NODE) {
            node(new OnnxCalls.Operator(domain, name, overload), start);
        } else if (part == OnnxPart.FUNCTION) {
            calls.define(new OnnxCalls.Operator(domain, name, overload), body);
            body = around;
        }
    }

    private void node(OnnxCalls.Operator operator, int start) throws IOException {
        body.add(operator, graphs);
        if (!operator.isStandard()) {
            return;
        }
        if (OnnxTrees.isTrees(operator.name())) {
            OnnxTrees.check(OnnxAttributes.of(content, start, in.getTotalBytesRead()));
        } else if (operator.name().equals("FeatureVectorizer")) {
            requirePositive(OnnxAttributes.of(content, start, in.getTotalBytesRead()).wholes("inputdimensions"));
        }
    }

    /** The runtime takes memory for them without a look. */
    private void requirePositive(long[] sizes) {
        for (long size : sizes) {
            if (size < 1 || size > maxValues) {
                throw damaged("a vector has the size " + size, null);
            }
        }
    }

    private static boolean isName(OnnxPart part, int field) {
        return part == OnnxPart.NODE && field == OnnxPart.OP_TYPE
                || part == OnnxPart.FUNCTION && field == OnnxPart.FUNCTION_NAME;
    }

    private static boolean isDomain(OnnxPart part, int field) {
        return part == OnnxPart.NODE && field == OnnxPart.DOMAIN
                || part == OnnxPart.FUNCTION && field == OnnxPart.FUNCTION_DOMAIN;
    }

    private static boolean isOverload(OnnxPart part, int field) {
        return part == OnnxPart.NODE && field == OnnxPart.OVERLOAD
                || part == OnnxPart.FUNCTION && field == OnnxPart.FUNCTION_OVERLOAD;
    }

    private void require(OnnxPart part, int field) {
        if (part == OnnxPart.SPARSE_TENSOR || part == OnnxPart.TRAINING) {
            throw new RefusedException("The ONNX model holds " + (part == OnnxPart.TRAINING
                    ? "graphs for its training" : "sparse tensors") + ", which are not read; export it without.");
        }
        if (!part.has(field) && !hasGraph) {
            throw damaged("it begins with what no model has", null);
        }
        if (!part.has(field)) {
            throw new RefusedException("The part " + part.name().toLowerCase(Locale.ROOT) + " of the ONNX model has the field "
                    + field + ", which is not known; it was not read. Export it for an older version of ONNX.");
        }
        if (part == OnnxPart.TENSOR && field == OnnxPart.EXTERNAL_DATA) {
            throw elsewhere();
        }
    }

    /** A location of 0 says what is true without it: the values are in this file. */
    private void requireHere(int tag) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_VARINT || in.readInt64() != 0) {
            throw elsewhere();
        }
    }

    private static RefusedException elsewhere() {
        return new RefusedException("The ONNX model says that values are in another file, and other files are never read;"
                + " export it as one file, for example with torch.onnx.export(…, external_data=False), or read it with onnx.load"
                + " and write it with onnx.save(model, file, save_as_external_data=False).");
    }

    private void inner(OnnxPart part, int tag, int depth) throws IOException {
        requireBytes(tag);
        int limit = in.pushLimit(in.readRawVarint32());
        graphs += part == OnnxPart.GRAPH ? 1 : 0;
        walk(part, depth + 1);
        graphs -= part == OnnxPart.GRAPH ? 1 : 0;
        if (in.getBytesUntilLimit() != 0) {
            throw damaged("a part of it ends before its length", null);
        }
        in.popLimit(limit);
    }

    private String text(int tag) throws IOException {
        requireBytes(tag);
        return in.readString();
    }

    private static void requireBytes(int tag) {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            throw damaged("a part of it has the type of another", null);
        }
    }

    private void skip(int tag) throws IOException {
        int type = WireFormat.getTagWireType(tag);
        if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
            throw damaged("it has groups, which ONNX has not", null);
        }
        in.skipField(tag);
    }

    /** The dimensions of one tensor. The runtime takes memory for them before it looks for their values. */
    private final class Dimensions {

        private double values = 1;

        void read(int tag) throws IOException {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                add(in.readInt64());
                return;
            }
            requireBytes(tag);
            int limit = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(in.readInt64());
            }
            in.popLimit(limit);
        }

        private void add(long dimension) {
            if (dimension < 0) {
                throw damaged("a tensor has the dimension " + dimension, null);
            }
            values *= dimension;
        }

        void requireFit() {
            if (values > maxValues) {
                throw new CorruptException("The content is no complete ONNX file: a tensor has more values than the file has"
                        + " room for. Give the file that the framework exported.");
            }
        }
    }
}
