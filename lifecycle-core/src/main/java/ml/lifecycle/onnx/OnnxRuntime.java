package ml.lifecycle.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** The way to the runtime. */
final class OnnxRuntime {

    private static final int MESSAGE_LENGTH = 400;
    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,4})\\..*");
    /** The first release whose telemetry is at work beyond Windows. */
    private static final int FIRST_WITH_TELEMETRY = 29;

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
        requireSilent(OrtEnvironment.class.getPackage().getImplementationVersion(), System.getenv("ORT_DISABLE_TELEMETRY"));
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setDeterministicCompute(true);
            // Else the runtime would also read a form of its own, which was not scanned.
            options.addConfigEntry("session.load_model_format", "ONNX");
            return DeepStack.call(() -> environment.createSession(content, options));
        } catch (OrtException failure) {
            throw unreadable(failure);
        }
    }

    /**
     * Looks whether the runtime may be started. From 1.29 on it gathers telemetry for its maker, for which it looks through
     * the command line of the process; with one of a few thousand letters, an ordinary class path, it needs more stack than a
     * thread has, and the JVM ends without a word.
     *
     * @throws UnavailableException if it has not been told not to
     */
    static void requireSilent(@Nullable String version, @Nullable String disabled) {
        Matcher matcher = VERSION.matcher(version == null ? "" : version);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) >= FIRST_WITH_TELEMETRY && !"1".equals(disabled)) {
            throw new UnavailableException("ONNX Runtime " + printable(version) + " gathers telemetry about this process for its"
                    + " maker, and ends the JVM when the command line is long; it was not started. Use com.microsoft.onnxruntime:"
                    + "onnxruntime:1.28.0, or set the environment variable ORT_DISABLE_TELEMETRY=1.");
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
