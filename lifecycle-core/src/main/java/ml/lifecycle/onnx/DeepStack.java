package ml.lifecycle.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A thread for opening a model. The runtime goes through trees and inner graphs by recursion; on a caller's small or nearly
 * full stack an overflow in native code would end the JVM.
 */
final class DeepStack {

    private static final long BYTES = 32L << 20;

    private DeepStack() {}

    /** Waits for the end whether the caller is interrupted or not: a session cannot be left half open. */
    static OrtSession call(Callable<OrtSession> opening) throws OrtException {
        FutureTask<OrtSession> task = new FutureTask<>(opening);
        Thread thread = new Thread(null, task, "onnx-open", BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof OrtException expected) {
                throw expected;
            }
            if (failure.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("ONNX Runtime could not be asked to open a model", failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
