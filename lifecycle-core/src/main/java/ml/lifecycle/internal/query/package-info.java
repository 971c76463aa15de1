/**
 * Search over runs: the language of {@link ml.lifecycle.run.RunQuery}, and the index that answers it.
 *
 * <p>Each experiment has one {@link ml.lifecycle.internal.query.LiveIndex}. It is a fold over the events of the
 * experiment's log, kept in columns: params, tags and names as numbers of a dictionary, metrics and times as doubles,
 * in pages of equal size with the smallest and greatest value of each page. A query first asks the log for its last
 * sequence number, reads the events behind the index's position, and then scans the columns it names, page by page,
 * best pages first when it wants only the best runs.
 *
 * <p>A condition is two-valued: a comparison with a field that a run lacks, or that is NaN, is false, and {@code not}
 * turns an answer round, whatever its reason.
 */
@NullMarked
package ml.lifecycle.internal.query;

import org.jspecify.annotations.NullMarked;
