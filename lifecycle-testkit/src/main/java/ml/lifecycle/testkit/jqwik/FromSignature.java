package ml.lifecycle.testkit.jqwik;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import ml.lifecycle.signature.Signature;

/** A parameter {@code @ForAll Map<String, Object>} of a property: rows made from a signature. */
@Target({ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FromSignature {

    /**
     * Where the signature comes from.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends Supplier<Signature>> value();

    /**
     * Which rows.
     *
     * @return the kind of rows
     */
    Content content() default Content.VALID;

    /** Kinds of rows. */
    enum Content {
        /** As {@link Rows#valid}. */
        VALID,
        /** As {@link Rows#edges}. */
        EDGES,
        /** As {@link Rows#broken(Signature)}. */
        BROKEN
    }
}
