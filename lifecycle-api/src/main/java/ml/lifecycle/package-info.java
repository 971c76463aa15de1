/**
 * The entry: {@link ml.lifecycle.Lifecycle} opens a directory (or another store) and leads to experiments, data sets,
 * registered models and predictors.
 */
@NullMarked
package ml.lifecycle;

import org.jspecify.annotations.NullMarked;
