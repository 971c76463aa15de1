/**
 * The statistics behind gates and logged metrics: metrics from predictions, exact and resampled intervals, paired tests,
 * drift. Pure functions of arrays; whatever is random is seeded by the data, so that a report can be reproduced.
 */
@NullMarked
package ml.lifecycle.internal.stats;

import org.jspecify.annotations.NullMarked;
