package ml.lifecycle.run;

import java.util.List;
import java.util.Optional;
import ml.lifecycle.Printable;

/**
 * A search over runs. Immutable: each method answers with a new query. It is executed by {@link #list}, {@link #first},
 * {@link #count} and {@link #table}, each time anew.
 *
 * <p>Runs that are part of another, such as the folds of a cross-validation and the candidates of a search, are found only
 * {@link #withNested}, or where a condition names {@code parent} or {@code id}: what a fold measured is not to be taken
 * for the best run. All parts of a run: {@code where("parent = '" + run.id() + "'")}.
 *
 * <p>The language of {@link #where}:
 * <pre>{@code
 * metrics.accuracy > 0.9 and params.depth = '5'
 * (tags.`my owner` = 'anna' or name like 'cart%') and not status = 'FAILED'
 * params.kind in ('cart', 'knn') and start_time >= '2026-05-01T00:00:00Z'
 * }</pre>
 * Fields are {@code metrics.x}, {@code params.x}, {@code tags.x} (odd names in backticks or double quotes) and the
 * attributes {@code id, name, status, experiment, parent, start_time, end_time, duration} (milliseconds). Operators
 * are {@code = != < <= > >= in like ilike}, joined by {@code and}, {@code or}, {@code not} and parentheses. A run that
 * lacks the field matches none of them, not even {@code !=}; NaN matches nothing. {@code not} turns the answer of what
 * follows around, so {@code not params.x = 'a'} also matches a run without x. Params and tags compare as text with a
 * literal in quotes; with a number they compare as numbers, where text that is no number is neither less nor greater.
 */
public interface RunQuery extends Printable {

    /**
     * Keeps only runs that match; several conditions must all match.
     *
     * @param condition in the language above
     * @return the narrowed query
     * @throws ml.lifecycle.RefusedException if the condition cannot be read; the message points at the place
     */
    RunQuery where(String condition);

    /**
     * Sorts, by {@code field} or {@code field asc} or {@code field desc}, several separated by commas. Missing values
     * are last in both directions, NaN just before them. Without it the latest run is first. A name that no run has sorts
     * nothing: a warning is logged, and a printed table says so.
     *
     * @param fields the fields, as in conditions
     * @return the sorted query
     * @throws ml.lifecycle.RefusedException if the fields cannot be read
     */
    RunQuery orderBy(String fields);

    /**
     * Also searches the runs that are part of another.
     *
     * @return the widened query
     */
    RunQuery withNested();

    /**
     * Keeps only the first runs.
     *
     * @param runs how many at most, 1 or more
     * @return the limited query
     * @throws ml.lifecycle.RefusedException if {@code runs} is less than 1
     */
    RunQuery limit(int runs);

    /**
     * The runs.
     *
     * @return the runs in their order
     */
    List<RunRecord> list();

    /**
     * The first run.
     *
     * @return the first run, if any matches
     */
    Optional<RunRecord> first();

    /**
     * How many runs there are, at most the limit.
     *
     * @return the number of runs
     */
    long count();

    /**
     * The runs side by side.
     *
     * @param columns fields as in conditions; none for a choice that fits: the name, params that differ, and metrics
     * @return a table for a person
     */
    RunTable table(String... columns);
}
