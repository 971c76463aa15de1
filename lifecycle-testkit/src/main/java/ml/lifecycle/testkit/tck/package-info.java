/**
 * The contract of a store as tests, for authors of stores: extend
 * {@link ml.lifecycle.testkit.tck.LifecycleStoreTck} and say how your store is opened. What it must
 * stand when something fails is in {@link ml.lifecycle.testkit.fault}.
 *
 * <pre>{@code
 * class MyStoreTest extends LifecycleStoreTck {
 *     protected LifecycleStore open(Path place, StoreSettings settings) {
 *         return new MyStoreProvider().open("my:" + place, settings);
 *     }
 * }
 * }</pre>
 *
 * <p>Each nested group is a part of the SPI, and each display name a sentence that its Javadoc promises; a failure says
 * which one your store does not keep. All that a test needs comes with {@code lifecycle-testkit} in test scope.
 */
@NullMarked
package ml.lifecycle.testkit.tck;

import org.jspecify.annotations.NullMarked;
