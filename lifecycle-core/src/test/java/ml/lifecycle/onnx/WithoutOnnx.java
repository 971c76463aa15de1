package ml.lifecycle.onnx;

import java.util.List;
import java.util.ServiceLoader;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** Run in a JVM without the runtime, or without protobuf. */
final class WithoutOnnx {

    private WithoutOnnx() {}

    public static void main(String[] arguments) {
        ModelFormat format = ServiceLoader.load(ModelFormat.class).stream().map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("onnx") && !found.supports("text")).findFirst().orElseThrow();
        Signature signature = Signature.of(Output.label("a", List.of("x")), Column.number("b"));
        print(() -> format.read(new byte[3], signature));
        print(() -> OnnxModel.of(new byte[3]));
    }

    private static void print(Runnable action) {
        try {
            action.run();
        } catch (LifecycleException refused) {
            System.out.print(refused.getClass().getSimpleName() + " " + refused.getMessage() + "\n");
        }
    }
}
