/**
 * The engine: puts the parts together behind the interfaces of the API.
 */
@NullMarked
package ml.lifecycle.internal;

import org.jspecify.annotations.NullMarked;
