/**
 * Properties of models for jqwik, which is an optional dependency: {@link ml.lifecycle.testkit.jqwik.Rows} makes rows from
 * a signature, {@link ml.lifecycle.testkit.jqwik.FromSignature} hands them to a property, and a class that implements
 * {@link ml.lifecycle.testkit.jqwik.PredictorProperties} checks what every model must keep.
 *
 * <pre>{@code
 * class IrisProperties implements PredictorProperties {
 *     @Override public Predictor predictor() {
 *         return MODEL;
 *     }
 *
 *     @Property void small_petals_are_setosa(@ForAll @FromSignature(IrisSignature.class) Map<String, Object> row) {
 *         Assume.that((double) row.get("petal_length") < 1.5);
 *         assertThat(MODEL).predicts(row, "setosa");
 *     }
 * }
 * }</pre>
 *
 * <p>A failing row is shrunk to plain values, and printed as {@code row("petal_length", 1.0, …)}, which can be pasted into
 * a test beside {@link ml.lifecycle.testkit.LifecycleAssertions#row}.
 */
@NullMarked
package ml.lifecycle.testkit.jqwik;

import org.jspecify.annotations.NullMarked;
