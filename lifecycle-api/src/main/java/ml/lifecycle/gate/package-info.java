/**
 * Quality gates: checks as plain data, the evidence they judge, and the report with its verdict.
 */
@NullMarked
package ml.lifecycle.gate;

import org.jspecify.annotations.NullMarked;
