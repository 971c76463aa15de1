package ml.lifecycle.spi;

import java.time.Clock;
import ml.lifecycle.Durability;

/**
 * How a store is opened.
 *
 * @param durability what is forced to the disk, and when
 * @param clock the time for what the store itself dates; never used for order
 */
public record StoreSettings(Durability durability, Clock clock) {}
