package ml.lifecycle.tribuo;

import java.util.List;
import java.util.ServiceLoader;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** Run in a JVM without Tribuo. */
final class WithoutTribuo {

    private WithoutTribuo() {}

    public static void main(String[] arguments) {
        ModelFormat format = ServiceLoader.load(ModelFormat.class).stream().map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("tribuo-protobuf")).findFirst().orElseThrow();
        Signature signature = Signature.of(Output.label("a", List.of("x")), Column.number("b"));
        try {
            format.read(new byte[3], signature);
        } catch (RefusedException refused) {
            System.out.print(format.name() + " " + format.supports("text") + " " + refused.getClass().getSimpleName()
                    + " " + refused.getMessage().contains("not on the class path"));
        }
    }
}
