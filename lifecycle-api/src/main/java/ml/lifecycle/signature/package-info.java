/**
 * The contract of a model: its input columns and its output, and what is done with a row that breaks it.
 */
@NullMarked
package ml.lifecycle.signature;

import org.jspecify.annotations.NullMarked;
