/**
 * Signatures at work: their form in JSON, and the check of a row.
 */
@NullMarked
package ml.lifecycle.internal.signature;

import org.jspecify.annotations.NullMarked;
