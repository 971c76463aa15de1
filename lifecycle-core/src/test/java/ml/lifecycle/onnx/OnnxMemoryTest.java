package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

/** Memory that the garbage collector does not see. */
class OnnxMemoryTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("answer", List.of("yes", "no")), Column.number("a"), Column.number("b"));

    private static ServedOnnx open() {
        return ServedOnnx.open(OnnxModel.of(Graphs.zipMap().toByteArray()), SIGNATURE);
    }

    @Test
    void a_model_that_nobody_refers_to_can_be_closed() {
        WeakReference<ServedOnnx> model = new WeakReference<>(open());
        for (int round = 0; round < 100 && model.get() != null; round++) {
            System.gc();
        }
        assertTrue(model.get() == null, "its own cleaner holds it");
    }

    @Test
    void a_closed_model_asks_the_runtime_no_more() {
        ServedOnnx model = open();
        assertEquals("yes", model.predict(List.<Object[]>of(new Object[] {1.0, 2.0})).get(0).label());
        model.close();
        assertThrows(IllegalStateException.class, () -> model.predict(List.<Object[]>of(new Object[] {1.0, 2.0})));
    }

    /** A session that is half open could not be closed by anybody. */
    @Test
    void an_interrupted_thread_gets_its_model_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        ServedOnnx model = open();
        assertTrue(Thread.interrupted());
        assertEquals("yes", model.predict(List.<Object[]>of(new Object[] {1.0, 2.0})).get(0).label());
        model.close();
    }
}
