package ml.lifecycle.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A method that returns {@link ml.lifecycle.testkit.GateChecks}: each check of the gate is shown and counted as a test of
 * its own, and the report of the whole gate is published as a report entry. Tagged {@code ml}.
 *
 * <pre>{@code
 * @GateTest GateChecks production(@ModelUnderTest("models:/iris@staging") Predictor model) {
 *     return assertThat(model).on(TEST).checksOf(GATE);
 * }
 * }</pre>
 *
 * <p>{@link GateUnderTest} gives such a method the gate that the registry keeps.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("ml")
@TestFactory
@ExtendWith(GateReporter.class)
@SuppressWarnings("exports") // JUnit makes it; nobody else needs the class
public @interface GateTest {}
