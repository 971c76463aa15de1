package ml.lifecycle.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of type {@link ml.lifecycle.gate.QualityGate}: the gate that protects an alias, so that a test asks what a
 * promotion will ask, and nobody keeps a second copy of the gate beside the one in the registry.
 *
 * <pre>{@code
 * @GateTest GateChecks production(@ModelUnderTest("models:/iris@staging") Predictor model,
 *         @GateUnderTest("models:/iris@production") QualityGate gate) {
 *     return assertThat(model).on(TEST).checksOf(gate);
 * }
 * }</pre>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface GateUnderTest {

    /**
     * Which alias.
     *
     * @return {@code models:/name@alias}
     */
    String value();
}
