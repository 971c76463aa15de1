/**
 * Registered models: immutable versions, aliases that move only by events, promotion, rollback and their history.
 */
@NullMarked
package ml.lifecycle.registry;

import org.jspecify.annotations.NullMarked;
