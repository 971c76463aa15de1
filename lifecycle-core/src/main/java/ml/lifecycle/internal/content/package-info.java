/**
 * Contents that something recorded refers to.
 */
@NullMarked
package ml.lifecycle.internal.content;

import org.jspecify.annotations.NullMarked;
