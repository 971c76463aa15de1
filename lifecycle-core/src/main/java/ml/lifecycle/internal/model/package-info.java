/**
 * Stored models at work: formats, loading, and predictors that enforce a signature.
 */
@NullMarked
package ml.lifecycle.internal.model;

import org.jspecify.annotations.NullMarked;
