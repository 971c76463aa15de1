package ml.lifecycle.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ONNX model at work. A session may be asked by many threads at once, and this class keeps no state. */
final class ServedOnnx implements LoadedModel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedOnnx.class);
    /** Closes the sessions of models that nobody refers to any more: a predictor has no end that its users would declare. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final OnnxModel model;
    private final OrtSession session;
    private final OnnxInputs inputs;
    private final OnnxOutputs outputs;
    private final OnnxAnswers answers;
    private final Cleaner.Cleanable end;

    private ServedOnnx(OnnxModel model, OrtSession session, Signature signature) throws OrtException {
        this.model = model;
        this.session = session;
        this.inputs = OnnxInputs.of(session.getInputInfo().values(), signature);
        this.outputs = OnnxOutputs.of(session.getOutputInfo().values(), signature.output());
        this.answers = new OnnxAnswers(outputs, signature.output());
        this.end = CLEANER.register(this, () -> close(session));
    }

    /**
     * Opens a model that was scanned.
     *
     * @throws ml.lifecycle.CorruptException if the runtime cannot read it
     * @throws RefusedException if it does not fit the signature
     */
    static ServedOnnx open(OnnxModel model, Signature signature) {
        OrtSession session = OnnxRuntime.session(model.content());
        ServedOnnx served = null;
        try {
            served = new ServedOnnx(model, session, signature);
            return served;
        } catch (OrtException failure) {
            throw cannotAnswer(failure);
        } finally {
            if (served == null) {
                close(session);
            }
        }
    }

    @Override
    public List<Prediction> predict(List<@Nullable Object[]> rows) {
        List<Prediction> predictions = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += inputs.most()) {
            predictions.addAll(ask(rows.subList(from, Math.min(rows.size(), from + inputs.most()))));
        }
        return predictions;
    }

    private List<Prediction> ask(List<@Nullable Object[]> rows) {
        try (OnnxInputs.Tensors tensors = inputs.of(OnnxRuntime.environment(), rows);
                OrtSession.Result result = session.run(tensors.byName, outputs.names())) {
            return answers.of(result, rows.size());
        } catch (OrtException failure) {
            throw cannotAnswer(failure);
        } finally {
            Reference.reachabilityFence(this); // or the session could be closed while it computes
        }
    }

    private static RefusedException cannotAnswer(OrtException failure) {
        return new RefusedException("The model cannot answer (" + OnnxRuntime.shorten(failure)
                + "); a row holds what it was not made for, such as a text it does not know.", failure);
    }

    @Override
    public Object unwrap() {
        return model;
    }

    /** Only where nobody else can ask: the native memory is freed at once. */
    @Override
    public void close() {
        end.clean();
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException failure) {
            LOG.warn("The session of an ONNX model could not be closed; its memory is lost.", failure);
        }
    }
}
