package ml.lifecycle.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of type {@link ml.lifecycle.data.Snapshot}, {@link ml.lifecycle.data.Table} or {@link
 * ml.lifecycle.testkit.LabelledData}: a snapshot of a data set of the lifecycle. Its name and digest are published as
 * report entries of the test.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DataUnderTest {

    /**
     * Which data set.
     *
     * @return its name
     */
    String value();

    /**
     * Which snapshot.
     *
     * @return its number, or 0 for the latest
     */
    int snapshot() default 0;

    /**
     * The column of the truth.
     *
     * @return its name; needed for a parameter of type {@link ml.lifecycle.testkit.LabelledData}
     */
    String label() default "";
}
