/**
 * Models at work: predictors that enforce a signature, and the interface by which a framework's models are stored.
 */
@NullMarked
package ml.lifecycle.model;

import org.jspecify.annotations.NullMarked;
