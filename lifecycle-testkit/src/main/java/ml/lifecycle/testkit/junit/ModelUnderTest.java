package ml.lifecycle.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of type {@link ml.lifecycle.model.Predictor}: a model of the lifecycle. Its source and digest are published
 * as report entries of the test.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ModelUnderTest {

    /**
     * Which model.
     *
     * @return {@code models:/name@alias}, {@code models:/name/3} or {@code runs:/id/path}
     */
    String value();
}
