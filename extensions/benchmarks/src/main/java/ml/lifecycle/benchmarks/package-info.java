/**
 * Lifecycle beside embedded databases that do the same work, in the same run, on the same machine.
 *
 * <p>What one process can measure is measured by JMH; starting processes and several of them at once by
 * {@link ml.lifecycle.benchmarks.ProcessBenchmarks}. {@link ml.lifecycle.benchmarks.Main} runs all of it and writes the
 * table into the README. Only ratios within one run mean anything.
 *
 * <p>The peers get the easier part wherever the work is not exactly the same: they load with prepared statements and
 * in batches, their tables carry only what the question needs, and a database that is read is laid out for that reading.
 */
@NullMarked
package ml.lifecycle.benchmarks;

import org.jspecify.annotations.NullMarked;
