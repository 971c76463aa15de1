package ml.lifecycle.onnx;

import java.util.List;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** Run in a JVM that was started with a long command line. */
final class WithLongCommandLine {

    private WithLongCommandLine() {}

    public static void main(String[] arguments) {
        Signature signature =
                Signature.of(Output.label("answer", List.of("yes", "no")), Column.number("a"), Column.number("b"));
        System.out.print(new OnnxModelFormat().read(Graphs.zipMap().toByteArray(), signature)
                .predict(List.<Object[]>of(new Object[] {1.0, 2.0})).get(0).label());
    }
}
