/**
 * Models measured: predictions beside the truth, and the time of single predictions.
 */
@NullMarked
package ml.lifecycle.internal.evaluation;

import org.jspecify.annotations.NullMarked;
