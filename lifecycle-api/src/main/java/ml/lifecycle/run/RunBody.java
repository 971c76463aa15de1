package ml.lifecycle.run;

/**
 * What a run does.
 *
 * @param <E> the checked exception it may throw
 */
@FunctionalInterface
public interface RunBody<E extends Exception> {

    /**
     * Does the work, recording it in the run.
     *
     * @param run where to record
     * @throws E any failure; the run is then FAILED, and the exception is thrown on to the caller
     */
    void accept(Run run) throws E;
}
