package ml.lifecycle;

import java.util.Optional;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.RunRecord;

/**
 * Does the trainings of one framework again, for {@link Lifecycle#reproduce}; found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are safe for use by several threads, record nothing, and can be loaded where their framework is absent.
 */
public interface Reproducer {

    /**
     * Trains again what a run trained.
     *
     * @param lifecycle where the run, its artifacts and its data are
     * @param run a run that may have trained with any framework, or trained nothing
     * @return how the models compare; empty if the run did not train with this framework
     * @throws RefusedException if it did, and did not record what is needed or the framework is absent; the message says what
     * @throws ConflictException if the data is not what was recorded
     * @throws NotFoundException if the data is no longer there
     */
    Optional<Reproduction> reproduce(Lifecycle lifecycle, RunRecord run);
}
