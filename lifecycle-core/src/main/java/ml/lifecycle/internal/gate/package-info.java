/**
 * Gates at work: the judging of evidence, and gates and reports as JSON.
 *
 * <h2>Verdicts</h2>
 *
 * <p>A check passes only on evidence that shows the requirement to be met. It fails where the measured value itself is
 * outside the bound: more rows like these would not help. Between the two, where the value is within the bound but, at
 * the asked confidence, the true one may not be, the evidence is too thin and the verdict is INCONCLUSIVE; it then says
 * how many rows would be needed.
 *
 * <h2>The form in JSON</h2>
 *
 * <p>A check is an object whose {@code kind} names its type; a measure likewise. Numbers are written by their shortest
 * decimal form, which does not depend on the Java version, so that the digest of a gate stays the same; {@code "NaN"},
 * {@code "Infinity"} and {@code "-Infinity"} are texts. A part at its default is left out.
 */
@NullMarked
package ml.lifecycle.internal.gate;

import org.jspecify.annotations.NullMarked;
