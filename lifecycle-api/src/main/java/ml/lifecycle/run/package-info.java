/**
 * Experiments and runs: what was tried, with which params, metrics, tags and artifacts, and how to find it again.
 */
@NullMarked
package ml.lifecycle.run;

import org.jspecify.annotations.NullMarked;
