/**
 * Search over runs: the language of {@link ml.lifecycle.run.RunQuery}, and the index that answers it.
 *
 * <p>Each experiment has one {@link ml.lifecycle.internal.query.LiveIndex}. It is a fold over the events of the
 * experiment's log, kept in columns: params, tags and names as numbers of a dictionary, metrics and times as doubles,
 * in pages of equal size with the smallest and greatest value of each page. A query first asks the log for its last
 * sequence number, reads the events behind the index's position, and then scans the columns it names, page by page,
 * best pages first when it wants only the best runs. Each condition is asked only for the rows that those before it
 * have left.
 *
 * <p>An index is saved in the store's cache by a thread of its own, and read from there by the next process. Where there
 * is none, {@link ml.lifecycle.internal.query.ParallelRebuild} folds parts of the log by several threads.
 *
 * <p>What lies on the way from the start of a process to its first answer does without the JSON library, patterns and
 * streams, and with few lambdas: loading them takes longer than the search itself.
 *
 * <p>A condition is two-valued: a comparison with a field that a run lacks, or that is NaN, is false, and {@code not}
 * turns an answer round, whatever its reason.
 */
@NullMarked
package ml.lifecycle.internal.query;

import org.jspecify.annotations.NullMarked;
