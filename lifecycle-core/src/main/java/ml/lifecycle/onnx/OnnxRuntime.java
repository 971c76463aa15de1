package ml.lifecycle.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.text.Names;

/** The way to the runtime. */
final class OnnxRuntime {

    private static final int MESSAGE_LENGTH = 400;

    private OnnxRuntime() {}

    /** The runtime's one environment. */
    static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | RuntimeException failure) {
            throw new UnavailableException("ONNX Runtime cannot run on this machine: its native library was not loaded ("
                    + shorten(failure) + "). Use a machine it supports, or another version of"
                    + " com.microsoft.onnxruntime:onnxruntime.", failure);
        }
    }

    /**
     * Opens a session on a model that was scanned. One thread: a service has as many of its own, and answers do not depend
     * on how many the machine has.
     */
    static OrtSession session(byte[] content) {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setDeterministicCompute(true);
            // Else the runtime would also read a form of its own, which was not scanned.
            options.addConfigEntry("session.load_model_format", "ONNX");
            return environment.createSession(content, options);
        } catch (OrtException failure) {
            throw unreadable(failure);
        }
    }

    private static LifecycleException unreadable(OrtException failure) {
        if (failure.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED) {
            return new RefusedException("The model uses what this ONNX Runtime does not have (" + shorten(failure)
                    + "); export it for an older opset, or add a newer onnxruntime.", failure);
        }
        return new CorruptException("The model cannot be read by ONNX Runtime (" + shorten(failure)
                + "). Export it again, perhaps for an older opset, and check it where it was trained.", failure);
    }

    static String printable(String text) {
        return Names.printable(text);
    }

    /** Messages of the runtime hold names from the file. */
    static String shorten(Throwable failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return Names.printable(text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) + "…" : text);
    }
}
