/**
 * The contract of a store as tests, for authors of stores: extend
 * {@link ml.lifecycle.testkit.tck.LifecycleStoreTck} and say how your store is opened. What it must
 * stand when something fails is in {@link ml.lifecycle.testkit.fault}.
 */
@NullMarked
package ml.lifecycle.testkit.tck;

import org.jspecify.annotations.NullMarked;
