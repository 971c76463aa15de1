package ml.lifecycle.tribuo;

import com.google.protobuf.CodedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.signature.Signature;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** Reads and writes the stored form of a model. */
final class ModelFile {

    private static final long MAX_BYTES = 1L << 30;
    private static final long FREE_BYTES = 16L << 20;
    /** Real models compress 4 to 26 times, a bomb a thousand times. */
    private static final long MAX_RATIO = 200;
    private static final int MESSAGE_LENGTH = 300;

    private ModelFile() {}

    static void write(Object model, OutputStream out) throws IOException {
        write(((Model<?>) model).serialize(), out);
    }

    private static void write(ModelProto proto, OutputStream out) throws IOException {
        byte[] bytes = proto.toByteArray();
        ProtoScan.check(bytes);
        pack(bytes, out);
    }

    /**
     * Compresses a model.
     *
     * @param bytes its protobuf, which was looked at
     */
    static void pack(byte[] bytes, OutputStream out) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new RefusedException("The model has " + bytes.length + " bytes; at most " + MAX_BYTES
                    + " can be stored.");
        }
        GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
        compressed.write(bytes);
        compressed.finish();
    }

    /** Makes sure that a compressed model can be read again. */
    static void requireUnpacks(byte[] content, byte[] bytes) {
        if (!Arrays.equals(decompress(content), bytes)) {
            throw new CorruptException("The model was compressed, and unpacks to other bytes. Look at the memory of this"
                    + " machine, and train again.");
        }
    }

    /** What {@link #read} would refuse once the model is stored. */
    static void requireFit(Object model, Signature signature) {
        ServedModel.of((Model<?>) model, signature);
    }

    static LoadedModel read(byte[] content, Signature signature) {
        return parse(decompress(content), signature);
    }

    /** A model of its protobuf, not compressed. */
    static LoadedModel parse(byte[] bytes, Signature signature) {
        ProtoScan.check(bytes);
        ModelProto proto = parse(bytes);
        Model<?> model;
        try {
            model = Model.deserialize(proto);
        } catch (LifecycleException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            requirePresent(failure);
            throw new CorruptException("The stored model is damaged: Tribuo cannot read it (" + shorten(failure)
                    + "). Register the model again from its run.", failure);
        }
        return ServedModel.of(model, signature);
    }

    /** The size that a GZIP gives at its end, which may be wrong: so many bytes are made room for at first. */
    private static int told(byte[] content) {
        int size = content.length < Integer.BYTES ? 0
                : ByteBuffer.wrap(content, content.length - Integer.BYTES, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return Math.max(0, size);
    }

    private static byte[] readUpTo(int bound, InputStream in, int told) throws IOException {
        byte[] bytes = new byte[Math.min(told, bound)];
        int read = in.readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length) {
            return Arrays.copyOf(bytes, read);
        }
        byte[] more = in.readNBytes(bound - read);
        if (more.length > 0) {
            bytes = Arrays.copyOf(bytes, read + more.length);
            System.arraycopy(more, 0, bytes, read, more.length);
        }
        return bytes;
    }

    /** A class that is on the list and is not found belongs to an artifact that is not there. */
    private static void requirePresent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = String.valueOf(cause.getMessage()).replace('/', '.');
            if ((cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError)
                    && AllowedClasses.allows("", name)) {
                throw new RefusedException("The model needs the class '" + ProtoTypes.shown(name)
                        + "', which is not on the class path; add the artifact of Tribuo that has it.", failure);
            }
        }
    }

    private static byte[] decompress(byte[] content) {
        long bound = Math.min(MAX_BYTES, Math.max(FREE_BYTES, content.length * MAX_RATIO));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content), 1 << 16)) {
            byte[] bytes = readUpTo((int) bound, in, told(content));
            if (bytes.length == bound && in.read() >= 0) {
                throw new RefusedException("The stored model has " + content.length + " bytes and unpacks to more than "
                        + bound + "; no real model does. It was not read.");
            }
            return bytes;
        } catch (IOException failure) {
            throw new CorruptException("The stored model is damaged: it is no complete GZIP (" + shorten(failure)
                    + "). Register the model again from its run.", failure);
        }
    }

    private static ModelProto parse(byte[] bytes) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            in.setRecursionLimit(ProtoScan.MAX_DEPTH);
            return ModelProto.parseFrom(in);
        } catch (IOException failure) {
            throw new CorruptException("The stored model is damaged: it is no protobuf (" + shorten(failure)
                    + "). Register the model again from its run.", failure);
        }
    }

    /** Tribuo's messages hold whole models at times. */
    static String shorten(Throwable failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return Names.printable(text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) + "…" : text);
    }
}
