/**
 * The contract of a store as tests, for authors of stores: extend
 * {@link ml.lifecycle.testkit.tck.LifecycleStoreTck} and say how your store is opened.
 */
@NullMarked
package ml.lifecycle.testkit.tck;

import org.jspecify.annotations.NullMarked;
