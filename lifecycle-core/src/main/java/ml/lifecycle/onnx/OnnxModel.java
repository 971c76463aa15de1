package ml.lifecycle.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Run;

/**
 * An ONNX file, to be recorded with {@link Run#model}. Safe for use by several threads; it does not change.
 *
 * <p>It was scanned, and refers to nothing outside of itself; whether it is a model that the runtime can use is found out
 * when it is recorded. The package description says which files can be served.
 */
public final class OnnxModel {

    static final int MAX_BYTES = 1 << 30;

    private final byte[] content;

    private OnnxModel(byte[] content) {
        Artifacts.requirePresent();
        if (content.length > MAX_BYTES) {
            throw tooLong("The ONNX model", content.length);
        }
        OnnxScan.check(content);
        this.content = content;
    }

    /**
     * Reads a file.
     *
     * @param file an ONNX file of at most 1 GiB
     * @return the model
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     * @throws RefusedException if it refers to other files or to operators beyond the standard, or is too long; or if the
     *         runtime is not on the class path
     * @throws ml.lifecycle.CorruptException if it is no ONNX file
     */
    public static OnnxModel of(Path file) {
        String shown = Names.printable(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES);
            if (content.length == MAX_BYTES && in.read() >= 0) {
                throw tooLong("The file '" + shown + "'", Files.size(file));
            }
            return new OnnxModel(content);
        } catch (NoSuchFileException absent) {
            throw new NotFoundException("There is no file '" + shown + "'; give the ONNX file that was exported.");
        } catch (IOException failure) {
            throw new UnavailableException("The file '" + shown + "' cannot be read: " + failure.getMessage()
                    + ". Give a file, and one that this process may read.", failure);
        }
    }

    /**
     * Takes the content of a file.
     *
     * @param content the content of an ONNX file, at most 1 GiB
     * @return the model
     * @throws RefusedException if it refers to other files or to operators beyond the standard, or is too long; or if the
     *         runtime is not on the class path
     * @throws ml.lifecycle.CorruptException if it is no ONNX file
     */
    public static OnnxModel of(byte[] content) {
        return new OnnxModel(content.clone());
    }

    /** What a store gave, which nobody else holds. */
    static OnnxModel stored(byte[] content) {
        return new OnnxModel(content);
    }

    private static RefusedException tooLong(String subject, long length) {
        return new RefusedException(subject + " has " + length + " bytes; at most " + MAX_BYTES + " are read.");
    }

    /** Not to be changed. */
    byte[] content() {
        return content;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    @Override
    public String toString() {
        return "ONNX model of " + content.length + " bytes";
    }
}
