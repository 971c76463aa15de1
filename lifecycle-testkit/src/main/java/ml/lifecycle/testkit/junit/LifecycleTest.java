package ml.lifecycle.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class work with a {@link ml.lifecycle.Lifecycle}, which they ask for by a parameter. Tagged
 * {@code ml}. The description of the package says which store a test gets.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag("ml")
@ExtendWith(LifecycleExtension.class)
@SuppressWarnings("exports") // JUnit makes it; nobody else needs the class
public @interface LifecycleTest {

    /**
     * The store that the tests share.
     *
     * @return a directory or another location of {@link ml.lifecycle.Lifecycle#open(String)}; empty for none
     */
    String store() default "";
}
