/**
 * What another module provides: where things are kept ({@link ml.lifecycle.spi.LifecycleStore}, found through
 * {@link ml.lifecycle.spi.StoreProvider}). Users of the library never need this package.
 *
 * <p>A store knows nothing about runs, models or gates. It keeps four things: named logs of opaque events, streams of
 * metric points, artifacts by their SHA-256, and a cache that may vanish. All rules live above it, in one place, and
 * hold for every store alike. The contract of each interface is checked by {@code LifecycleStoreTck} of the testkit.
 */
@NullMarked
package ml.lifecycle.spi;

import org.jspecify.annotations.NullMarked;
