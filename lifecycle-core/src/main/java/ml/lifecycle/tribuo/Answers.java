package ml.lifecycle.tribuo;

import ml.lifecycle.model.Prediction;
import org.tribuo.Example;

/**
 * How a model's answers are passed on. As with {@link Task}, a class for each kind of answer, which alone refers to its
 * artifact.
 *
 * @param <T> Tribuo's type of an answer
 */
interface Answers<T extends org.tribuo.Output<T>> {

    /** What stands where an example of training has the truth. */
    T unknown();

    /**
     * An answer.
     *
     * @param example what was asked
     * @param given what Tribuo answered
     * @throws ml.lifecycle.RefusedException if that is no answer
     */
    Prediction of(Example<T> example, org.tribuo.Prediction<T> given);
}
