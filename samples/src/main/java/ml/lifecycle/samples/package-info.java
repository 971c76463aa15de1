/** Programs that people copy. */
@NullMarked
package ml.lifecycle.samples;

import org.jspecify.annotations.NullMarked;
