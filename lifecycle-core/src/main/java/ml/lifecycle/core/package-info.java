/**
 * What other modules may use of the core: a store that lives in memory, for tests and for trying things out.
 */
@NullMarked
package ml.lifecycle.core;

import org.jspecify.annotations.NullMarked;
