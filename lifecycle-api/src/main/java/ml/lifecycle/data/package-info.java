/**
 * Tables, data sets with their immutable snapshots, and profiles.
 */
@NullMarked
package ml.lifecycle.data;

import org.jspecify.annotations.NullMarked;
