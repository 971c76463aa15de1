package ml.lifecycle.run;

import java.util.List;
import java.util.Optional;
import ml.lifecycle.Printable;
import ml.lifecycle.gate.Check;

/**
 * A named question with its KPIs, and the runs that try to answer it. Safe for use by several threads.
 */
public interface Experiment extends Printable {

    /**
     * Its name.
     *
     * @return the name
     */
    String name();

    /**
     * States the question; the last one stated counts.
     *
     * @param question one sentence, at most 8,000 characters
     * @return this experiment
     * @throws ml.lifecycle.RefusedException if it is empty or too long
     */
    Experiment question(String question);

    /**
     * Adds a KPI that a program can check. Stating the same KPI again changes nothing.
     *
     * @param kpi the requirement
     * @return this experiment
     * @throws ml.lifecycle.RefusedException if it is a custom check, which cannot be written down
     */
    Experiment kpi(Check kpi);

    /**
     * The question.
     *
     * @return the question, if one was stated
     */
    Optional<String> question();

    /**
     * The KPIs, in the order in which they were stated.
     *
     * @return the KPIs
     */
    List<Check> kpis();

    /**
     * Executes a run and ends it: FINISHED when the body returns, FAILED when it throws.
     *
     * @param name the name of the run; several runs may have the same
     * @param body what it does
     * @param <E> what the body may throw
     * @return what it recorded
     * @throws E what the body threw, unchanged
     */
    <E extends Exception> RunRecord run(String name, RunBody<E> body) throws E;

    /**
     * Starts a run that the caller ends, for notebooks; elsewhere {@link #run} is safer.
     *
     * @param name the name of the run
     * @return the started run
     */
    Run start(String name);

    /**
     * The runs of this experiment, to be searched.
     *
     * @return a query for all runs that are no part of another; see {@link RunQuery#withNested}
     */
    RunQuery runs();
}
